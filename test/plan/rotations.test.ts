import { addDays, daysBetween, dueDay, rotationsIn } from '../../src/plan/rotations';
import { ciphertext, planned } from '../support/workspace-builder';

describe('the day on which a value is due', () => {
  test.each([
    ['2026-01-01', '90d', '2026-04-01'],
    ['2026-12-31', '1d', '2027-01-01'],
    ['2024-02-29', '1y', '2025-03-01'],
    ['2026-06-30', '2y', '2028-06-30'],
    ['2026-06-30', 'manual', undefined],
    ['2026-06-30', '99999y', undefined],
  ])('GIVEN a value of %s WHEN it is rotated every %s THEN it is due on %s', (rotated, every, due) => {
    expect(dueDay(rotated, every)).toBe(due);
  });

  test('GIVEN two days WHEN they are counted and added THEN over months, years and the change of clocks', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3);
    expect(daysBetween('2026-03-02', '2026-02-27')).toBe(-3);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(addDays('2026-12-30', 3)).toBe('2027-01-02');
  });
});

describe('how values stand', () => {
  test('GIVEN values of every kind WHEN they are looked through THEN what is known of each, and nothing of the unset', () => {
    const { workspace } = planned({
      canonical: {
        AGED: { rotateEvery: '90d', owner: 'data' },
        ENDING: { rotateEvery: '90d', expires: '2026-02-01' },
        PARAMETER: { rotateEvery: 'manual' },
        ENTRY: null,
        HANDED: null,
        LINE: { kind: 'config', expires: '2027-01-01' },
        UNSET: { rotateEvery: '1d' },
      },
      environments: {
        dev: {
          values: {
            AGED: { kms: ciphertext('a'), rotated: '2026-01-01', previous: 'unrevoked' },
            ENDING: { kms: ciphertext('b'), rotated: '2026-01-01' },
            PARAMETER: { ssm: '/p', revision: 2, rotated: '2026-01-01', previous: 'revoked' },
            ENTRY: { secretsManager: 'upstream', revision: 1 },
            HANDED: { variable: true, revision: 1 },
            LINE: 'text',
            UNSET: null,
          },
        },
      },
    });
    const found = rotationsIn(workspace, workspace.environments.values());
    expect(
      found.map(({ environment, name, source, due, previous }) => [environment, name, source, due, previous]),
    ).toEqual([
      ['dev', 'AGED', 'kms', '2026-04-01', 'unrevoked'],
      ['dev', 'ENDING', 'kms', '2026-02-01', null],
      ['dev', 'PARAMETER', 'ssm', null, 'revoked'],
      ['dev', 'ENTRY', 'secretsManager', null, null],
      ['dev', 'HANDED', 'variable', null, null],
      ['dev', 'LINE', 'config', '2027-01-01', null],
    ]);
    expect(found[0]).toMatchObject({ owner: 'data', every: '90d', expires: null, rotated: '2026-01-01' });
  });
});
