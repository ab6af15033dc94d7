import fc from 'fast-check';
import { ciphertext, faultsOf, planned, plannedTexts, workspaceTexts } from '../support/workspace-builder';

const kms = (seed: string) => ({ kms: ciphertext(seed) });

describe('what a bucket holds', () => {
  test('originals, mappings and computed values, each target with where it comes from', () => {
    // GIVEN a secret and a configuration value that reach a bucket through all three kinds of layer
    const result = planned({
      canonical: { KEY: {}, URL: { kind: 'config' } },
      mappings: { shared: { KEY: 'SHARED__KEY', URL: ['SHARED__URL', 'SHARED__ADDRESS'] } },
      buckets: {
        api: {
          include: [
            { originals: true },
            { mapping: 'shared' },
            { values: { DSN: 'db://{KEY:urlencode}@{URL}', NAME: '{bucket} in {environment}' } },
          ],
        },
      },
      environments: { dev: { values: { KEY: kms('KEY'), URL: 'https://db' } } },
    });
    // THEN
    expect(faultsOf(result)).toEqual([]);
    expect(result.plan.environments).toMatchObject({
      dev: { buckets: { api: { secretName: 'shop/dev/api', status: 'ready', unset: [] } } },
    });
    expect(Object.values(result.plan.environments)[0]?.buckets).toMatchObject({
      api: {
        entries: {
          DSN: {
            from: { template: 'db://{KEY:urlencode}@{URL}', secrets: ['KEY'], config: ['URL'] },
            layer: 'values',
          },
          KEY: { from: { secret: 'KEY' }, layer: 'originals' },
          NAME: {
            from: { template: '{bucket} in {environment}', secrets: [], config: [] },
            layer: 'values',
            value: 'api in dev',
          },
          SHARED__ADDRESS: { from: { config: 'URL' }, layer: 'mapping:shared', value: 'https://db' },
          SHARED__KEY: { from: { secret: 'KEY' }, layer: 'mapping:shared' },
          SHARED__URL: { from: { config: 'URL' }, layer: 'mapping:shared', value: 'https://db' },
          URL: { from: { config: 'URL' }, layer: 'originals', value: 'https://db' },
        },
      },
    });
    expect(JSON.stringify(entries(result, 'dev', 'api').KEY)).not.toContain('value');
    expect(entries(result, 'dev', 'api').DSN).not.toHaveProperty('value');
  });

  test('only and except filter every kind of layer by canonical name', () => {
    const result = planned({
      canonical: { A_ONE: {}, A_TWO: {}, B_ONE: {} },
      mappings: { all: { A_ONE: 'X_A_ONE', A_TWO: 'X_A_TWO', B_ONE: 'X_B_ONE' } },
      buckets: {
        api: {
          include: [
            { originals: true, only: ['A_*'], except: ['*_TWO'] },
            { mapping: 'all', except: ['A_*'] },
            { values: { C_A: '{A_ONE}', C_B: '{B_ONE}', C_LITERAL: 'text' }, only: ['B_*'] },
          ],
        },
        rest: { include: [{ originals: true }] },
      },
      environments: { dev: { values: { A_ONE: null, A_TWO: null, B_ONE: null } } },
    });
    expect(Object.keys(entries(result, 'dev', 'api'))).toEqual(['A_ONE', 'C_B', 'C_LITERAL', 'X_B_ONE']);
  });

  test('an optional name without a value is left out, and one that exists elsewhere only', () => {
    const result = planned({
      canonical: { KEY: {}, MAYBE: {}, PRODUCTION_ONLY: { environments: ['production'] } },
      mappings: {
        m: {
          KEY: 'KEY',
          MAYBE: { to: ['MAYBE_A', 'MAYBE_B'], optional: true },
          PRODUCTION_ONLY: 'PRODUCTION_ONLY',
        },
      },
      buckets: {
        api: {
          include: [{ mapping: 'm' }, { values: { URL: 'https://{PRODUCTION_ONLY}@x', OTHER: '{KEY}' } }],
        },
      },
      environments: {
        dev: { values: { KEY: kms('1'), MAYBE: null } },
        stage: { values: { KEY: kms('2') } },
        production: { values: { KEY: kms('3'), MAYBE: kms('4'), PRODUCTION_ONLY: kms('5') } },
      },
    });
    expect(faultsOf(result)).toEqual([]);
    expect(Object.keys(entries(result, 'dev', 'api'))).toEqual(['KEY', 'OTHER']);
    expect(Object.keys(entries(result, 'stage', 'api'))).toEqual(['KEY', 'OTHER']);
    expect(Object.keys(entries(result, 'production', 'api'))).toEqual([
      'KEY',
      'MAYBE_A',
      'MAYBE_B',
      'OTHER',
      'PRODUCTION_ONLY',
      'URL',
    ]);
    expect(bucket(result, 'dev', 'api').status).toBe('ready');
  });

  test('targets that JavaScript knows are targets like any other', () => {
    const result = planned({
      canonical: { A: { kind: 'config' } },
      mappings: { m: { A: ['constructor', 'toString', 'hasOwnProperty', 'valueOf'] } },
      buckets: { api: { include: [{ mapping: 'm' }] } },
      environments: { dev: { values: { A: 'x' } } },
    });
    expect(faultsOf(result)).toEqual([]);
    expect(Object.keys(entries(result, 'dev', 'api'))).toEqual([
      'constructor',
      'hasOwnProperty',
      'toString',
      'valueOf',
    ]);
  });

  test('a bucket stands only in its environments', () => {
    const result = planned({
      canonical: { A: { kind: 'config' } },
      buckets: {
        api: { include: [{ originals: true }] },
        tool: { include: [{ originals: true }], environments: ['dev'] },
      },
      environments: {
        dev: { values: { A: 'x' } },
        'dev-alice': { extends: 'dev', protected: false },
        production: { values: { A: 'x' } },
      },
    });
    expect(faultsOf(result)).toEqual([]);
    expect(
      Object.values(result.plan.environments).map(({ name, buckets }) => [name, Object.keys(buckets)]),
    ).toEqual([
      ['dev', ['api', 'tool']],
      ['dev-alice', ['api', 'tool']],
      ['production', ['api']],
    ]);
  });
});

