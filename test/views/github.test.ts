import { createDiagnostic } from '../../src/diagnostics';
import { renderGithub } from '../../src/views/github';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { checkResult } from '../support/hand-made';
import { TestRepository } from '../support/repository';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

describe('annotations of GitHub', () => {
  test('GIVEN a fault in a sub-folder WHEN checked THEN it is at its line of the repository, and the summary follows', async () => {
    const files = new Map(richWorkspace).set('mappings/late.yaml', 'DB_REGION: REGION\nDB_REGIO: X\n');
    const nested = new Map([...files].map(([file, text]) => [`infra/${file}`, text]));
    const { folder } = new TestRepository(nested);
    const { code, stdout } = await runCli(['check', '--format', 'github'], { cwd: `${folder}/infra` });
    expect(code).toBe(1);
    const lines = stdout.split('\n');
    expect(lines).toContain(
      '::error file=infra/mappings/late.yaml,line=2,col=1,title=unknown-name::There is no canonical name "DB_REGIO"%0ADid you mean "DB_REGION"?',
    );
    expect(lines.filter((line) => line.startsWith('::warning '))).not.toEqual([]);
    expect(lines.at(-2)).toMatch(/^1 error/);
  });

  test('GIVEN what could end a command or begin another one WHEN rendered THEN it is escaped', () => {
    const diagnostic = createDiagnostic(
      'unknown-name',
      { name: 'a%0A\r\n::set-output name=x::y,z', nearest: undefined },
      { file: 'mappings/a,b:c%.yaml', offset: 0, length: 0 },
    );
    const [line, ...rest] = renderGithub(checkResult(null, [diagnostic]), 'x,y/').split('\n');
    expect(line).toBe(
      '::error file=x%2Cy/mappings/a%2Cb%3Ac%25.yaml,line=1,col=1,title=unknown-name::There is no canonical name "a%250A\\u{d}\\u{a}\\u{3a}:set-output name=x::y,z"%0AAdd it to mappings/canonical.yaml, or correct it.',
    );
    expect(rest).toEqual(['1 error', '']);
  });

  test('GIVEN a fault without a place WHEN rendered THEN the annotation has none either', async () => {
    const { stdout } = await runCli(['check', '--format', 'github'], { cwd: folderOf(new Map()) });
    expect(stdout).toMatch(/^::error title=unreadable-file::/);
  });

  test('GIVEN a format that a command does not have WHEN asked for THEN it says which it has', async () => {
    const { code, stderr } = await runCli(['plan', '--format', 'sarif'], { cwd: folderOf(new Map()) });
    expect([code, stderr]).toEqual([
      2,
      'fanout: This command has no format sarif. Allowed are text and json.\n',
    ]);
  });
});
