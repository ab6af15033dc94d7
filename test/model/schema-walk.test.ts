import { environment, manifest, mapping } from '../../src/model';
import { expectedWords, keepsText, knownFields, schemasAt, schemaType } from '../../src/model/schema-walk';

describe('keepsText', () => {
  test.each([
    [manifest, ['secretName'], true],
    [manifest, ['tags', 'Team'], true],
    [manifest, ['buckets', 'api', 'secretName'], true],
    [manifest, ['buckets', 'api', 'include', 0, 'values', 'A'], true],
    [environment, ['values', 'KEY'], true],
    [manifest, ['project'], false],
    [manifest, ['buckets', 'api', 'include', 0, 'originals'], false],
    [manifest, ['buckets', 'api', 'description'], false],
    [environment, ['protected'], false],
    [environment, ['account'], false],
    [environment, ['values', 'KEY', 'revision'], false],
    [environment, ['values', 'KEY', 'kms'], false],
    [mapping, ['KEY'], false],
  ] as const)(
    'GIVEN the model WHEN asked about %#: %j THEN a plain true there is text, or not',
    (schema, path, expected) => {
      const schemas = schemasAt(schema, path as readonly (string | number)[]);
      expect(schemas.length).toBeGreaterThan(0);
      expect(schemas.some(keepsText)).toBe(expected);
    },
  );
});

test('GIVEN a path WHEN walked THEN wrappers and alternatives are seen through', () => {
  const [value] = schemasAt(environment, ['values', 'KEY']);
  expect(value === undefined ? [] : knownFields(value)).toEqual(
    expect.arrayContaining(['kms', 'secretsManager', 'ssm', 'variable', 'revision']),
  );
  expect(value === undefined ? '' : expectedWords(value)).toMatch(/^a text, nothing/);
  expect(schemasAt(manifest, ['buckets', 'api', 'include', 0, 'mapping']).map(schemaType)).toEqual([
    'string',
  ]);
  expect(schemasAt(manifest, ['access', 'guardrail', 'scope']).map(schemaType)).toEqual(['enum']);
  expect(schemasAt(manifest, ['constructor'])).toEqual([]);
  expect(schemasAt(manifest, ['project', 'x'])).toEqual([]);
});
