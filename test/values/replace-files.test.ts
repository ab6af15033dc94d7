import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '../../src/values/replace-file';
import { replaceFiles } from '../../src/values/replace-files';
import { finishUnfinished } from '../../src/values/unfinished';
import { loadWorkspace } from '../../src/workspace';
import { unfinishedPath } from '../../src/workspace/layout';
import { startChild } from './support/child';

const files = ['environments/dev.yaml', 'environments/production.yaml', 'mappings/canonical.yaml'];
let root = '';
const at = (path: string): string => join(root, path);
const read = (path: string): string => readFileSync(at(path), 'utf8');
const texts = (): string[] => files.map(read);
const all = (): string[] => readdirSync(root, { recursive: true }).map(String).sort();
const clean = ['environments', 'mappings', ...files];
const old = files.map(() => 'old\n');
const fresh = files.map(() => 'new\n');

function begin(): void {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-replace-')));
  for (const folder of ['environments', 'mappings']) mkdirSync(at(folder));
  for (const file of files) writeFileSync(at(file), 'old\n');
}
beforeEach(begin);
afterEach(() => rmSync(root, { recursive: true, force: true }));

const replacements = new Map(files.map((file) => [file, { before: 'old\n', after: 'new\n' }]));
const replaceAll = () => replaceFiles(root, replacements, { patience: 200 });
const isSaid = (): boolean => loadWorkspace(root).diagnostics.some(({ code }) => code === 'unfinished-write');

describe('replacing several files', () => {
  test('WHEN they are replaced THEN all are the new ones, and nothing is left beside them', async () => {
    chmodSync(at('mappings/canonical.yaml'), 0o640);
    await replaceAll();
    expect([texts(), all(), isSaid()]).toEqual([fresh, clean.sort(), false]);
    expect(statSync(at('mappings/canonical.yaml')).mode & 0o7777).toBe(0o640);
  });

  test('GIVEN a byte-order mark WHEN the files are replaced THEN it stays', async () => {
    writeFileSync(at('environments/dev.yaml'), '\uFEFFold\n');
    await replaceAll();
    expect(read('environments/dev.yaml')).toBe('\uFEFFnew\n');
  });

  test.each<[what: string, prepare: () => void, says: RegExp]>([
    [
      'one that has changed',
      () => writeFileSync(at(files[2] ?? ''), 'odd\n'),
      /"mappings\/canonical\.yaml" was changed/,
    ],
    [
      'one that is gone',
      () => rmSync(at(files[1] ?? '')),
      /^The workspace cannot be edited \(ENOENT at "environments\/production\.yaml"\): mend that, and run the command again$/,
    ],
    ['one that somebody edits', () => writeFileSync(at('mappings/.canonical.yaml.lock'), ''), /being edited/],
  ])('GIVEN %s WHEN the files are replaced THEN none is', async (_, prepare, says) => {
    prepare();
    const before = all();
    await expect(replaceAll()).rejects.toThrow(says);
    expect([read('environments/dev.yaml'), all()]).toEqual(['old\n', before]);
  });

  test('GIVEN nothing to change WHEN the files are replaced THEN none is touched', async () => {
    const { mtimeMs } = statSync(at('environments/dev.yaml'));
    await replaceFiles(root, new Map(files.map((file) => [file, { before: 'old\n', after: 'old\n' }])));
    expect(statSync(at('environments/dev.yaml')).mtimeMs).toBe(mtimeMs);
  });

  test('GIVEN several at once WHEN all are done THEN one has won, whole', async () => {
    const other = new Map([...files].reverse().map((file) => [file, { before: 'old\n', after: 'other\n' }]));
    const ended = await Promise.allSettled([replaceAll(), replaceFiles(root, other)]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(new Set(texts()).size).toBe(1);
  });
});

/** Steps at which a process can be cut off: whatever it was about to do is not done, and nothing after it. */
const steps = ['open', 'rename', 'rm'] as const;

/** @returns whether it was cut off before it was done */
async function cutOffAt(step: number): Promise<boolean> {
  let left = step;
  let spies: jest.SpyInstance[] = [];
  const cutOff = new Promise<boolean>((resolve) => {
    spies = steps.map((name) => {
      const real = fs[name] as (...args: unknown[]) => Promise<unknown>;
      return jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
        left -= 1;
        if (left >= 0) return real(...args);
        // What was begun before comes to its end.
        setTimeout(() => resolve(true), 20);
        return new Promise(() => undefined);
      }) as never);
    });
  });
  const isCutOff = await Promise.race([replaceAll().then(() => false), cutOff]);
  for (const spy of spies) spy.mockRestore();
  // Those of a process that is gone are taken over: see the tests of the lock.
  for (const path of all().filter((each) => each.endsWith('.lock'))) rmSync(at(path));
  return isCutOff;
}

