import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, removeFolders, runCli } from '../support/cli';

afterAll(removeFolders);

const page = readFileSync(join(__dirname, '../../docs/values.md'), 'utf8');
const workspace = new Map([
  ['fanout.yaml', 'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\n'],
  ['mappings/canonical.yaml', 'DB_USER:\nDB_PASSWORD:\nVENDOR_A_API_KEY:\nTLS_KEY: { format: pem }\n'],
  [
    'environments/dev.yaml',
    'environment: dev\nprotected: false\naccount: "123456789012"\nregion: eu-central-1\nvalues:\n',
  ],
  ['key.pem', '-----BEGIN KEY-----\nAAAA\n-----END KEY-----\n'],
]);

describe('the page on setting and editing values', () => {
  const commands = [...page.matchAll(/^(?:[^`\n]*\| )?fanout (set dev [^#\n]*)/gm)].map(([, argv = '']) =>
    argv.trim().split(' '),
  );

  test('GIVEN its commands WHEN they are run dry THEN each is in order', async () => {
    expect(commands).toHaveLength(4);
    for (const argv of commands) {
      const stdin =
        argv.length > 3 && !argv.includes('--from-file')
          ? '{"DB_USER": "app", "DB_PASSWORD": "s3Kr1t"}'
          : 's3Kr1t\n';
      const { code, stderr } = await runCli([...argv, '--dry-run'], { cwd: folderOf(workspace), stdin });
      expect([argv, code, stderr]).toEqual([argv, 0, '']);
    }
  });

  test('GIVEN a value with all that Terraform would work out WHEN written as the page says THEN nothing of that is left, and it is the same', () => {
    const line = page.split('\n').find((each) => each.startsWith('TF_VAR_values=')) ?? '';
    const value =
      'a#{1 + 1}b %{ if true }x%{ endif } ##{q} %%{r} ###{ "q" \'p\' \\ \u{1f600}\n100% #'.replaceAll(
        '#',
        '$',
      );
    const folder = folderOf(new Map());
    writeFileSync(join(folder, 'token.txt'), value);
    const options = { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } } as const;
    const written = execFileSync('sh', ['-c', `${line}\nprintf %s "$TF_VAR_values"`], options);
    expect(written).not.toMatch(/[$%]/);
    expect(JSON.parse(written)).toEqual({ LEGACY_TOKEN: value });
  });
});
