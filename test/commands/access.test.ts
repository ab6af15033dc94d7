import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { accessWorkspace } from '../access/support/workspace';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { workspaceTexts } from '../support/workspace-builder';

let cwd: string;
let out: string;
beforeAll(() => {
  cwd = folderOf(workspaceTexts(accessWorkspace('suffix')));
  out = mkdtempSync(join(tmpdir(), 'fanout-documents-'));
});
afterAll(() => {
  removeFolders();
  rmSync(out, { recursive: true, force: true });
});

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(join(__dirname, `../../schemas/output/${name}.schema.json`), 'utf8')) as object;
const isValid = (name: string, text: string): boolean =>
  new Ajv2020({ strict: false }).validate(schemaOf(name), JSON.parse(text));

describe('fanout access', () => {
  test('GIVEN an entry WHEN shown THEN who may comes first with the statement, then who may not by what stops them', async () => {
    const { code, stdout, stderr } = await runCli(['access', 'production', 'api'], { cwd, columns: 120 });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^production\/api {2}api-secrets-production {2}protected\n/);
    expect(stdout).toMatch(/execution\.production\.api +yes +denied +denied/);
    expect(stdout).toMatch(/denied: secret-policy\.production\.api DenyReadingToOthers\n {4}administrator, /);
    expect(stdout.indexOf('developer')).toBeGreaterThan(stdout.indexOf('denied: '));
  });

  test('GIVEN a principal WHEN shown THEN it alone, for every entry', async () => {
    const { stdout } = await runCli(['access', '--principal', 'reader.agents', '--format', 'json'], { cwd });
    const { entries } = JSON.parse(stdout) as { entries: { principals: Record<string, object> }[] };
    expect(entries.length).toBe(25);
    expect(entries.every(({ principals }) => Object.keys(principals).join() === 'reader.agents')).toBe(true);
    expect(isValid('access', stdout)).toBe(true);
  });

  test.each(['GetSecretValue', 'secretsmanager:getsecretvalue', 'kms:Decrypt'])(
    'GIVEN --who-can %s WHEN asked THEN it is answered as one column',
    async (action) => {
      const argv = ['access', 'production', 'api', '--who-can', action, '--format', 'markdown'];
      const { code, stdout } = await runCli(argv, { cwd });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^### production\/api\n/);
      expect(stdout).toMatch(/\| principal \| (?:secretsmanager:GetSecretValue|kms:Decrypt) \|/);
    },
  );

  test.each([
    [['prod'], 'There is no environment "prod". Did you mean "production"?'],
    [['dev', 'apy'], 'There is no bucket "apy". Did you mean "api"?'],
    [['--principal', 'develper'], 'There is no such principal. Did you mean developer?'],
    [['--who-can', 'GetSecretVale'], 'Did you mean GetSecretValue?'],
    [['dev', '--documents', 'x'], '--documents writes every policy'],
    [['--documents', 'x', '--format', 'markdown'], '--documents reports as text or json'],
  ])('GIVEN %j WHEN run THEN it is wrong usage, and it is said what is meant', async (argv, sentence) => {
    const { code, stdout, stderr } = await runCli(['access', ...argv], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });

  test('GIVEN a configuration that breaks a rule WHEN shown THEN 1, with the diagnostic', async () => {
    const { manifest, ...rest } = accessWorkspace('suffix');
    const { github: _, administrators: __, ...access } = (manifest?.access ?? {}) as Record<string, unknown>;
    const faulty = folderOf(workspaceTexts({ ...rest, manifest: { ...manifest, access } }));
    for (const argv of [['access'], ['access', '--documents', out], ['check']]) {
      const { code, stdout } = await runCli(argv, { cwd: faulty });
      expect(code).toBe(1);
      expect(stdout).toContain('error deployer-locked-out  fanout.yaml:');
    }
  });
});

describe('fanout access --documents', () => {
  test('GIVEN a folder that is not there WHEN written THEN one file for each document, and who is bound by which', async () => {
    const folder = join(out, 'new/folder');
    const { code, stdout } = await runCli(['access', '--documents', folder, '--format', 'json'], { cwd });
    expect(code).toBe(0);
    expect(isValid('access-documents', stdout)).toBe(true);
    const files = readdirSync(folder).sort();
    expect((JSON.parse(stdout) as { files: string[] }).files).toEqual(files);
    const read = (file: string) =>
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, never>;
    for (const file of files.filter((name) => name !== 'principals.json')) {
      expect(Object.keys(read(file))).toEqual(['Version', 'Statement']);
    }
    const principals = read('principals.json') as Record<string, { arn: string; files: string[] }>;
    expect(principals['execution.dev.api']).toMatchObject({
      arn: 'arn:aws:iam::123456789012:role/fanout/my-app/dev/my-app.execution.dev.api',
      files: ['execution.dev.api.json', 'runtime-boundary.dev.json', 'execution.dev.api.trust.json'],
    });
    for (const { files: bound } of Object.values(principals))
      expect(files).toEqual(expect.arrayContaining(bound));
  });

  test('GIVEN a file in place of the folder WHEN written THEN one sentence, and 2', async () => {
    const taken = join(out, 'taken');
    writeFileSync(taken, '');
    const { code, stderr } = await runCli(['access', '--documents', taken], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      'fanout: The documents cannot be written (EEXIST); name a folder that you may write to.\n',
    );
  });
});
