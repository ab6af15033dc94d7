import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planAccess } from '../../src/access';
import { catalogue, type Diagnostic } from '../../src/diagnostics';
import { checkDebugLog } from '../../src/diagnostics/debug-log';
import { planFanOut } from '../../src/plan';
import { checkValue } from '../../src/values/check-value';
import { loadWorkspace } from '../../src/workspace';
import { runCli } from '../support/cli';
import { TestRepository } from '../support/repository';
import { namedBlocks, pageNames, readIndex, readPage } from './pages';

const codes = Object.keys(catalogue);
const base = namedBlocks(readIndex());
const pages = pageNames().map(readPage);
const folder = mkdtempSync(join(tmpdir(), 'fanout-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;
function diagnose(files: ReadonlyMap<string, string>): readonly Diagnostic[] {
  runs += 1;
  const root = join(folder, String(runs));
  for (const [path, text] of new Map([...base, ...files])) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { workspace, diagnostics } = loadWorkspace(root);
  if (workspace === null) return diagnostics;
  const [plan, planned] = planFanOut(workspace, { today: '2026-06-01' });
  const [, aboutAccess] = planAccess(workspace.manifest.value, plan, workspace.manifest.at);
  return [...diagnostics, ...planned, ...aboutAccess];
}

const summary = (diagnostics: readonly Diagnostic[]): string[] =>
  [...new Set(diagnostics.map(({ code, severity }) => `${severity} ${code}`))].sort();

describe('the pages of docs/diagnostics', () => {
  test('GIVEN the catalogue WHEN the pages are listed THEN each code has one, and no other is there', () => {
    expect(pageNames()).toEqual([...codes].sort());
  });

  test.each(pages)(
    'GIVEN the page of $code THEN its head agrees with the catalogue and it has all parts',
    (page) => {
      const definition = catalogue[page.code as keyof typeof catalogue];
      expect(page.text).toContain(`\n# ${page.code}\n`);
      expect(page.severity).toBe(definition.severity);
      expect([...page.text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
        'Example',
        'How to mend it',
        'Why',
      ]);
    },
  );

  test('GIVEN the index THEN it links every page once, with its severity, in the order of the catalogue', () => {
    const rows = [...readIndex().matchAll(/^\| \[`(.*)`\]\((.*)\.md\) \| (\w+) \|/gm)].map(
      ([, ...row]) => row,
    );
    expect(rows).toEqual(Object.entries(catalogue).map(([code, { severity }]) => [code, code, severity]));
  });
});

describe('the examples of docs/diagnostics', () => {
  const unset = 'warning unset-value';

  test('GIVEN the workspace of the index WHEN it is planned THEN nothing is wrong but that no secret is set', () => {
    expect(summary(diagnose(new Map()))).toEqual([unset]);
  });

  test.each(pages.filter(({ example }) => example === 'files'))(
    'GIVEN the files of $code WHEN they are planned THEN that is what is reported, and nothing else',
    ({ code, severity, files }) => {
      const found = summary(diagnose(files));
      const beside = new Set([unset, 'warning no-access'].filter((each) => each !== `${severity} ${code}`));
      expect(found.filter((each) => !beside.has(each))).toEqual([`${severity} ${code}`]);
    },
  );

  test('GIVEN the pages without files WHEN they are listed THEN each has its own test', () => {
    const kinds = pages
      .filter(({ example }) => example !== 'files')
      .map(({ code, example }) => [code, example]);
    expect(kinds).toEqual([
      ['debug-log', 'variables'],
      ['invalid-value', 'input'],
      ['staged-values', 'staged'],
      ['too-large', 'generated'],
      ['unknown-bucket', 'arguments'],
    ]);
  });

  test('GIVEN twenty ciphertexts of 4,096 bytes WHEN they are planned THEN too-large says what its page says', () => {
    const names = Array.from({ length: 20 }, (_, index) => `CERTIFICATE_${index + 1}`);
    const blob = (index: number): string => Buffer.alloc(4096 + 152, index + 1).toString('base64');
    const files = new Map([
      [
        'mappings/canonical.yaml',
        `${base.get('mappings/canonical.yaml')}${names.map((name) => `${name}: { environments: [dev] }\n`).join('')}`,
      ],
      [
        'environments/dev.yaml',
        `${base.get('environments/dev.yaml')?.replace('  DB_PASSWORD:', `  DB_PASSWORD: { variable: true, revision: 1 }`)}${names
          .map((name, index) => `  ${name}: { kms: ${blob(index)} }\n`)
          .join('')}`,
      ],
    ]);
    const [found] = diagnose(files).filter(({ code }) => code === 'too-large');
    expect(readPage('too-large').text).toContain(`${found?.severity} ${found?.code}: ${found?.message}\n`);
  });

  test('GIVEN the command of debug-log WHEN its variable is checked THEN it is refused', () => {
    const [, variable = '', value] = /^(TF_LOG\w*)=(\w+) /m.exec(readPage('debug-log').text) ?? [];
    expect(checkDebugLog({ [variable]: value }).map(({ code }) => code)).toEqual(['debug-log']);
  });

  test('GIVEN the input of invalid-value WHEN it is checked THEN it is refused in the words of its page', () => {
    const { text } = readPage('invalid-value');
    const input = /^printf '(.*)' \|/m.exec(text)?.[1] ?? '';
    const entry = { kind: 'secret', format: undefined, minLength: undefined } as const;
    const checked = checkValue(Buffer.from(input), entry, { keepWhitespace: false });
    const fault = 'fault' in checked ? checked.fault : { reason: '', remedy: '' };
    const args = { name: 'DB_PASSWORD', environment: 'dev', ...fault };
    expect(text).toContain(`error invalid-value: ${catalogue['invalid-value'].message(args)}\n`);
  });

  test('GIVEN the commands of staged-values WHEN they are run in a repository THEN the answer is that of its page', async () => {
    const repository = new TestRepository(base);
    const { text } = readPage('staged-values');
    repository.write({ [/^git add -f (.+)$/m.exec(text)?.[1] ?? '']: 'TOKEN=plain\n' });
    repository.git('add', '-f', '--all');
    const { code, stdout } = await runCli(['check', '--staged'], { cwd: repository.folder });
    expect(code).toBe(1);
    const answer = /^```text\n(.*?)^```$/ms.exec(text)?.[1] ?? '';
    expect(answer).toMatch(/^error staged-values /);
    expect(stdout.replace(/\s+/g, ' ')).toContain(answer.trim().replace(/\s+/g, ' '));
  });

  test('GIVEN the answer on the page of unknown-bucket THEN it is what the catalogue says', () => {
    const definition = catalogue['unknown-bucket'];
    const args = { name: 'wbe', nearest: 'web' };
    const { text } = readPage('unknown-bucket');
    expect(text).toContain(`error unknown-bucket: ${definition.message(args)}\n  ${definition.hint(args)}\n`);
  });
});
