import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { outputSchemas } from '../../src/views/output-schemas';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { TestRepository } from '../support/repository';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

const canary = 'canary-44d1';
const dev = (cwd: string) => readFileSync(join(cwd, 'environments/dev.yaml'), 'utf8');
const before = richWorkspace.get('environments/dev.yaml');
const importing = async (files: Record<string, string>, argv: readonly string[], stdin = '') => {
  const cwd = folderOf(new Map([...richWorkspace, ...Object.entries(files)]));
  const ran = await runCli(['import', 'dev', ...argv], { cwd, stdin });
  expect(ran.stdout + ran.stderr).not.toContain(canary);
  return { ...ran, cwd };
};

test('GIVEN a .env file WHEN imported THEN what is new is written, what is there stays, and it is told', async () => {
  const argv = ['.env', '--replace'];
  const { code, stdout, stderr, cwd } = await importing(
    { '.env': 'URL=new.example.com\nDB_REGION=\n' },
    argv,
  );
  expect([code, stderr, stdout]).toEqual([
    0,
    '',
    'replaced  URL        configuration\nempty     DB_REGION  configuration, there is no value in the source\n\nwrote 1 value from .env into dev, 1 empty\n',
  ]);
  expect(dev(cwd)).toContain('\n  URL: new.example.com\n');
  const again = await runCli(['import', 'dev', ...argv], { cwd });
  expect(again.stdout).toContain('unchanged: there was nothing to write into dev, 1 kept, 1 empty\n');
  writeFileSync(join(cwd, '.env'), 'URL=other.example.com\n');
  const kept = await runCli(['import', 'dev', '.env'], { cwd });
  expect(kept.stdout).toBe(
    'kept  URL  configuration, has a value\n\nunchanged: there was nothing to write into dev, 1 kept (--replace would replace\nwhat has a value)\n',
  );
});

test('GIVEN --dry-run and new names WHEN imported THEN each name with the reason of its kind', async () => {
  const text = `LOG_LEVEL=info\nNEW_THING='${canary}'\n`;
  const { code, stdout, cwd } = await importing({ 'x.env': text }, ['x.env', '--add-names', '--dry-run']);
  expect([code, stdout]).toEqual([
    0,
    'new  LOG_LEVEL  configuration, would be added: it is a common word\nnew  NEW_THING  secret, would be added: nothing says that it is none\n\nwould write 2 values from x.env into dev; nothing was written\n',
  ]);
  expect(dev(cwd)).toBe(before);
});

test('GIVEN names that are added WHEN imported THEN it says how editors come to know them', async () => {
  const { code, stdout } = await importing({ 'x.env': 'LOG_LEVEL=info\n' }, ['x.env', '--add-names']);
  expect([code, stdout]).toEqual([
    0,
    'new  LOG_LEVEL  configuration, was added: it is a common word\n\nwrote 1 value from x.env into dev\n\nNext: fanout schemas, so that editors know the names that were added.\n',
  ]);
});

test('GIVEN unknown names WHEN imported THEN 1, the nearest, and what to do', async () => {
  const { code, stdout, cwd } = await importing({}, ['-', '--as', 'json'], '{"URI":"x.example.com","a b":1}');
  expect([code, stdout]).toEqual([
    1,
    'unknown  URI                    do you mean URL?\nunknown  a key that is no name  nothing can have such a name\n\nrefused: nothing was written: 2 names are unknown: correct them, add them with\n--add-names, or leave them out with --skip-unknown\n',
  ]);
  expect(dev(cwd)).toBe(before);
});

test('GIVEN lines that cannot be read WHEN imported THEN 1, by number and without their text', async () => {
  const { code, stdout } = await importing({ '.env.local': `URL=x\n${canary}\n` }, ['.env.local']);
  expect([code, stdout]).toEqual([
    1,
    'error .env.local:2\n  This line is no NAME=VALUE, and would be dropped.\n\nrefused: nothing was written\n',
  ]);
});

