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

  test('GIVEN the table of what is generated THEN formats, default lengths and the lengths that are weak are those of the code', async () => {
    const free = { format: undefined, minLength: undefined };
    const named = [...page.matchAll(/^\| (?:nothing more, )?`([a-z0-9]+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([...generatedFormats].sort());
    const make = async (options: Parameters<typeof planGeneration>[0]) => {
      const generation = planGeneration(options, free);
      if (!('make' in generation)) throw new Error(generation.refused);
      return { length: (await generation.make()).value.reveal().length, isWeak: generation.weak !== null };
    };
    expect(page).toContain(`| ${(await make({})).length} characters, 256 bits | characters |`);
    expect(page).toContain(`| ${(await make({ format: 'hex' })).length} digits | digits |`);
    expect(page).toContain(`| ${(await make({ alphabet: 'a-zA-Z0-9' })).length} of these characters`);
    expect(page).toContain('less than 64 bits (11 characters, 16 digits)');
    expect([await make({ length: 10 }), await make({ length: 11 })]).toEqual([
      { length: 10, isWeak: true },
      { length: 11, isWeak: false },
    ]);
    expect([await make({ format: 'hex', length: 15 }), await make({ format: 'hex', length: 16 })]).toEqual([
      { length: 15, isWeak: true },
      { length: 16, isWeak: false },
    ]);
  });
});
