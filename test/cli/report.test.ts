import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { outputSchemas } from '../../src/views/output-schemas';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { richWorkspace } from '../support/rich-workspace';
import { ciphertext } from '../support/workspace-builder';

afterAll(removeFolders);

const dataOf = (page: string): { environments: { name: string }[] } => {
  const [, rest = ''] = page.split('id="report">');
  return JSON.parse(rest.slice(0, rest.indexOf('</script>')));
};

describe('fanout report', () => {
  test('GIVEN a workspace WHEN reported THEN one page is written, and what is in it is said', async () => {
    const cwd = folderOf(richWorkspace);
    const { code, stdout, stderr } = await runCli(['report'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^wrote fanout-report\.html, \d+ kB: 3 environments, 2 buckets, \d+ targets\n\d+ warnings in it: fanout check shows where\n$/,
    );
    const page = readFileSync(join(cwd, 'fanout-report.html'), 'utf8');
    expect(page.startsWith('<!doctype html>')).toBe(true);
    expect(dataOf(page).environments.map(({ name }) => name)).toEqual(['dev', 'dev-alice', 'production']);
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('GIVEN a workspace WHEN reported THEN no ciphertext and no reference is in the page, and it is the same again', async () => {
    const cwd = folderOf(richWorkspace);
    const [first, second] = [
      await runCli(['report', '--out', '-'], { cwd }),
      await runCli(['report', '--out', '-'], { cwd }),
    ];
    expect(first.stdout).toBe(second.stdout);
    for (const hidden of [
      ciphertext('dev'),
      ciphertext('production'),
      'upstream/entry',
      '/upstream/parameter',
    ])
      expect(first.stdout).not.toContain(hidden);
    expect(first.stderr).toMatch(/^printed the report, /);
    expect(existsSync(join(cwd, 'fanout-report.html'))).toBe(false);
  });

  test('GIVEN environments WHEN reported THEN these alone are in it; an unknown one is wrong usage', async () => {
    const cwd = folderOf(richWorkspace);
    const { stdout } = await runCli(['report', 'production', '--out', '-'], { cwd });
    expect(dataOf(stdout).environments.map(({ name }) => name)).toEqual(['production']);
    const unknown = await runCli(['report', 'prodution'], { cwd });
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('production')]);
  });

  test('GIVEN a report that is there WHEN reported THEN it is replaced, through a link, with its mode', async () => {
    const cwd = folderOf(new Map(richWorkspace));
    await runCli(['report', '--out', 'deep/er/page.html'], { cwd });
    const page = join(cwd, 'deep/er/page.html');
    writeFileSync(page, readFileSync(page, 'utf8').slice(0, 100), { mode: 0o600 });
    symlinkSync('deep/er/page.html', join(cwd, 'link.html'));
    expect((await runCli(['report', '--out', 'link.html'], { cwd })).code).toBe(0);
    expect(readFileSync(page, 'utf8').length).toBeGreaterThan(1000);
  });

  test('GIVEN a file that is no report WHEN reported THEN it stays, unless --force', async () => {
    const cwd = folderOf(richWorkspace);
    const before = readFileSync(join(cwd, 'fanout.yaml'), 'utf8');
    const { code, stderr } = await runCli(['report', '--out', 'fanout.yaml'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      'fanout: "fanout.yaml" is there already, and is no report of fanout: name another file with --out, or overwrite it with --force\n',
    ]);
    expect(readFileSync(join(cwd, 'fanout.yaml'), 'utf8')).toBe(before);
    writeFileSync(join(cwd, 'notes.html'), '<!doctype html>\n<p>notes', { mode: 0o640 });
    expect((await runCli(['report', '--out', 'notes.html'], { cwd })).code).toBe(2);
    expect((await runCli(['report', '--out', 'notes.html', '--force'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'notes.html'), 'utf8')).toContain('fanout report');
    expect(statSync(join(cwd, 'notes.html')).mode & 0o777).toBe(0o640);
  });

  test('GIVEN a folder in its place, or a place that cannot be written THEN 2, in a sentence', async () => {
    const cwd = folderOf(richWorkspace);
    mkdirSync(join(cwd, 'folder'));
    const folder = await runCli(['report', '--out', 'folder', '--force'], { cwd });
    expect([folder.code, folder.stderr]).toEqual([2, expect.stringContaining('is no ordinary file')]);
    const inFile = await runCli(['report', '--out', 'fanout.yaml/x.html'], { cwd });
    expect([inFile.code, inFile.stderr]).toEqual([2, expect.stringMatching(/cannot be written \(E\w+\)/)]);
  });

  test('GIVEN --dry-run THEN nothing is written, and what would be is said', async () => {
    const cwd = folderOf(richWorkspace);
    const { code, stdout } = await runCli(['report', '--dry-run'], { cwd });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^would write fanout-report\.html, /)]);
    expect(existsSync(join(cwd, 'fanout-report.html'))).toBe(false);
    expect((await runCli(['report', '--dry-run', '--out', 'fanout.yaml'], { cwd })).code).toBe(2);
  });

  test('GIVEN errors in the files THEN the page is written and holds them, and 1', async () => {
    const cwd = folderOf(new Map(richWorkspace).set('mappings/late.yaml', 'NOWHERE: X\n'));
    const { code, stdout } = await runCli(['report'], { cwd });
    expect([code, stdout]).toEqual([1, expect.stringMatching(/\d+ errors? and \d+ warnings? in it/)]);
    expect(readFileSync(join(cwd, 'fanout-report.html'), 'utf8')).toContain('"code":"unknown-name"');
  });

  test('GIVEN no workspace THEN nothing is written, what is wrong is said, and 1', async () => {
    const cwd = folderOf(new Map());
    const { code, stdout } = await runCli(['report'], { cwd });
    expect([code, stdout]).toEqual([1, expect.stringContaining('refused: nothing was written\n')]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('GIVEN --format json THEN its output is valid; not together with a page that is printed', async () => {
    const schema = JSON.parse(outputSchemas().get('report.schema.json') ?? '');
    const ajv = new Ajv({ strict: true, allErrors: true });
    for (const [cwd, status] of [
      [folderOf(richWorkspace), 'written'],
      [folderOf(new Map()), 'refused'],
    ] as const) {
      const { stdout } = await runCli(['report', '--format', 'json'], { cwd });
      ajv.validate(schema, JSON.parse(stdout));
      expect(ajv.errors).toBeNull();
      expect(JSON.parse(stdout)).toMatchObject({ status, file: 'fanout-report.html' });
    }
    const { code } = await runCli(['report', '--out', '-', '--format', 'json'], {
      cwd: folderOf(richWorkspace),
    });
    expect(code).toBe(2);
  });
});
