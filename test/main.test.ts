import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../src/main';
import { folderOf, removeFolders } from './support/cli';
import { richWorkspace } from './support/rich-workspace';

afterAll(removeFolders);

function run(cwd: string, env: NodeJS.ProcessEnv = {}) {
  let stderr = '';
  const code = main({
    cwd,
    env,
    now: () => new Date('2026-11-22'),
    stderr: { write: (text) => (stderr += text) },
  });
  const manifest = join(cwd, env.CDKTF_OUTDIR ?? 'cdktf.out', 'manifest.json');
  const stacks = existsSync(manifest)
    ? Object.keys((JSON.parse(readFileSync(manifest, 'utf8')) as { stacks: object }).stacks)
    : [];
  return { code, stderr, stacks };
}

test('GIVEN a sound workspace THEN all of it is synthesized, and nothing is said: cdktf prints stderr as errors', () => {
  expect(run(folderOf(richWorkspace))).toEqual({
    code: 0,
    stderr: '',
    stacks: ['dev', 'dev-alice', 'foundation-123456789012', 'foundation-210987654321', 'production'],
  });
});

test('GIVEN a workspace elsewhere and a selection THEN that is synthesized, to where cdktf wants it', () => {
  const env = {
    FANOUT_WORKSPACE: folderOf(richWorkspace),
    FANOUT_ENVIRONMENTS: ' dev,,foundation ',
    CDKTF_OUTDIR: 'out',
  };
  expect(run(folderOf(new Map()), env).stacks).toEqual([
    'dev',
    'foundation-123456789012',
    'foundation-210987654321',
  ]);
});

test.each<[string, Map<string, string>, NodeJS.ProcessEnv, string, code?: number]>([
  ['an error', new Map(richWorkspace).set('mappings/stray.yml', ''), {}, 'unreadable-file'],
  [
    'an environment that does not exist',
    richWorkspace,
    { FANOUT_ENVIRONMENTS: 'prodution' },
    'unknown-environment',
    2,
  ],
  ['a debug log', richWorkspace, { TF_LOG_PROVIDER: 'TRACE' }, 'debug-log'],
  ['a folder that is no workspace', new Map(), {}, 'fanout.yaml'],
])('GIVEN %s THEN it is said, and nothing is written', (_, files, env, said, exit = 1) => {
  const { code, stderr, stacks } = run(folderOf(files), env);
  expect(code).toBe(exit);
  expect(stderr).toContain(said);
  expect(stacks).toEqual([]);
});

test('GIVEN an output folder that cannot be made THEN it is one sentence, without a stack trace', () => {
  const cwd = folderOf(new Map(richWorkspace).set('file', ''));
  const { code, stderr } = run(cwd, { CDKTF_OUTDIR: 'file/out' });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^fanout: [^\n]*not a directory \(ENOTDIR\)\n$/);
});
