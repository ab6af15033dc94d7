import type { AccessDocument, Statement } from '../../../src/access';
import { sizeOf } from '../../../src/access';
import { split } from '../../../src/access/split';

const statement = (sid: string, resources: number): Statement => ({
  Sid: sid,
  Effect: 'Deny',
  Action: 'secretsmanager:*',
  Resource: Array.from(
    { length: resources },
    (_, index) => `arn:aws:secretsmanager:*:*:secret:${sid}-${index}-??????`,
  ),
});
const documentOf = (...statements: Statement[]): AccessDocument => ({
  name: 'guardrail',
  kind: 'identity',
  document: { Version: '2012-10-17', Statement: statements },
});
const resourcesIn = (documents: readonly AccessDocument[]): string[] =>
  documents.flatMap(({ document }) => document.Statement.flatMap(({ Resource = [] }) => Resource));

describe('splitting a document', () => {
  test('GIVEN one within its limit THEN it stays as it is', () => {
    const document = documentOf(statement('A', 2));
    expect(split(document, 6144)).toEqual([document]);
  });

  test('GIVEN statements beyond the limit THEN they go on in further documents, in order, none lost', () => {
    const document = documentOf(statement('A', 30), statement('B', 30), statement('C', 30));
    const parts = split(document, 3000);
    expect(parts.map(({ name }) => name)).toEqual(['guardrail', 'guardrail.2', 'guardrail.3']);
    expect(resourcesIn(parts)).toEqual(resourcesIn([document]));
  });

  test('GIVEN one statement beyond the limit THEN it is taken apart by its resources, each part with an id of its own', () => {
    const document = documentOf(statement('A', 100));
    const parts = split(document, 2000);
    expect(parts.every((part) => sizeOf(part.document) <= 2000)).toBe(true);
    expect(resourcesIn(parts)).toEqual(resourcesIn([document]));
    const sids = parts.flatMap((part) => part.document.Statement.map(({ Sid }) => Sid));
    expect(new Set(sids).size).toBe(sids.length);
  });

  test('GIVEN a statement that means something else in parts THEN it stays whole, over its limit', () => {
    const { Resource, ...rest } = statement('A', 100);
    const document = documentOf({ ...rest, NotResource: Resource! });
    expect(split(document, 2000)).toEqual([document]);
  });
});

test('GIVEN a key by its stand-in THEN the size is that of a real id', () => {
  const sized = (key: string) =>
    sizeOf(documentOf({ Sid: 'A', Effect: 'Deny', Action: 'kms:*', Resource: key }).document);
  const arn = 'arn:aws:kms:us-east-1:123456789012:key/';
  expect(sized(`${arn}dev`)).toBe(sized(`${arn}${'0'.repeat(36)}`));
});
