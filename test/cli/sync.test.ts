import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logMask } from '../../src/cli/log-mask';
import { SecretValue } from '../../src/values/secret-value';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

describe('fanout sync', () => {
  test.each<[argv: string[], sentence: RegExp]>([
    [['sync', 'dve', 'api'], /There is no environment "dve". Did you mean "dev"\?/],
    [['sync', 'dev', 'aip'], /There is no bucket "aip". Did you mean "api"\?/],
    [['sync', 'dev', 'api', '--as', 'jsn'], /Allowed are dotenv, json, .* Did you mean json\?/],
    [['sync', 'dev', 'api', '--reader', 'nod'], /Allowed are node, python and expand. Did you mean node\?/],
    [['sync', 'dev', 'api', '--target', 'prevew'], /Did you mean preview\?/],
    [['sync', 'dev', 'api', '--check', '--dry-run'], /--check writes nothing already/],
    [
      ['sync', 'production', 'api', '--yes'],
      /production is protected, so its values stay in Secrets Manager/,
    ],
  ])('GIVEN %j WHEN run THEN 2, and what to do', async (argv, sentence) => {
    const cwd = folderOf(richWorkspace);
    const { code, stdout, stderr } = await runCli(argv, { cwd });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(sentence)]);
    expect(existsSync(join(cwd, '.env'))).toBe(false);
  });

  test('GIVEN files that cannot be read WHEN run THEN 1, and why', async () => {
    const cwd = folderOf(new Map(richWorkspace).set('fanout.yaml', '['));
    const { code, stdout } = await runCli(['sync', 'dev', 'api'], { cwd });
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/yaml-syntax[\s\S]*refused: nothing was written\n$/),
    ]);
  });
});

describe('fanout run', () => {
  test.each<[argv: string[], sentence: RegExp]>([
    [['run', 'dve', 'api', '--', 'true'], /Did you mean "dev"\?/],
    [
      ['run', 'dev', 'aip', '--mask', '--', 'true', '--help'],
      /There is no bucket "aip". Did you mean "api"\?/,
    ],
    [['run', 'dev', 'api'], /missing required argument 'command'/],
    [['run', 'dev', 'api', 'server', '--port'], /unknown option '--port'/],
    [['run', 'production', 'api', '--', 'true'], /production is protected/],
    [
      ['run', 'dev', 'api', '--format', 'json', '--', 'true'],
      /This command has no format json. Allowed is text/,
    ],
  ])('GIVEN %j WHEN run THEN 2, and what to do', async (argv, sentence) => {
    const { code, stdout, stderr } = await runCli(argv, { cwd: folderOf(richWorkspace) });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(sentence)]);
  });

  test('GIVEN files that cannot be read WHEN run THEN 1, and why, beside the output of a program', async () => {
    const cwd = folderOf(new Map(richWorkspace).set('fanout.yaml', '['));
    const { code, stdout, stderr } = await runCli(['run', 'dev', 'api', '--', 'true'], { cwd });
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('yaml-syntax')]);
  });
});

describe('the log of a workflow', () => {
  const printed = (env: NodeJS.ProcessEnv, ...values: string[]): string => {
    let stderr = '';
    const mask = logMask({ env, stderr: { write: (text) => (stderr += text) } });
    for (const value of values) mask(new SecretValue(value));
    return stderr;
  };

  test('GIVEN a workflow WHEN values come THEN GitHub is asked to mask them', () => {
    expect(printed({ GITHUB_ACTIONS: 'true' }, 'a%b\r\nc', '', 'd')).toBe(
      '::add-mask::a%25b%0D%0Ac\n::add-mask::d\n',
    );
  });

  test.each([{}, { GITHUB_ACTIONS: 'false' }])(
    'GIVEN %j WHEN values come THEN they are printed nowhere',
    (env) => {
      expect(printed(env, 'a')).toBe('');
    },
  );
});
