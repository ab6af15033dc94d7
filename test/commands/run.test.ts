import { type Program, type RunOptions, type RunResult, run } from '../../src/commands/run';
import type { KeyDifferences } from '../../src/plan/key-differences';
import { folderOf, removeFolders } from '../support/cli';
import { ciphertext, workspaceTexts } from '../support/workspace-builder';
import { awsWith, denied } from './support/entries';

const canary = 'canary-0d11';
const environment = {
  values: { DB_KEY: { kms: ciphertext('a') }, DB_USER: 'app', NEW: { kms: ciphertext('b') } },
};
const root = folderOf(
  workspaceTexts({
    canonical: { DB_KEY: null, DB_USER: { kind: 'config' }, NEW: null },
    environments: {
      dev: environment,
      production: {
        ...environment,
        protected: true,
        values: { ...environment.values, DB_KEY: null, NEW: null },
      },
    },
  }),
);
afterAll(removeFolders);
const entry = { DB_KEY: canary, DB_USER: 'app', STRAY: 'old' };

interface Given extends Partial<RunOptions> {
  readonly env?: NodeJS.ProcessEnv;
  readonly world?: ReturnType<typeof awsWith>;
}

/** Of the last run, in order. */
let started: Program[] = [];
let noted: KeyDifferences[] = [];

async function runIn(environment: string, bucket: string, given: Given = {}): Promise<RunResult> {
  const {
    env = { OWN: '1' },
    world = awsWith({ 'shop/dev/api': entry, 'shop/production/api': entry }),
    ...options
  } = given;
  started = [];
  noted = [];
  return run(
    { workspace: root, now: () => new Date('2026-11-22'), env },
    {
      ...{ environment, bucket, command: ['server', '--port', '1'], only: [], except: [] },
      ...{ override: false, mask: false, allowProtected: false },
      ...options,
    },
    {
      aws: world.aws,
      note: (differences) => noted.push(differences),
      start: async (program) => {
        world.asked.push('start');
        started.push(program);
        return 42;
      },
    },
  );
}
const namesOf = (): string[] => [...(started[0]?.values.keys() ?? [])];

test('WHEN it runs THEN the program gets command, environment and values, and its exit code comes back', async () => {
  const world = awsWith({ 'shop/dev/api': entry });
  expect(await runIn('dev', 'api', { world })).toMatchObject({ exitCode: 42, misuse: [], diagnostics: [] });
  expect(started).toMatchObject([{ command: ['server', '--port', '1'], env: { OWN: '1' }, hidden: null }]);
  expect(started[0]?.values.get('DB_KEY')?.reveal()).toBe(canary);
  expect(namesOf()).toEqual(['DB_KEY', 'DB_USER', 'STRAY']);
  expect(JSON.stringify(started[0]?.values.get('DB_KEY'))).not.toContain(canary);
  expect(world.asked).toEqual(['account', 'shop/dev/api in eu-central-1', 'close', 'start']);
});

test('GIVEN an entry with other names than the plan WHEN it runs THEN both are noted before it starts', async () => {
  await runIn('dev', 'api');
  expect(noted).toEqual([{ missing: ['NEW'], unplanned: ['STRAY'] }]);
});

test('GIVEN --mask WHEN it runs THEN what is hidden is all but configuration', async () => {
  await runIn('dev', 'api', { mask: true });
  expect(started[0]?.hidden?.map((value) => value.reveal())).toEqual([canary, 'old']);

  const world = awsWith({ 'shop/dev/api': { ...entry, DB_USER: 'put there by hand' } });
  await runIn('dev', 'api', { mask: true, world });
  expect(started[0]?.hidden?.map((value) => value.reveal())).toContain('put there by hand');
});

describe('names that are wanted', () => {
  test.each<[only: string[], except: string[], names: string[]]>([
    [['DB_*'], [], ['DB_KEY', 'DB_USER']],
    [['DB_*'], ['*_USER'], ['DB_KEY']],
    [[], ['DB_*'], ['STRAY']],
    [['DB_KEY', 'STRAY'], [], ['DB_KEY', 'STRAY']],
  ])('GIVEN --only %j and --except %j WHEN it runs THEN %j', async (only, except, names) => {
    await runIn('dev', 'api', { only, except });
    expect(namesOf()).toEqual(names);
  });

  test.each([{ only: ['DB_KYE'] }, { except: ['DB_KYE'] }])(
    'GIVEN %j that matches nothing WHEN it runs THEN the nearest',
    async (given) => {
      await expect(runIn('dev', 'api', given)).rejects.toThrow(
        '"DB_KYE" matches no name of the entry. Did you mean "DB_KEY"?',
      );
      expect(started).toEqual([]);
    },
  );
});

describe('names that are taken', () => {
  test.each<[NodeJS.ProcessEnv, string]>([
    [{ DB_KEY: canary }, 'DB_KEY is set in your environment already'],
    [{ DB_KEY: '', DB_USER: 'x' }, 'DB_KEY and DB_USER are set in your environment already'],
  ])('GIVEN %j WHEN it runs THEN it is refused, unless the entry is to win', async (env, says) => {
    const refused = runIn('dev', 'api', { env });
    await expect(refused).rejects.toThrow(says);
    await expect(refused).rejects.not.toThrow(canary);
    expect(started).toEqual([]);
    expect(await runIn('dev', 'api', { env, override: true })).toMatchObject({ exitCode: 42 });
    expect(await runIn('dev', 'api', { env, except: ['DB_*'] })).toMatchObject({ exitCode: 42 });
  });
});

describe('what is refused', () => {
  test('GIVEN a protected environment WHEN it runs THEN it takes --allow-protected', async () => {
    const world = awsWith({ 'shop/production/api': entry });
    await expect(runIn('production', 'api', { world })).rejects.toThrow(/^production is protected/);
    expect(world.asked).toEqual([]);
    expect(await runIn('production', 'api', { world, allowProtected: true })).toMatchObject({ exitCode: 42 });
  });

  test('GIVEN a reserved name in the entry WHEN it runs THEN it is refused, unless it is left out', async () => {
    const world = awsWith({ 'shop/dev/api': { ...entry, NODE_OPTIONS: canary } });
    await expect(runIn('dev', 'api', { world })).rejects.toThrow(/holds "NODE_OPTIONS"/);
    expect(await runIn('dev', 'api', { world, except: ['NODE_*'] })).toMatchObject({ exitCode: 42 });
  });

  test.each([
    [
      'credentials of another account',
      awsWith({ 'shop/dev/api': entry }, '999999999999'),
      /of account 999999999999/,
    ],
    ['no right to read', awsWith({ 'shop/dev/api': denied('to read') }), /does not allow you to read/],
    [
      'an entry that is not there',
      awsWith({}),
      /shop\/dev\/api in eu-central-1, the entry of api, is not there or has no value yet: deploy dev first/,
    ],
    ['an entry that is no JSON', awsWith({ 'shop/dev/api': canary }), /does not hold a JSON object/],
  ])('GIVEN %s WHEN it runs THEN no program is started', async (_, world, says) => {
    await expect(runIn('dev', 'api', { world })).rejects.toThrow(says);
    expect(started).toEqual([]);
  });

  test.each([
    ['dve', 'api', 'unknown-environment'],
    ['dev', 'apo', 'unknown-bucket'],
  ])('GIVEN %s and %s WHEN it runs THEN it is a misuse', async (environment, bucket, code) => {
    const result = await runIn(environment, bucket);
    expect([result.exitCode, result.misuse.map((each) => each.code), started]).toEqual([null, [code], []]);
  });
});