test('GIVEN a process that is cut off at any step WHEN the next one writes THEN all files are the old ones or all are the new ones', async () => {
  const outcomes: string[] = [];
  for (let step = 0; await cutOffAt(step); step += 1) {
    const said = isSaid();
    const isBegun = said || texts().includes('new\n');
    const seen = await replaceFile(root, files[0] ?? '', (text) => ({ text: `${text}more\n` }));
    const [first = '', ...others] = texts();
    expect(seen.text).toBe(first);
    expect(first).toBe(`${others[0]}more\n`);
    expect(others).toEqual((isBegun ? fresh : old).slice(1));
    expect([isSaid(), existsSync(at(unfinishedPath))]).toEqual([false, false]);
    expect(all().filter((path) => path.startsWith('environments/.dev'))).toEqual([]);
    outcomes.push(`${isBegun ? 'new' : 'old'}${said ? ', said' : ''}`);
    rmSync(root, { recursive: true, force: true });
    begin();
  }
  expect(texts()).toEqual(fresh);
  // Every kind of state has been seen, in this order.
  expect(outcomes.filter((each, index) => each !== outcomes[index - 1])).toEqual(['old', 'new, said', 'new']);
  expect(outcomes.filter((each) => each === 'new, said').length).toBeGreaterThan(files.length);
}, 30_000);

describe('a process that is killed', () => {
  const script = join(__dirname, 'support', 'replace-lines.ts');
  const kill = (rename: number) =>
    startChild(script, [root, 'old\n', 'new\n', String(rename), ...files]).ended;

  test('GIVEN that nothing was written down yet WHEN files are replaced again THEN that goes on from the old ones', async () => {
    expect((await kill(1)).signal).toBe('SIGKILL');
    expect([texts(), isSaid()]).toEqual([old, false]);
    await replaceAll();
    expect([texts(), all()]).toEqual([fresh, clean.sort()]);
  }, 60_000);

  test('GIVEN that one file is in place WHEN the workspace is checked THEN it says so, and the next one goes on', async () => {
    expect((await kill(3)).signal).toBe('SIGKILL');
    expect([texts().sort(), isSaid()]).toEqual([['new\n', 'old\n', 'old\n'], true]);
    expect(await finishUnfinished(root)).toEqual(files);
    expect([texts(), all(), isSaid()]).toEqual([fresh, clean.sort(), false]);
    expect(await finishUnfinished(root)).toBeNull();
  }, 60_000);

  test('GIVEN that a file is edited by hand meanwhile WHEN the next one writes THEN nothing is overwritten and it says what to do', async () => {
    await kill(2);
    writeFileSync(at('mappings/canonical.yaml'), 'by hand\n');
    await expect(finishUnfinished(root)).rejects.toThrow(/"mappings\/canonical\.yaml" was changed since/);
    await expect(replaceAll()).rejects.toThrow(/git has of/);
    expect(texts()).toEqual(['old\n', 'old\n', 'by hand\n']);
    rmSync(at(unfinishedPath));
    await replaceFile(root, files[0] ?? '', () => ({ text: 'fine\n' }));
    expect(read(files[0] ?? '')).toBe('fine\n');
  }, 60_000);

  test.each([
    '[]',
    'no JSON',
    '{"files":[{"file":"../x","temporary":"../../x.tmp","before":"0","after":"0"}]}',
  ])('GIVEN %j in its place WHEN somebody writes THEN nothing is done', async (text) => {
    writeFileSync(at(unfinishedPath), text);
    await expect(replaceAll()).rejects.toThrow(/is not one that fanout has written: remove it/);
    expect(texts()).toEqual(old);
  });
});
