import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, removeFolders } from '../support/cli';
import { richWorkspace } from '../support/rich-workspace';
import { workspaceTexts } from '../support/workspace-builder';

/** The tests run on what is built: npm test builds first. */
const built = join(__dirname, '../../dist/cli/fanout.js');

/** Tells at the end which packages the process has loaded. */
const listPackages = `process.on('exit', () => {
  const folder = /.*node_modules[\\\\/]((?:@[^\\\\/]+[\\\\/])?[^\\\\/]+)/;
  const packages = Object.keys(require.cache).flatMap((file) => folder.exec(file)?.[1] ?? []);
  process.stderr.write(JSON.stringify([...new Set(packages)].sort()));
});`;

afterAll(removeFolders);

describe('the built command line', () => {
  test.each([[['check']], [['plan']], [['explain', 'URL']], [['synth', '--strict']]])(
    'GIVEN %j WHEN it synthesizes nothing THEN nothing is loaded from outside of the one file',
    (argv) => {
      const cwd = folderOf(new Map(richWorkspace).set('list-packages.cjs', listPackages));
      const child = spawnSync(process.execPath, ['--require', './list-packages.cjs', built, ...argv], {
        cwd,
        encoding: 'utf8',
      });
      expect(JSON.parse(child.stderr)).toEqual([]);
    },
  );

  test('GIVEN a reader that stops reading WHEN a long plan is printed THEN it ends quietly', async () => {
    const canonical = Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`NAME_${index}`, null]));
    const values = canonical;
    const cwd = folderOf(workspaceTexts({ canonical, environments: { dev: { values } } }));
    const child = spawn(process.execPath, [built, 'plan', '--format', 'json'], { cwd });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'close');
    expect([code, stderr]).toEqual([0, '']);
  });

  test.each([
    ['an exception outside of every promise', 'setTimeout(() => { throw error; });'],
    ['a promise that nobody waits for', 'setTimeout(() => Promise.reject(error));'],
  ])(
    'GIVEN %s WHEN a command waits for a value THEN it ends with 2, and nothing of it is told',
    async (_, how) => {
      const cwd = folderOf(
        new Map(richWorkspace).set(
          'break.cjs',
          `const error = Object.assign(new TypeError('canary'), { input: 'canary', cause: new Error('canary') });\n${how}`,
        ),
      );
      const child = spawn(process.execPath, ['--require', './break.cjs', built, 'set', 'dev', 'URL'], {
        cwd,
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      const [code] = await once(child, 'close');
      expect([code, stderr]).toEqual([
        2,
        'fanout: an unexpected TypeError, which is a fault of fanout itself; FANOUT_DEBUG=1 shows where\n',
      ]);
    },
  );

  test('GIVEN an output that cannot be written WHEN checked THEN 2, in one sentence', () => {
    const cwd = folderOf(richWorkspace);
    const readOnly = openSync(join(cwd, 'fanout.yaml'), 'r');
    const child = spawnSync(process.execPath, [built, 'check'], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', readOnly, 'pipe'],
    });
    closeSync(readOnly);
    expect([child.status, child.stderr]).toEqual([2, 'fanout: the report cannot be written (EBADF)\n']);
  });

  test('GIVEN something that goes on waiting WHEN the command is done THEN the process ends, its report whole', async () => {
    const canonical = Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`NAME_${index}`, null]));
    const texts = workspaceTexts({ canonical, environments: { dev: { values: canonical } } });
    const cwd = folderOf(texts.set('wait.cjs', 'setInterval(() => undefined, 60_000);'));
    const argv = ['--require', './wait.cjs', built, 'plan', '--format', 'json'];
    const child = spawn(process.execPath, argv, { cwd, timeout: 20_000, killSignal: 'SIGKILL' });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stdout.pause();
    setTimeout(() => child.stdout.resume(), 500);
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout).environments.dev.buckets.api.entries)).toHaveLength(4000);
  }, 30_000);
});
