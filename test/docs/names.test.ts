import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, removeFolders, runCli } from '../support/cli';

afterAll(removeFolders);

const page = readFileSync(join(__dirname, '../../docs/names.md'), 'utf8');
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, text = '']) =>
  text.trim().split('\n'),
);

const place = (name: string, values: string) =>
  `environment: ${name}\naccount: "210987654321"\nregion: eu-central-1\nbackend: { s3: { bucket: b, key: ${name}, region: eu-central-1 } }\nvalues:${values}\n`;
const values = '\n  DB_KEY: { ssm: /db, revision: 1 }\n  LEGACY_TOKEN: { variable: true, revision: 1 }';
const files = new Map([
  [
    'fanout.yaml',
    'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\naccess:\n  administrators: ["arn:aws:iam::210987654321:role/administrator"]\n',
  ],
  ['mappings/canonical.yaml', 'DB_KEY:\nLEGACY_TOKEN:\n'],
  ['environments/dev.yaml', place('dev', values)],
  ['environments/staging.yaml', place('staging', ' {}')],
  ['environments/production.yaml', place('production', values)],
]);

test('GIVEN docs/names.md THEN it has a command for each thing to do', () => {
  expect(commands.map((command) => command.split(' ').slice(0, 2).join(' '))).toEqual([
    'fanout add',
    'fanout rename',
    'fanout copy',
    'fanout remove',
    'fanout rekey',
  ]);
});

test.each(commands)('GIVEN %s WHEN run as it stands there, dry THEN it is in order', async (command) => {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
  const cwd = folderOf(files);
  const { code, stderr } = await runCli([...words.slice(1), '--dry-run'], { cwd });
  expect([code, stderr]).toEqual([0, '']);
});
