import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markRevoked } from '../../src/commands/mark-revoked';
import { folderOf, removeFolders } from '../support/cli';
import { ciphertext, workspaceTexts } from '../support/workspace-builder';

const texts = workspaceTexts({
  canonical: { A: null, B: null, C: null, TEXT: { kind: 'config' } },
  environments: {
    production: {
      protected: true,
      values: {
        A: { kms: ciphertext('a'), rotated: '2026-01-01', previous: 'unrevoked' },
        B: { ssm: '/p', revision: 2, previous: 'revoked' },
        C: { kms: ciphertext('c'), rotated: '2026-01-01' },
        TEXT: 'text',
      },
    },
  },
});
let root = '';
beforeEach(() => {
  root = folderOf(texts);
});
afterAll(removeFolders);
const file = 'environments/production.yaml';
const read = (): string => readFileSync(join(root, file), 'utf8');

function run(names: string[], given: { dryRun?: boolean; answer?: boolean; environment?: string } = {}) {
  const { dryRun = false, answer, environment = 'production' } = given;
  return markRevoked(
    { workspace: root, now: () => new Date('2026-11-22'), env: {} },
    { environment, names, dryRun, yes: answer === undefined },
    { confirm: answer === undefined ? null : async () => answer },
  );
}

describe('noting that what a value replaced is revoked', () => {
  test('WHEN it is noted THEN that word changes and nothing else, and a second time nothing does', async () => {
    const result = await run(['A', 'B']);
    expect(result).toMatchObject({
      status: 'written',
      places: [
        { name: 'A', file, changed: true },
        { name: 'B', file, changed: false },
      ],
    });
    expect(read()).toBe(texts.get(file)?.replace('unrevoked', 'revoked'));
    expect((await run(['A'])).status).toBe('unchanged');
  });

  test.each([
    [{ dryRun: true }, 'dry-run'],
    [{ answer: false }, 'declined'],
  ])('GIVEN %j WHEN it is noted THEN nothing is written', async (given, status) => {
    expect((await run(['A'], given)).status).toBe(status);
    expect(read()).toBe(texts.get(file));
  });

  test.each(['C', 'TEXT'])(
    'GIVEN %s, which replaced nothing WHEN it is noted THEN it is refused',
    async (name) => {
      await expect(run(['A', name])).rejects.toThrow(
        new RegExp(`Nothing is noted of ${name} in production that would have to be revoked`),
      );
      expect(read()).toBe(texts.get(file));
    },
  );

  test('GIVEN names that are not there WHEN it is noted THEN it is a misuse', async () => {
    expect((await run(['D'])).misuse.map(({ code }) => code)).toEqual(['unknown-name']);
    expect((await run(['A'], { environment: 'dev' })).misuse.map(({ code }) => code)).toEqual([
      'unknown-environment',
    ]);
  });
});