describe('status and version', () => {
  const parts = (values: Record<string, unknown>) => ({
    canonical: { KEY: {}, TOKEN: {}, URL: { kind: 'config' } },
    environments: { dev: { values } },
  });

  test.each([
    ['ready', { KEY: kms('a'), TOKEN: kms('b'), URL: 'x' }, []],
    ['new', { KEY: null, TOKEN: null, URL: 'x' }, ['KEY', 'TOKEN']],
    ['new', { KEY: null, TOKEN: null, URL: null }, ['KEY', 'TOKEN', 'URL']],
    ['incomplete', { KEY: kms('a'), TOKEN: null, URL: 'x' }, ['TOKEN']],
    ['incomplete', { KEY: kms('a'), TOKEN: kms('b'), URL: null }, ['URL']],
    ['ready', { KEY: { variable: true, revision: 1 }, TOKEN: { ssm: '/t', revision: 1 }, URL: '' }, []],
  ])('%s', (status, values, unset) => {
    const result = planned(parts(values));
    expect(bucket(result, 'dev', 'api')).toMatchObject({ status, unset });
    expect(bucket(result, 'dev', 'api').version === null).toBe(status !== 'ready');
    expect(bucket(result, 'dev', 'api').fingerprint === null).toBe(status !== 'ready');
  });

  test('a bucket of configuration alone is never new: it could be live', () => {
    const result = planned({
      canonical: { A: { kind: 'config' }, B: { kind: 'config' } },
      environments: { dev: { values: { A: null, B: null } } },
    });
    expect(bucket(result, 'dev', 'api').status).toBe('incomplete');
    expect(faultsOf(result)).toEqual(['unset-value environments/dev.yaml:6']);
  });

  const version = (change: Parameters<typeof planned>[0] = {}) =>
    bucket(
      planned({
        canonical: { KEY: {}, URL: { kind: 'config' } },
        mappings: { m: { KEY: ['A', 'B'] } },
        buckets: {
          api: {
            include: [
              { mapping: 'm' },
              { originals: true },
              { values: { DSN: 'db://{KEY}@{URL}', R: '{region}' } },
            ],
          },
        },
        environments: { dev: { values: { KEY: kms('a'), URL: 'x' } } },
        ...change,
      }),
      'dev',
      'api',
    ).version;

  test.each<[string, Parameters<typeof planned>[0]]>([
    [
      'the day of the rotation',
      { environments: { dev: { values: { KEY: { ...kms('a'), rotated: '2025-01-01' }, URL: 'x' } } } },
    ],
    [
      'descriptions and owners',
      { canonical: { KEY: { description: 'd', owner: 'o' }, URL: { kind: 'config', description: 'u' } } },
    ],
    ['tags', { manifest: { tags: { Team: 'x' } } }],
    [
      'the order of layers and the names of mappings',
      {
        mappings: { other: { KEY: ['B', 'A'] } },
        buckets: {
          api: {
            include: [
              { values: { R: '{region}', DSN: 'db://{KEY}@{URL}' } },
              { originals: true },
              { mapping: 'other' },
            ],
          },
        },
      },
    ],
    [
      'a template written otherwise with the same outcome',
      {
        mappings: { m: { KEY: ['A', 'B'] } },
        buckets: {
          api: {
            include: [
              { mapping: 'm' },
              { originals: true },
              { values: { DSN: 'db://{KEY}@x', R: 'eu-central-1' } },
            ],
          },
        },
      },
    ],
  ])('%s: no new version', (_, change) => {
    expect(version(change)).toBe(version());
  });

  test.each<[string, Parameters<typeof planned>[0]]>([
    ['another ciphertext', { environments: { dev: { values: { KEY: kms('b'), URL: 'x' } } } }],
    ['another configuration value', { environments: { dev: { values: { KEY: kms('a'), URL: 'y' } } } }],
    ['a target renamed', { mappings: { m: { KEY: ['A', 'C'] } } }],
    ['a target gone', { mappings: { m: { KEY: 'A' } } }],
    [
      'a reference instead',
      { environments: { dev: { values: { KEY: { ssm: '/a', revision: 1 }, URL: 'x' } } } },
    ],
  ])('%s: a new version', (_, change) => {
    expect(version(change)).not.toBe(version());
  });

  test('a reference is written when its revision changes', () => {
    const of = (value: unknown) =>
      bucket(
        planned({ canonical: { KEY: {} }, environments: { dev: { values: { KEY: value } } } }),
        'dev',
        'api',
      ).version;
    const references = [1, 2].flatMap((revision) => [
      { ssm: '/a', revision },
      { ssm: '/b', revision },
      { secretsManager: 'up/a', revision },
      { secretsManager: 'up/a', key: 'k', revision },
      { variable: true, revision },
    ]);
    expect(new Set(references.map(of)).size).toBe(references.length);
  });
});

