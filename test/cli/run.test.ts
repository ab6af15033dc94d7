import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../../src/cli/io';
import { run } from '../../src/cli/run';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { workspaceTexts } from '../support/workspace-builder';
import { FakeTerminal } from './support/fake-terminal';

const sound = workspaceTexts({
  manifest: { access: {} },
  canonical: { URL: { kind: 'config' }, KEY: null },
  environments: { dev: { values: { URL: 'https://x.example', KEY: null } } },
});
const faulty = new Map(sound).set('mappings/stray.yml', '');

let root: string;
let faultyRoot: string;
let emptyRoot: string;
beforeAll(() => {
  root = folderOf(sound);
  faultyRoot = folderOf(faulty);
  emptyRoot = folderOf(new Map());
});
afterAll(removeFolders);

describe('exit codes and streams', () => {
  test('GIVEN files in order WHEN checked THEN 0, the report on stdout and nothing on stderr', async () => {
    const { code, stdout, stderr } = await runCli(['check'], { cwd: root });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('fine: 1 bucket, 2 targets in 1 environment; 1 warning\n');
  });

  test.each(['check', 'plan', 'synth'])('GIVEN files with a fault WHEN %s runs THEN 1', async (command) => {
    const { code, stdout, stderr } = await runCli([command], { cwd: faultyRoot });
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('unreadable-file');
  });

  test.each([['check'], ['sync', 'dev'], ['tf-plan', 'dev']])(
    'GIVEN a folder that is no workspace WHEN %s runs THEN 1, and no more is said than that',
    async (...argv) => {
      const { code, stdout } = await runCli(argv, { cwd: emptyRoot });
      expect(code).toBe(1);
      expect(stdout).toContain('"fanout.yaml" cannot be read: there is no such file');
      expect(stdout).toContain('fanout init DIR');
      expect(stdout.match(/^error /gm)).toHaveLength(1);
    },
  );

  test('GIVEN Ctrl-C at a prompt WHEN a value is asked for THEN 130, and nothing is written', async () => {
    const cwd = folderOf(sound);
    const { input, output } = new FakeTerminal(['canary\u0003']).terminal;
    const said: string[] = [];
    const code = await run(['set', 'dev', 'URL'], {
      stdin: Object.assign(input, { isTTY: true }) as unknown as Io['stdin'],
      stdout: output,
      stderr: { write: (text) => said.push(String(text)) },
      env: {},
      cwd,
      now: () => new Date(0),
    });
    expect([code, said.at(-1)]).toEqual([130, 'fanout: Broken off; nothing has been written\n']);
    expect(readFileSync(join(cwd, 'environments/dev.yaml'), 'utf8')).toBe(sound.get('environments/dev.yaml'));
  });

  test('GIVEN a warning WHEN checked strictly THEN 1', async () => {
    const { code, stdout } = await runCli(['check', '--strict'], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('error unset-value  dev/api: new, 1 name has no value yet');
    expect(stdout.endsWith('\n1 error\n')).toBe(true);
  });

  test('GIVEN no arguments WHEN run THEN the help is on stderr, and it is wrong usage', async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: fanout [options] [command]');
  });
});

