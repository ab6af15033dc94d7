import '@microsoft/jest-sarif';
import type { Log } from 'sarif';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { TestRepository } from '../support/repository';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

const faulty = new Map(richWorkspace)
  .set('mappings/late.yaml', 'DB_REGION: DSN\nNOWHERE: X\n')
  .set('mappings/x.yml', '')
  .set('mappings/a b%.txt', '');

async function sarifOf(cwd: string): Promise<{ log: Log; code: number }> {
  const { code, stdout, stderr } = await runCli(['check', '--format', 'sarif'], { cwd });
  expect(stderr).toBe('');
  return { log: JSON.parse(stdout) as Log, code };
}

describe('SARIF', () => {
  test.each([
    ['sound', richWorkspace, 0],
    ['faulty', faulty, 1],
    ['missing', new Map<string, string>(), 1],
  ])(
    'GIVEN %s files WHEN checked THEN the log is valid by the official schema',
    async (_, files, expected) => {
      const { log, code } = await sarifOf(folderOf(files));
      expect(code).toBe(expected);
      expect(log).toBeValidSarifLog();
      expect(log).not.toMatchObject({ runs: [{ results: [{ locations: [] }] }] });
    },
  );

  test('GIVEN a workspace in a sub-folder WHEN checked THEN places are those of the repository, at line and column', async () => {
    const nested = new Map([...faulty].map(([file, text]) => [`infra/secrets ü/${file}`, text]));
    const { folder } = new TestRepository(nested);
    const { log } = await sarifOf(`${folder}/infra/secrets ü`);
    const results = log.runs[0]?.results ?? [];
    const unknown = results.find(({ ruleId }) => ruleId === 'unknown-name');
    expect(unknown).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'infra/secrets%20%C3%BC/mappings/late.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 1, endColumn: 8 },
          },
        },
      ],
    });
    expect(results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri)).toContain(
      'infra/secrets%20%C3%BC/mappings/a%20b%25.txt',
    );
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  });

  test('GIVEN a name that would be a link WHEN checked THEN the message has none', async () => {
    const link = '[how to mend it](https://evil.example)';
    const files = new Map(richWorkspace).set('mappings/late.yaml', `"${link}": X\n`);
    const { log } = await sarifOf(folderOf(files));
    const texts = (log.runs[0]?.results ?? []).map(({ message }) => message.text ?? '');
    expect(texts.filter((text) => text.includes('https://evil.example'))).not.toEqual([]);
    expect(texts.filter((text) => text.includes(']('))).toEqual([]);
  });

  test('GIVEN two sides of a collision WHEN checked THEN both have a place', async () => {
    const { log } = await sarifOf(folderOf(faulty));
    const collision = log.runs[0]?.results?.find(({ ruleId }) => ruleId === 'collision');
    expect(collision?.relatedLocations?.[0]).toMatchObject({
      physicalLocation: { artifactLocation: { uri: 'fanout.yaml' } },
      message: { text: expect.any(String) },
    });
  });
});
