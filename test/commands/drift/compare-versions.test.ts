import { compareVersions, needsHistory, type Versions } from '../../../src/commands/drift/compare-versions';

const deployed = 'terraform-20260201000000000000000001';
const earlier = 'terraform-20260101000000000000000001';
const later = 'terraform-20260301000000000000000001';
const byHand = '0d1f0b4c-7c6e-4e5f-8a57-000000000000';
const day = (text: string): Date => new Date(`${text}T10:00:00Z`);

/** AWSCURRENT at one version, AWSPREVIOUS at the deployed one; each with its day. */
const moved = (
  current: string,
  dates: { readonly current: string | null; readonly deployed: string | null },
): Versions => ({
  deployed,
  stages: { [deployed]: ['AWSPREVIOUS'], [current]: ['AWSCURRENT'] },
  history: [
    { id: current, stages: ['AWSCURRENT'], created: dates.current === null ? null : day(dates.current) },
    { id: deployed, stages: ['AWSPREVIOUS'], created: dates.deployed === null ? null : day(dates.deployed) },
  ],
});

describe('which version is read', () => {
  test.each<[what: string, versions: Versions]>([
    ['what was deployed', { deployed, stages: { [deployed]: ['AWSCURRENT'], [earlier]: ['AWSPREVIOUS'] } }],
    ['nothing, and nothing was deployed', { deployed: null, stages: {} }],
    [
      'a version of Terraform, and nobody knows which was deployed',
      { deployed: undefined, stages: { [later]: ['AWSCURRENT'] } },
    ],
    ['nothing, and nobody knows what was deployed', { deployed: undefined, stages: {} }],
  ])('GIVEN %s WHEN compared THEN it is in order', (_, versions) => {
    expect(compareVersions(versions)).toBeNull();
    expect(needsHistory(versions)).toBe(false);
  });

  test.each<[what: string, versions: Versions, how: string]>([
    ['an earlier day', moved(byHand, { current: '2026-01-01', deployed: '2026-02-01' }), 'rolled-back'],
    ['a later day', moved(byHand, { current: '2026-02-02', deployed: '2026-02-01' }), 'written-outside'],
    [
      'an earlier day than its id says',
      moved(later, { current: '2026-01-01', deployed: '2026-02-01' }),
      'rolled-back',
    ],
    ['no day, and an earlier id', moved(earlier, { current: null, deployed: null }), 'rolled-back'],
    ['no day, and a later id', moved(later, { current: null, deployed: null }), 'written-outside'],
    [
      'the same day, and an id of no Terraform',
      moved(byHand, { current: '2026-02-01', deployed: '2026-02-01' }),
      'written-outside',
    ],
  ])('GIVEN AWSCURRENT of %s WHEN compared THEN it says how that came', (_, versions, how) => {
    expect(needsHistory(versions)).toBe(true);
    expect(compareVersions(versions)).toMatchObject({
      kind: 'other-version',
      how,
      deployed,
      isPrevious: true,
    });
  });

  test('GIVEN neither days nor ids that tell WHEN compared THEN it says that it does not know', () => {
    const imported = 'deployed-by-something-else';
    const stages: Versions['stages'] = { [imported]: ['AWSPREVIOUS'], [byHand]: ['AWSCURRENT'] };
    const history = [byHand, imported].map((id) => ({ id, stages: stages[id] ?? [], created: null }));
    expect(compareVersions({ deployed: imported, stages, history })).toMatchObject({
      how: 'unknown',
      since: null,
    });
  });

  test('GIVEN that what was deployed is out of the history WHEN compared THEN it was written over', () => {
    const stages = { [byHand]: ['AWSCURRENT'] };
    const history = [{ id: byHand, stages: ['AWSCURRENT'], created: day('2026-01-01') }];
    expect(compareVersions({ deployed, stages, history })).toEqual({
      kind: 'other-version',
      how: 'written-outside',
      current: byHand,
      since: '2026-01-01T10:00:00.000Z',
      deployed,
      isPrevious: false,
    });
  });

  test('GIVEN a version where none was deployed, or one by hand where nobody knows WHEN compared THEN it was written outside', () => {
    for (const unknown of [null, undefined]) {
      const versions = { deployed: unknown, stages: { [byHand]: ['AWSCURRENT'] } };
      expect(compareVersions(versions)).toMatchObject({ how: 'written-outside', deployed: null });
      expect(needsHistory(versions)).toBe(false);
    }
    expect(compareVersions({ deployed: null, stages: { [later]: ['AWSCURRENT'] } })).toMatchObject({
      how: 'written-outside',
    });
  });

  test('GIVEN no AWSCURRENT WHEN compared THEN nothing can be read', () => {
    const versions = { deployed, stages: { [deployed]: ['AWSPREVIOUS'], [byHand]: ['AWSPENDING'] } };
    expect(compareVersions(versions)).toEqual({ kind: 'no-current-version', deployed });
    expect(needsHistory(versions)).toBe(false);
  });
});