describe('inheritance', () => {
  const parts = {
    canonical: { KEY: {}, TOKEN: {}, URL: { kind: 'config' } },
    environments: {
      dev: { values: { KEY: kms('a'), TOKEN: kms('b'), URL: 'https://dev' } },
      'dev-alice': { extends: 'dev', protected: false, values: { TOKEN: kms('c'), URL: 'https://alice' } },
    },
  };

  test('a child has its own values and inherits the others with the context they stand under', () => {
    const { plan } = planned(parts);
    expect(Object.values(plan.environments)[1]).toMatchObject({
      name: 'dev-alice',
      extends: 'dev',
      account: '123456789012',
      region: 'eu-central-1',
      keyAlias: 'alias/shop/dev',
      sources: {
        KEY: { kind: 'kms', context: { project: 'shop', environment: 'dev', name: 'KEY' } },
        TOKEN: { kind: 'kms', context: { project: 'shop', environment: 'dev-alice', name: 'TOKEN' } },
        URL: { kind: 'config', value: 'https://alice' },
      },
    });
  });

  test('an inherited ciphertext is no copy, and only the parent has a key', () => {
    const result = planned(parts);
    expect(faultsOf(result)).toEqual([]);
    expect(result.plan.foundation?.keys.map(({ alias }) => alias)).toEqual(['alias/shop/dev']);
  });
});

