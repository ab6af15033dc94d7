import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { removeFolders, runCli } from '../support/cli';
import { TestRepository } from '../support/repository';

const read = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');
const page = read('docs/hooks.md');
const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => parse(text) as unknown);
const commands = [...page.matchAll(/fanout (check --staged)/g)].map(([, words = '']) => words.split(' '));

interface Hook {
  readonly id: string;
  readonly entry: string;
}

afterAll(removeFolders);

test('GIVEN the blocks of docs/hooks.md WHEN read THEN each is YAML and runs what the plain hook runs', () => {
  expect(blocks).toHaveLength(3);
  const text = JSON.stringify(blocks);
  expect(text.match(/npx --no-install fanout check --staged/g)).toHaveLength(2);
});

test('GIVEN the hook that the repository offers WHEN compared with its page THEN they name the same one', () => {
  const [offered] = parse(read('.pre-commit-hooks.yaml')) as Hook[];
  const [, , used] = blocks as [unknown, unknown, { repos: { hooks: Hook[] }[] }];
  expect(used.repos[0]?.hooks).toEqual([{ id: offered?.id }]);
  expect(offered).toMatchObject({
    entry: 'fanout check --staged',
    language: 'node',
    pass_filenames: false,
    always_run: true,
  });
});

test('GIVEN the commands of docs/hooks.md WHEN run in an empty repository THEN each is known', async () => {
  const { folder } = new TestRepository();
  const env = { PATH: process.env.PATH };
  for (const argv of [...commands, ['hook', 'install'], ['hook', 'uninstall']]) {
    expect(page).toContain(`fanout ${argv.join(' ')}`);
    expect(await runCli([...argv, '--workspace', folder], { env })).toMatchObject({ code: 0 });
  }
});
