import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFormats } from '../../src/values/generate/formats';
import { planGeneration } from '../../src/values/generate/generation';
import { removeFolders, runCli } from '../support/cli';

afterAll(removeFolders);

/** The commands in its blocks are run by test/e2e/rotation.test.ts. */
const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/rotation.md'), 'utf8');
const mentioned = [...page.matchAll(/`fanout ([^`]+)`/g)].map(([, words = '']) => words.split(' '));

describe('docs/rotation.md', () => {
  test('GIVEN the commands in its sentences THEN each is there', async () => {
    const names = [...new Set(mentioned.map(([name = '']) => name))];
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect([name, (await runCli(['help', name])).code]).toEqual([name, 0]);
  });

  test('GIVEN the question who may roll back WHEN asked of the shipped workspace THEN deploy, break-glass and administrators may', async () => {
    const question = mentioned.find(([name]) => name === 'access') ?? [];
    const { code, stdout } = await runCli(question, { cwd: root });
    expect(code).toBe(0);
    const may = [...stdout.matchAll(/^ {2}(\S+) +yes /gm)].map(([, principal]) => principal);
    expect(may).toEqual(['administrator.platform-administrator', 'break-glass', 'ci-deploy.production']);
    expect(stdout).toMatch(/denied: [\s\S]*\bdeveloper,/);
  });

  test('GIVEN the table of what is generated THEN formats, default lengths and least lengths are those of the code', async () => {
    const free = { format: undefined, minLength: undefined };
    const named = [...page.matchAll(/^\| (?:nothing more, )?`([a-z0-9]+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([...generatedFormats].sort());
    const length = async (options: Parameters<typeof planGeneration>[0]): Promise<number> => {
      const generation = planGeneration(options, free);
      return 'make' in generation ? (await generation.make()).value.reveal().length : 0;
    };
    expect(page).toContain(`| ${await length({})} characters, 256 bits | characters, from 11 on |`);
    expect(page).toContain(`| ${await length({ format: 'hex' })} digits | digits, from 16 on |`);
    expect(page).toContain(`| ${await length({ alphabet: 'a-zA-Z0-9' })} of these characters`);
    expect([await length({ length: 10 }), await length({ length: 11 })]).toEqual([0, 11]);
    expect([
      await length({ format: 'hex', length: 15 }),
      await length({ format: 'hex', length: 16 }),
    ]).toEqual([0, 16]);
  });
});