describe('a selection', () => {
  const parts = {
    canonical: { KEY: {}, URL: { kind: 'config' } },
    environments: {
      dev: { values: { KEY: kms('a'), URL: null } },
      production: { protected: true, backend: s3('p'), values: { KEY: kms('b'), URL: 'x' } },
    },
  };

  test('an incomplete environment does not hold up another one', () => {
    expect(faultsOf(planned(parts))).toEqual(['unset-value environments/dev.yaml:8']);
    const result = planned(parts, { environments: ['production'] });
    expect(faultsOf(result)).toEqual([]);
    expect(Object.keys(result.plan.environments)).toEqual(['production']);
    expect(result.plan.foundation).toBeNull();
  });

  test('what is judged across environments still sees all of them', () => {
    const copied = {
      ...parts,
      environments: { ...parts.environments, dev: { values: { KEY: kms('b'), URL: 'x' } } },
    };
    const result = planned(copied, { environments: ['production'] });
    expect(faultsOf(result)).toEqual(['copied-ciphertext environments/production.yaml:6']);
  });

  test('the foundation alone plans every key and no environment', () => {
    const { plan, diagnostics } = planned(parts, { environments: ['foundation'] });
    expect(diagnostics).toEqual([]);
    expect(Object.keys(plan.environments)).toEqual([]);
    expect(plan.foundation?.keys.map(({ environment }) => environment)).toEqual(['dev', 'production']);
  });
});

describe('properties', () => {
  const names = ['A', 'B', 'C', 'D'];
  const targets = ['T', 'U', 'V', 'W', 'X', 'Y', 'Z'];
  const shuffled = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  const lines = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...targets)), {
      selector: ([name]) => name,
      minLength: 1,
    })
    .map((pairs) => Object.fromEntries(pairs));
  const mappings = fc.record({ one: lines, two: lines, three: lines });

  test('the order of files and keys does not change the plan', () => {
    fc.assert(
      fc.property(
        mappings,
        shuffled(names),
        shuffled(['one', 'two', 'three']),
        (given, nameOrder, fileOrder) => {
          const build = (order: readonly string[], files: readonly string[]) => {
            const sortBy = (lines: object) =>
              Object.fromEntries(
                Object.entries(lines).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
              );
            const texts = workspaceTexts({
              canonical: Object.fromEntries(order.map((name) => [name, {}])),
              mappings: Object.fromEntries(files.map((file) => [file, sortBy(given[file as 'one'])])),
              buckets: Object.fromEntries(
                files.map((file) => [
                  file,
                  { include: ['one', 'two', 'three'].map((mapping) => ({ mapping })) },
                ]),
              ),
              environments: { dev: { values: Object.fromEntries(order.map((name) => [name, kms(name)])) } },
            });
            const { plan, diagnostics } = plannedTexts(
              new Map([...texts].sort(() => (files[0] === 'one' ? 1 : -1))),
            );
            return JSON.stringify([plan, diagnostics.map(({ code, message }) => [code, message]).sort()]);
          };
          expect(build(nameOrder, fileOrder)).toBe(build(names, ['one', 'two', 'three']));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('no target is lost or doubled: each stands in the entry once, and a second source of it is reported', () => {
    fc.assert(
      fc.property(mappings, (given) => {
        const result = planned({
          canonical: Object.fromEntries(names.map((name) => [name, { unused: 'a test' }])),
          mappings: given,
          buckets: { api: { include: ['one', 'two', 'three'].map((mapping) => ({ mapping })) } },
          environments: { dev: { values: Object.fromEntries(names.map((name) => [name, kms(name)])) } },
        });
        const pairs = Object.values(given).flatMap((file) => Object.entries(file));
        const wanted = new Map(targets.map((target) => [target, new Set<string>()]));
        for (const [name, target] of pairs) wanted.get(target)?.add(name);
        const there = targets.filter((target) => (wanted.get(target)?.size ?? 0) > 0);
        const contested = there.filter((target) => (wanted.get(target)?.size ?? 0) > 1);
        expect(Object.keys(entries(result, 'dev', 'api'))).toEqual(there);
        const collided = result.diagnostics
          .filter(({ code }) => code === 'collision')
          .map(({ args }) => args.target);
        expect([...new Set(collided)].sort()).toEqual(contested);
      }),
    );
  });
});

function s3(key: string) {
  return { s3: { bucket: 'state', key, region: 'eu-central-1' } };
}

function bucket({ plan }: ReturnType<typeof planned>, environment: string, name: string) {
  const found = Object.values(plan.environments).find((each) => each.name === environment);
  const [, result] = Object.entries(found?.buckets ?? {}).find(([each]) => each === name) ?? [];
  if (result === undefined) throw new Error(`no bucket ${name} in ${environment}`);
  return result;
}

function entries(result: ReturnType<typeof planned>, environment: string, name: string) {
  return bucket(result, environment, name).entries as Record<string, unknown>;
}