test('GIVEN variables of Terraform, behind a link WHEN imported THEN their map is taken', async () => {
  const cwd = folderOf(richWorkspace);
  writeFileSync(join(cwd, 'real'), 'environment_secrets = {\n  url = "y.example.com"\n}\n');
  symlinkSync('real', join(cwd, 'secrets.tfvars'));
  const { code, stdout } = await runCli(['import', 'dev', 'secrets.tfvars', '--replace'], { cwd });
  expect([code, stdout]).toEqual([
    0,
    'replaced  URL  configuration, from "url"\n\nwrote 1 value from secrets.tfvars into dev\n',
  ]);
});

test('GIVEN a file that git tracks WHEN imported THEN it says to replace what was in it', async () => {
  const repository = new TestRepository(new Map([...richWorkspace, ['.env', 'URL=y.example.com\n']]));
  repository.git('add', '.env');
  const said = async (file: string) => {
    const argv = ['import', 'dev', file, '--replace', '--dry-run'];
    return (await runCli(argv, { cwd: repository.folder, env: { ...process.env } })).stdout;
  };
  repository.write({ 'x.env': 'URL=y.example.com\n' });
  expect(await said('.env')).toContain(
    'warning\n  ".env" is tracked by git, so that its values are in the history',
  );
  expect(await said('x.env')).not.toContain('warning');
});

test.each<[string, readonly string[], string]>([
  ['no source', [], 'Name either a file or an entry'],
  ['two sources', ['.env', '--from-secret', 'x'], 'Name either a file or an entry'],
  ['an unknown extension', ['values.txt'], 'The name of "values.txt" does not say what format it has'],
  ['standard input without a format', ['-'], 'Standard input has no name that says what format it has'],
  ['a file that is not there', ['none.env'], '"none.env" cannot be read (ENOENT); nothing has been written'],
  ['a folder', ['mappings', '--as', 'json'], '"mappings" is a folder; nothing has been written: name a file'],
  ['a region without an entry', ['.env', '--region', 'eu-west-1'], '--region and --profile are for an entry'],
  ['a format for an entry', ['--from-secret', 'x', '--as', 'json'], 'An entry is JSON: --as is for a file'],
  ['a kind that is none', ['.env', '--kind', 'URL=public'], 'NAME=secret or NAME=config is needed.'],
  ['two answers to unknown names', ['.env', '--add-names', '--skip-unknown'], 'cannot be used with'],
  ['an unknown mapping', ['.env', '--mapping', 'wroker'], 'There is no mapping "wroker". Did you mean'],
])('GIVEN %s WHEN imported THEN 2, and what to do', async (_, argv, says) => {
  const { code, stderr, cwd } = await importing(
    { '.env': 'URL=x\n', 'mappings/worker.yaml': 'URL: X\n' },
    argv,
  );
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  expect(dev(cwd)).toBe(before);
});

test('GIVEN more than 5 MiB WHEN imported THEN it is not read to its end', async () => {
  const { code, stderr } = await importing({ '.env': `URL=${'x'.repeat(5 * 1024 * 1024)}` }, ['.env']);
  expect([code, stderr]).toEqual([2, 'fanout: ".env" is larger than 5 MiB; nothing has been written\n']);
});

test.each([
  ['{"URL":"x.example.com"}', ['--replace', '--dry-run']],
  ['{"URL":"x.example.com","NOBODYS":"x"}', []],
  ['{"URL":"changeme","DB_REGION":"x"}', ['--replace']],
  ['{"URL":{}}', []],
])('GIVEN %s with %j WHEN printed as JSON THEN it is as its schema says', async (stdin, argv) => {
  const { stdout } = await importing({}, ['-', '--as', 'json', ...argv, '--format', 'json'], stdin);
  const ajv = new Ajv({ strict: true, allErrors: true });
  ajv.validate(JSON.parse(outputSchemas().get('import.schema.json') ?? ''), JSON.parse(stdout));
  expect(ajv.errors).toBeNull();
  expect(JSON.parse(stdout)).toMatchObject({ environment: 'dev', source: 'standard input' });
});
