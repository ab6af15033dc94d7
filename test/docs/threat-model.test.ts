import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseFiles } from '../access/support/cases';
import { worldOf } from '../access/support/world';

const root = join(__dirname, '..', '..');
const text = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

const documents = Object.values(worldOf('suffix').access.documents);
const statements = new Set(
  documents.flatMap(({ name, document }) =>
    document.Statement.map(({ Sid }) => `${name.split('.')[0]}:${Sid}`),
  ),
);
const cases = new Set([...caseFiles().values()].flatMap((file) => file.cases.map(({ name }) => name)));

describe('docs/threat-model.md', () => {
  test('GIVEN the statements that it names THEN each is generated', () => {
    const named = found(/`([a-z-]+:[A-Z]\w+)`/g).filter((name) => !/^(?:iam|kms|sts):/.test(name));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !statements.has(name))).toEqual([]);
  });

  test('GIVEN the attacks that it quotes THEN each is tried', () => {
    const quoted = found(/“([^”]+)”/g);
    expect(quoted.length).toBeGreaterThan(80);
    expect(quoted.filter((name) => !cases.has(name))).toEqual([]);
  });

  test('GIVEN the files that it names THEN each is there', () => {
    const files = found(/`(test\/[\w./-]+)`/g);
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test('GIVEN the denials of the guardrail and the control policy THEN none of them is left out', () => {
    const denials = documents
      .filter(({ name }) => /^(?:guardrail|scp)\b/.test(name))
      .flatMap(({ name, document }) => document.Statement.map(({ Sid }) => `${name.split('.')[0]}:${Sid}`));
    expect(denials.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
