import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { outputSchemas } from '../../src/views/output-schemas';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { TestRepository } from '../support/repository';
import { richWorkspace } from '../support/rich-workspace';

const schemas = outputSchemas();
const folder = join(__dirname, '../../schemas/output');

function validated(command: string, json: string): unknown {
  const ajv = new Ajv({ strict: true, allErrors: true });
  ajv.validate(JSON.parse(schemas.get(`${command}.schema.json`) ?? ''), JSON.parse(json));
  return ajv.errors;
}

let root: string;
let faulty: string;
let empty: string;
beforeAll(() => {
  root = folderOf(richWorkspace);
  faulty = folderOf(
    new Map(richWorkspace)
      .set('mappings/late.yaml', 'DB_REGION: DSN\nNOWHERE: X\n')
      .set('mappings/x.yml', ''),
  );
  empty = folderOf(new Map());
});
afterAll(removeFolders);

describe('the schemas of machine output', () => {
  test('GIVEN the models WHEN compared with schemas/output THEN what is checked in is up to date', () => {
    expect(readdirSync(folder).sort()).toEqual([...schemas.keys()].sort());
    for (const [file, text] of schemas) expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
  });

  test.each([
    [['check']],
    [['plan']],
    [['explain', 'URL']],
    [['explain', 'DB_KEY']],
    [['explain', 'FROM_ENTRY']],
    [['explain', 'ONLY_DEV']],
    [['explain', 'DSN']],
    [['synth', 'dev']],
  ])('GIVEN %j WHEN run on sound, faulty and missing files THEN its output is valid', async (argv) => {
    for (const cwd of [root, faulty, empty]) {
      const { code, stdout } = await runCli([...argv, '--format', 'json'], { cwd });
      expect(code).toBe(cwd === root ? 0 : 1);
      expect(validated(argv[0] ?? '', stdout)).toBeNull();
    }
  });

  test.each([
    [['set', 'dev', 'URL', '--dry-run'], 0],
    [['set', 'dev', 'DB_KEY', '--dry-run'], 1],
    [['schemas', '--check'], 1],
    [['schemas', '--dry-run'], 0],
    [['init', 'new', '--dry-run'], 0],
    [['init', 'fanout.yaml'], 1],
  ])('GIVEN %j WHEN run THEN its output is valid', async (argv, expected) => {
    const { code, stdout } = await runCli([...argv, '--format', 'json'], { cwd: root, stdin: 'short' });
    expect(code).toBe(expected);
    expect(validated(argv[0] ?? '', stdout)).toBeNull();
  });

  test('GIVEN a hook that is written, one that is refused and one that is removed WHEN run THEN its output is valid', async () => {
    const { folder } = new TestRepository();
    const options = { cwd: folder, env: { PATH: process.env.PATH } };
    const statuses: unknown[] = [];
    for (const argv of [['install'], ['uninstall'], ['install']]) {
      if (statuses.length === 2) writeFileSync(join(folder, '.git/hooks/pre-commit'), '#!/bin/sh\n');
      const { stdout } = await runCli(['hook', ...argv, '--format', 'json'], options);
      expect(validated('hook', stdout)).toBeNull();
      statuses.push((JSON.parse(stdout) as { status: unknown }).status);
    }
    expect(statuses).toEqual(['written', 'removed', 'refused']);
  });

  test.each([
    ['true', 0],
    ['false', 2],
    [`sh -c 'grep -q "^#!" "$1" || echo "X: [" >> "$1"' editor`, 1],
  ])(
    'GIVEN the editor %j WHEN an environment is edited THEN the output is valid',
    async (editor, expected) => {
      const { code, stdout } = await runCli(['edit', 'dev', 'URL', 'FROM_ENTRY', '--format', 'json'], {
        cwd: root,
        env: { PATH: process.env.PATH, EDITOR: editor },
      });
      expect(code).toBe(expected);
      expect(validated('edit', stdout)).toBeNull();
    },
  );

  test('GIVEN a field that the schema does not know WHEN validated THEN it is refused', async () => {
    const { stdout } = await runCli(['check', '--format', 'json'], { cwd: root });
    expect(validated('check', JSON.stringify({ ...JSON.parse(stdout), extra: 1 }))).not.toBeNull();
  });
});
