import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from '../../values/support/child';

const driver = join(__dirname, 'support/drive-editor.ts');
const canary = 'canary-2c8d';
const parents = ['/dev/shm', tmpdir()].filter(existsSync);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(parents[0] ?? tmpdir(), 'fanout-test-editor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A script that plays an editor: `$1` is the file. It hard-links the file first, so that what becomes of its bytes shows. */
function editorOf(script: string): string {
  const path = join(folder, 'editor');
  writeFileSync(path, `#!/bin/sh\nln "$1" ${folder}/link 2>/dev/null\n${script}\n`);
  chmodSync(path, 0o700);
  return path;
}

function start(editor: string, ending: string, ...rest: string[]): Child {
  const env = { PATH: process.env.PATH, EDITOR: editor };
  return startChild(driver, [canary, ending, ...rest], { env });
}

/** Private folders of a process that are still there. */
const left = ({ process: { pid } }: Child): string[] =>
  parents.flatMap((parent) =>
    readdirSync(parent).filter((name) => name.startsWith('fanout-edit-') && name.includes(`-${pid}-`)),
  );

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('it took too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const touched = (name: string) => () => existsSync(join(folder, name));
const isOverwritten = (name = 'link'): boolean =>
  !readFileSync(join(folder, name), 'utf8').includes('canary');

describe('an editor that is opened', () => {
  const removing = 'rm "$1"';

  test('WHEN it is closed THEN its text comes back, and nothing is left', async () => {
    const child = start(
      editorOf(`stat -c '%a %n' "$1" "$(dirname "$1")" > ${folder}/modes\nprintf ' and more' >> "$1"`),
      'close',
    );
    expect(await child.ended).toMatchObject({ code: 0, output: `{"text":"${canary} and more"}\n` });
    expect(readFileSync(join(folder, 'modes'), 'utf8')).toMatch(/^600 .*\/dev\.yaml\n700 .*\n$/);
    expect([left(child), isOverwritten()]).toEqual([[], true]);
  });

  test('WHEN it has options and quotes THEN the shell reads them', async () => {
    const editor = editorOf(`printf '%s,' "$@" > ${folder}/arguments\ncat`);
    const child = start(`"${editor}" --wait 'a b'`, 'close');
    await child.ended;
    expect(readFileSync(join(folder, 'arguments'), 'utf8')).toMatch(/^--wait,a b,\/.*\/dev\.yaml,$/);
  });

  test('WHEN it leaves files of its own in the folder THEN they are overwritten and removed as well', async () => {
    const script = `d="$(dirname "$1")"; mkdir "$d/backup"; for f in .dev.yaml.swp dev.yaml~ backup/x; do cp "$1" "$d/$f"; ln "$d/$f" "${folder}/$(basename $f)"; done; ln -s ${folder}/precious "$d/link"`;
    writeFileSync(join(folder, 'precious'), 'precious canary');
    const child = start(editorOf(script), 'close');
    await child.ended;
    expect(left(child)).toEqual([]);
    for (const name of ['.dev.yaml.swp', 'dev.yaml~', 'x'])
      expect([name, isOverwritten(name)]).toEqual([name, true]);
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('precious canary');
  });

  test.each<[what: string, script: string, says: string]>([
    ['ends with an error', 'exit 3', '{"aborted":"the editor \\"editor\\" ended with exit code 3"}\n'],
    ['crashes', 'kill -SEGV $$', ''],
    ['removes its file', removing, '{"text":""}\n'],
    [
      'writes another encoding',
      `printf 'A: caf\\351' > "$1"`,
      '{"text":"A: café","doubt":"This was not saved as UTF-8.',
    ],
  ])('WHEN it %s THEN that is told, and nothing is left', async (_, script, says) => {
    const child = start(editorOf(script), 'close');
    const { output, code } = await child.ended;
    expect([code, output]).toEqual([0, expect.stringContaining(says)]);
    if (says === '')
      expect(output).toMatch(/\{"aborted":"the editor .* ended (?:by SIGSEGV|with exit code 139)"\}\n$/);
    expect(left(child)).toEqual([]);
    // What the editor itself removed is out of reach.
    expect(isOverwritten()).toBe(script !== removing);
  });

  test.each([
    ['/nowhere/nothing --wait', 'The editor "nothing" could not be started'],
    ['', 'There is no terminal to edit on'],
  ])('GIVEN the editor %j WHEN it is opened THEN one sentence says what to do', async (editor, says) => {
    const child = start(editor, 'close');
    const { code, output } = await child.ended;
    expect([code, output]).toEqual([2, expect.stringContaining(`Fault: ${says}`)]);
    expect([left(child), output.includes(canary)]).toEqual([[], false]);
  });
});

describe('every way out', () => {
  const sleeping = () =>
    editorOf(
      `touch ${folder}/open; while [ -e ${folder}/open ] && [ ! -e ${folder}/done ]; do sleep 0.05; done`,
    );
  afterEach(() => writeFileSync(join(folder, 'done'), ''));

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    'GIVEN %s while the editor is open THEN the process ends by it, and nothing is left',
    async (signal) => {
      const child = start(sleeping(), 'close');
      await until(touched('open'));
      expect(left(child)).toHaveLength(1);
      child.process.kill(signal);
      await new Promise((resolve) => child.process.once('exit', resolve));
      expect([child.process.signalCode, left(child), isOverwritten()]).toEqual([signal, [], true]);
    },
  );

  test('GIVEN SIGINT at a terminal THEN it is for the editor, and what is saved there comes back', async () => {
    const child = start(sleeping(), 'close', 'terminal');
    await until(touched('open'));
    child.process.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(child.process.exitCode).toBeNull();
    writeFileSync(join(folder, 'done'), '');
    expect(await child.ended).toMatchObject({ code: 0, output: `{"text":"${canary}"}\n` });
    expect(left(child)).toEqual([]);
  });

  test.each(['throw', 'exit', 'nothing'])(
    'GIVEN a process that ends by %s THEN nothing is left',
    async (ending) => {
      const child = start(editorOf(''), ending);
      await child.ended;
      expect([left(child), isOverwritten()]).toEqual([[], true]);
    },
  );

  test('GIVEN a signal after the editor was closed THEN nothing is left', async () => {
    const child = start(editorOf(''), 'wait', 'terminal');
    await new Promise((resolve) => child.process.stdout?.once('data', resolve));
    child.process.kill('SIGINT');
    expect(await child.ended).toMatchObject({ signal: 'SIGINT' });
    expect([left(child), isOverwritten()]).toEqual([[], true]);
  });

  test('GIVEN kill -9 THEN the next one removes what was left, and not what another one is editing', async () => {
    const killed = start(sleeping(), 'close');
    await until(touched('open'));
    killed.process.kill('SIGKILL');
    await new Promise((resolve) => killed.process.once('exit', resolve));
    rmSync(join(folder, 'open'));
    rmSync(join(folder, 'link'));
    const alive = start(sleeping(), 'close');
    await until(touched('open'));
    expect([left(killed), left(alive).length]).toEqual([[], 1]);
    const next = start(editorOf(''), 'close');
    await next.ended;
    expect([left(next), left(alive).length]).toEqual([[], 1]);
    writeFileSync(join(folder, 'done'), '');
    await alive.ended;
    expect(left(alive)).toEqual([]);
  });
});
