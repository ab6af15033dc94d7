import Ajv from 'ajv';
import * as z from 'zod';
import { canonicalMap, environment, manifest, mapping } from '../../src/model';
import { jsonSchemas, type SchemaName, schemaNames } from '../../src/model/json-schema';
import type { Schema } from '../../src/model/schema-walk';
import { plainData } from '../../src/workspace/plain-data';
import { readTree } from '../../src/workspace/read-tree';

const models = { manifest, canonical: canonicalMap, mapping, environment } satisfies Record<
  SchemaName,
  Schema
>;

const validators = (canonical?: Parameters<typeof jsonSchemas>[0]) => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  const schemas = jsonSchemas(canonical);
  return (name: SchemaName) => ajv.compile(JSON.parse(schemas[name]));
};
const validator = validators();

/** What YAML says, for an editor without our models, and for our models. */
function verdicts(name: SchemaName, text: string): { schema: boolean; model: boolean } {
  const { tree } = readTree('f.yaml', text);
  if (tree === null) throw new Error('not YAML');
  return {
    schema: validator(name)(plainData(tree, [])) === true,
    model: z.safeParse(models[name], plainData(tree, [models[name]])).success,
  };
}

const head = 'environment: dev\naccount: "123456789012"\nregion: eu-central-1\n';
const layers = (items: string) => `project: shop\nbuckets: { api: { include: [${items}] } }\n`;

describe('jsonSchemas', () => {
  test.each<[SchemaName, string]>([
    ['manifest', layers('{ originals: true, except: ["A*"] }, { mapping: m, override: { T: why } }')],
    ['manifest', layers('{ values: { A: "{B}", C: true, D: 1.10 } }')],
    ['manifest', `${layers('{ mapping: m }')}secretName: 1\ntags: { A: 1 }\nretired: [qa]\nfoundation: {}\n`],
    [
      'canonical',
      'A:\nB: { kind: config, format: { pattern: x } }\nC: { environments: [dev], rotateEvery: 1y, expires: 2027-01-01 }\n',
    ],
    ['mapping', 'A: B\nC: [D, E]\nF: { to: [G], optional: true }\n'],
    [
      'environment',
      `${head}values:\n  A:\n  B: true\n  C: 007\n  D: { kms: x, rotated: 2026-01-01 }\n  E: { ssm: x, revision: 1 }\n`,
    ],
    ['environment', `${head}values:\nrecoveryWindow: 0\nbackend: { s3: { bucket: b, key: k, region: r } }\n`],
  ])('GIVEN a sound %s WHEN an editor checks it THEN it is fine, as for us', (name, text) => {
    expect(verdicts(name, text)).toEqual({ schema: true, model: true });
  });

  test.each<[SchemaName, string]>([
    ['manifest', 'buckets: {}\n'],
    ['manifest', layers('')],
    ['manifest', layers('{ originals: false }')],
    ['manifest', layers('{ originals: true, mapping: m }')],
    ['manifest', layers('{ mapping: m, only: [] }')],
    ['manifest', layers('{ values: { 1A: x } }')],
    ['manifest', layers('{ values: { A: [x] } }')],
    ['manifest', `${layers('{ mapping: m }')}projct: x\n`],
    ['manifest', 'project: a--b\nbuckets: {}\n'],
    ['manifest', 'project: shop\nbuckets: {}\ntags: { "aws:x": y }\n'],
    ['canonical', 'lower:\n'],
    ['canonical', 'A: { kind: conf }\n'],
    ['canonical', 'A: { minLength: 0 }\n'],
    ['canonical', 'A: { format: ulr }\n'],
    ['canonical', 'A: { expires: soon }\n'],
    ['mapping', 'A: a-b\n'],
    ['mapping', 'A:\n'],
    ['mapping', 'A: []\n'],
    ['mapping', 'A: true\n'],
    ['mapping', 'A: { optional: true }\n'],
    ['environment', head],
    ['environment', `${head}values: { a: x }\n`],
    ['environment', `${head}values: { A: [x] }\n`],
    ['environment', `${head}values: { A: { kms: x, ssm: y, revision: 1 } }\n`],
    ['environment', `${head}values: { A: { ssm: y } }\n`],
    ['environment', `${head}values:\nrecoveryWindow: 31\n`],
    ['environment', 'environment: dev\naccount: 123456789012\nvalues:\n'],
    ['environment', `${head}values:\nbackend: { s3: {} }\n`],
  ])('GIVEN a faulty %s (%j) WHEN an editor checks it THEN it is refused, as by us', (name, text) => {
    expect(verdicts(name, text)).toEqual({ schema: false, model: false });
  });

  test('GIVEN canonical names WHEN made THEN mappings and environments complete them and refuse others', () => {
    const { data } = z.safeParse(canonicalMap, { KEY: { description: 'opens it' }, URL: null });
    const schemas = jsonSchemas(data);
    expect(JSON.parse(schemas.mapping)).toMatchObject({
      properties: {
        KEY: { description: 'opens it', $ref: '#/definitions/entry' },
        URL: { $ref: '#/definitions/entry' },
      },
      additionalProperties: false,
    });
    const named = validators(data);
    expect(named('mapping')({ KEY: 'A', URL: ['B'] })).toBe(true);
    expect(named('mapping')({ KEX: 'A' })).toBe(false);
    expect(named('mapping')({ KEY: 'a-b' })).toBe(false);
    const environmentWith = (values: object) => named('environment')({ environment: 'dev', values });
    expect(environmentWith({ KEY: { kms: 'x' }, URL: 1.5 })).toBe(true);
    expect(environmentWith({ KEX: 'x' })).toBe(false);
    expect(environmentWith({ KEY: ['x'] })).toBe(false);
    // The canonical map is where names are made.
    expect(named('canonical')({ NEW: null })).toBe(true);
  });

  test('GIVEN names in another order WHEN made THEN the schemas are the same', () => {
    const map = (names: string[]) =>
      z.parse(canonicalMap, Object.fromEntries(names.map((name) => [name, null])));
    expect(jsonSchemas(map(['B', 'A']))).toEqual(jsonSchemas(map(['A', 'B'])));
  });

  test('GIVEN any schema WHEN made THEN every field is explained and nothing in it is ours alone', () => {
    const unexplained: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'properties') {
          for (const [field, schema] of Object.entries(inner as Record<string, object>))
            if (!('description' in schema)) unexplained.push(`${path}/${field}`);
        }
        walk(inner, `${path}/${key}`);
      }
    };
    for (const name of schemaNames) {
      const text = jsonSchemas()[name];
      expect(text).not.toMatch(/fanout[A-Z]/);
      expect(text.endsWith('}\n')).toBe(true);
      walk(JSON.parse(text), name);
    }
    expect(unexplained).toEqual([]);
  });
});