describe('wrong usage', () => {
  test.each([
    ['a command', ['chekc'], "fanout: unknown command 'chekc' (Did you mean check?)\n"],
    [
      'a command of which help is asked',
      ['chekc', '--help'],
      "fanout: unknown command 'chekc' (Did you mean check?)\n",
    ],
    [
      'a command that help is asked for',
      ['help', 'chekc'],
      "fanout: unknown command 'chekc' (Did you mean check?)\n",
    ],
    [
      'an option',
      ['check', '--fromat', 'json'],
      "fanout: unknown option '--fromat' (Did you mean --format?)\n",
    ],
    [
      'a choice',
      ['check', '--format', 'jsno'],
      "fanout: option '--format <format>' argument 'jsno' is invalid. Allowed are text, json, markdown, sarif and github. Did you mean json?\n",
    ],
    ['an environment', ['plan', 'dve'], 'fanout: There is no environment "dve". Did you mean "dev"?\n'],
    [
      'a name',
      ['explain', 'UrL'],
      'fanout: There is no canonical name and no target "UrL". Did you mean "URL"?\n',
    ],
    ['nothing', ['explain'], "fanout: missing required argument 'name'\n"],
    [
      'a stack',
      ['synth', 'foundatio'],
      'fanout: There is no environment "foundatio". Did you mean "foundation"?\n',
    ],
    [
      'an only choice',
      ['sync', 'dev', '--target', 'prod'],
      "fanout: option '--target <target>' argument 'prod' is invalid. Allowed is preview.\n",
    ],
    ['an option without a value', ['check', '--strict=1'], "fanout: option '--strict' takes no value\n"],
  ])(
    'GIVEN %s that is mistyped WHEN run THEN 2, and the nearest one on stderr',
    async (_, argv, sentence) => {
      const { code, stdout, stderr } = await runCli(argv, { cwd: root });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr.startsWith(sentence)).toBe(true);
    },
  );

  test.each([
    [['chekc'], 'fanout --help'],
    [['check', '--fromat'], 'fanout check --help'],
    [['--workspace', 'plan', 'check', '--format', 'x'], 'fanout check --help'],
    [['set', 'dev'], 'fanout set --help'],
    [['hook', 'instal'], 'fanout hook --help'],
    [['hook', 'install', '--forc'], 'fanout hook install --help'],
  ])('GIVEN %j WHEN run THEN the help of that very command is named', async (argv, help) => {
    expect((await runCli(argv, { cwd: root })).stderr.split('\n')[1]).toBe(`See: ${help}`);
  });

  test.each([
    ['--workspace', ['check', '--workspace', '']],
    ['--out', ['synth', '--out', '']],
    ['--documents', ['access', '--documents=']],
    ['--owner', ['add', 'NEW', '--owner', '']],
  ])('GIVEN %s with an empty value WHEN run THEN 2, and no folder is guessed', async (option, argv) => {
    expect(await runCli(argv, { cwd: root })).toEqual({
      code: 2,
      stdout: '',
      stderr: `fanout: The value of ${option} is empty: give it one, or leave the option out.\n`,
    });
  });

  test.each([
    ['schemas', ['schemas', '--check', '--dry-run'], /^fanout: --check writes nothing already/],
    ['report', ['report', '--out', '-', '--dry-run'], /^fanout: --dry-run is about a file/],
    ['sync', ['sync', 'dev', '--as', 'json', '--reader', 'node'], /^fanout: --reader is about a .env file/],
    ['init', ['init', 'new', '--workspace', 'other'], /^fanout: init writes into the folder/],
  ])(
    'GIVEN options of %s that mean nothing together WHEN run THEN 2, and it is said',
    async (_, argv, says) => {
      const { code, stdout, stderr } = await runCli(argv, { cwd: root });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(says);
    },
  );

  test('GIVEN an environment that does not exist WHEN the files are faulty too THEN it is still wrong usage', async () => {
    expect((await runCli(['check', 'dve'], { cwd: faultyRoot })).code).toBe(2);
  });

  test('GIVEN an unknown option with a value WHEN run THEN the value is not echoed', async () => {
    const { code, stderr } = await runCli(['check', '--value=canary', '-pcanary'], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toContain("unknown option '--value'");
    expect((await runCli(['check', '-pcanary'], { cwd: root })).stderr).toContain("unknown option '-p'");
    expect(stderr).not.toContain('canary');
  });
});

describe('what would be logged', () => {
  test('GIVEN NODE_DEBUG WHEN a command is run THEN nothing is done: Node would log what passes through it', async () => {
    const env = { NODE_DEBUG: 'child_process' };
    const { code, stdout, stderr } = await runCli(['check'], { env });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('unset it');
    expect(stderr).not.toContain('child_process');
  });
});

describe('global options', () => {
  test.each([
    [['--format', 'json', 'check']],
    [['check', '--format', 'json']],
    [['check', 'dev', '--format=json']],
  ])('GIVEN %j WHEN run THEN the report is JSON', async (argv) => {
    expect(JSON.parse((await runCli(argv, { cwd: root })).stdout).summary.targets).toBe(2);
  });

  test('GIVEN --workspace WHEN run elsewhere THEN it is read from there, over the variable', async () => {
    expect((await runCli(['check', '--workspace', root], { cwd: emptyRoot })).code).toBe(0);
    expect((await runCli(['check'], { cwd: emptyRoot, env: { FANOUT_WORKSPACE: root } })).code).toBe(0);
    const both = { cwd: root, env: { FANOUT_WORKSPACE: root } };
    expect((await runCli(['check', '--workspace', emptyRoot], both)).code).toBe(1);
  });

  const escapeCharacter = String.fromCharCode(27);
  test.each<[string, string[], NodeJS.ProcessEnv, boolean, boolean]>([
    ['a terminal', [], {}, true, true],
    ['a pipe', [], {}, false, false],
    ['a terminal that knows no colours', [], { TERM: 'dumb' }, true, false],
    ['--no-color', ['--no-color'], {}, true, false],
    ['NO_COLOR', [], { NO_COLOR: '1' }, true, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, true, false],
    ['--no-color over FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, true, false],
  ])('GIVEN %s WHEN checked THEN colours accordingly', async (_, argv, env, isTTY, colored) => {
    const { stdout } = await runCli(['check', ...argv], { cwd: root, env, isTTY });
    expect(stdout.includes(escapeCharacter)).toBe(colored);
  });

  test('GIVEN a wide terminal WHEN planned THEN its width is used', async () => {
    const long = new Map(sound).set(
      'environments/dev.yaml',
      sound
        .get('environments/dev.yaml')
        ?.replace('https://x.example', `https://x.example/${'p'.repeat(100)}`) ?? '',
    );
    const cwd = folderOf(long);
    expect((await runCli(['plan'], { cwd })).stdout).toContain('ppp…\n');
    expect((await runCli(['plan'], { cwd, columns: 200 })).stdout).toContain('p'.repeat(100));
  });
});

const everyCommand = ['init', 'check', 'plan', 'diff', 'explain', 'set', 'sync', 'run', 'synth', 'schemas'];

describe('help', () => {
  test.each(everyCommand)('GIVEN %s --help WHEN run THEN examples, and 0', async (command) => {
    const { code, stdout, stderr } = await runCli([command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`$ fanout ${command}`);
    expect(stdout).toContain('--workspace <dir>');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect((await runCli(['help', command])).stdout).toBe(stdout);
  });

  test.each([
    ['access', 'sarif', []],
    ['check', 'markdown', []],
    ['diff', 'sarif', []],
    ['drift', 'sarif', []],
    ['tf-plan', 'sarif', ['dev']],
  ])(
    'GIVEN %s WHEN its help is shown THEN it names the formats that it has',
    async (command, other, rest) => {
      const [, named = ''] = /^Formats: (.*)\.$/m.exec((await runCli([command, '--help'])).stdout) ?? [];
      const { stderr } = await runCli([command, ...rest, '--format', other], { cwd: root });
      expect(stderr).toContain(`Allowed are ${named.replace(/, (\w+)$/, ' and $1')}.`);
    },
  );

  test('GIVEN --help WHEN run THEN every command is named', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const command of everyCommand) expect(stdout).toContain(`\n  ${command} `);
  });

  test('GIVEN --version WHEN run THEN the version of the package', async () => {
    const { version } = require('../../package.json') as { version: string };
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});
