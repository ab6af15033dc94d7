import {
  ciphertext,
  faultsOf,
  planned,
  plannedTexts,
  type WorkspaceParts,
  workspaceTexts,
} from '../support/workspace-builder';

const kms = (seed: string, bytes?: number) => ({ kms: ciphertext(seed, bytes) });
const config = { kind: 'config' };
const s3 = (key: string) => ({ s3: { bucket: 'state', key, region: 'eu-central-1' } });

/** A case: what it is about, the workspace, and exactly the diagnostics that it gives. */
type Case = readonly [about: string, parts: WorkspaceParts, faults: readonly string[]];

const judge = (cases: readonly Case[], today?: string) =>
  test.each(cases)('%s', (_, parts, faults) => {
    expect(faultsOf(planned(parts, today === undefined ? {} : { today }))).toEqual(faults);
  });

describe('references to nothing', () => {
  judge([
    [
      'unknown names in a mapping, an environment and a template',
      {
        canonical: { KEY: {} },
        mappings: { m: { KEY: 'A', KEYY: 'B' } },
        buckets: { api: { include: [{ mapping: 'm' }, { values: { C: '{KEX}' } }] } },
        environments: { dev: { values: { KEY: kms('1'), KE: kms('2') } } },
      },
      [
        'unknown-name environments/dev.yaml:8',
        'unknown-name fanout.yaml:7',
        'unknown-name mappings/m.yaml:2',
      ],
    ],
    [
      'unknown mappings and environments',
      {
        canonical: { KEY: { environments: ['dev', 'prod'] } },
        mappings: { shared: { KEY: 'A' } },
        buckets: {
          api: { include: [{ mapping: 'shared' }, { mapping: 'shard' }], environments: ['dve'] },
          all: { include: [{ mapping: 'shared' }] },
        },
        environments: { dev: { values: { KEY: kms('1') } } },
      },
      [
        'unknown-mapping fanout.yaml:6',
        'unknown-environment fanout.yaml:8',
        'unknown-environment mappings/canonical.yaml:4',
      ],
    ],
  ]);

  test('the nearest name is named', () => {
    const { diagnostics } = planned({
      canonical: { VENDOR_A_API_KEY: {} },
      mappings: { m: { VENDOR_A_APIKEY: 'A' } },
      environments: { dev: { values: { VENDOR_A_API_KEY: kms('1') } } },
    });
    expect(diagnostics.find(({ code }) => code === 'unknown-name')?.hint).toBe(
      'Did you mean "VENDOR_A_API_KEY"?',
    );
  });
});

describe('a list of environments with a name that is none', () => {
  judge([
    [
      'is one fault, not one for each value that seems to be unexpected',
      {
        canonical: { KEY: { environments: ['dve'] } },
        environments: { dev: { values: { KEY: kms('1') } } },
      },
      ['unknown-environment mappings/canonical.yaml:3'],
    ],
  ]);
});

describe('templates', () => {
  judge([
    [
      'what cannot be read, and what is no filter',
      {
        canonical: { KEY: {} },
        buckets: {
          api: { include: [{ originals: true }, { values: { A: '{KEY', B: '{KEY:upper}', C: 'a } b' } }] },
        },
        environments: { dev: { values: { KEY: kms('1') } } },
      },
      ['invalid-template fanout.yaml:7', 'unknown-filter fanout.yaml:8', 'invalid-template fanout.yaml:9'],
    ],
  ]);
});

describe('what matches nothing', () => {
  judge([
    [
      'globs, layers, mappings, exclusions and permissions',
      {
        canonical: { A_KEY: {}, B_KEY: {} },
        mappings: { m: { A_KEY: 'X' }, none: {} },
        buckets: {
          api: {
            include: [
              { originals: true, only: ['A_*', 'C_*'] },
              { mapping: 'm', except: ['A_*'] },
              { mapping: 'none' },
              { originals: true, except: ['Z'] },
            ],
            excludeFromPreview: ['A_KEY', 'NOWHERE'],
            allowReserved: { PATH: 'it is gone' },
          },
        },
        environments: { dev: { values: { A_KEY: kms('1'), B_KEY: kms('2') } } },
      },
      [
        'empty-match fanout.yaml:8',
        'empty-match fanout.yaml:9',
        'empty-match fanout.yaml:15',
        'empty-match fanout.yaml:18',
        'empty-match fanout.yaml:20',
        'empty-match mappings/none.yaml:1',
      ],
    ],
  ]);

  test('GIVEN an environment that cannot be read THEN it hides none of this, but a stale override', () => {
    const texts = workspaceTexts({
      canonical: { KEY: {}, OTHER: {} },
      mappings: { spare: { KEY: 'X' } },
      buckets: {
        api: { include: [{ originals: true, except: ['KEYS_*'], only: ['KEY'], override: { KEY: 'why' } }] },
      },
      environments: { dev: { values: { KEY: kms('1') } } },
    });
    const said = (environment: string) =>
      faultsOf(plannedTexts(new Map(texts).set('environments/test.yaml', environment)));
    const always = [
      'empty-match fanout.yaml:7',
      '(warning) unused-name mappings/canonical.yaml:2',
      '(warning) unused-mapping mappings/spare.yaml:1',
    ];
    expect(said('a: [')).toEqual(['yaml-syntax environments/test.yaml:1', ...always]);
    const readable = 'environment: test\nextends: dev\nprotected: false\nvalues:\n';
    expect(said(readable)).toEqual([always[0], 'stale-override fanout.yaml:11', ...always.slice(1)]);
  });
});

describe('collisions', () => {
  const two = { A: {}, B: {} };
  const values = { A: kms('1'), B: kms('2') };
  judge([
    [
      'mapping and mapping',
      {
        canonical: two,
        mappings: { one: { A: 'X' }, two: { B: 'X' } },
        buckets: { api: { include: [{ mapping: 'one' }, { mapping: 'two' }] } },
        environments: { dev: { values } },
      },
      ['collision mappings/two.yaml:1'],
    ],
    [
      'within one mapping',
      {
        canonical: two,
        mappings: { one: { A: 'X', B: ['Y', 'X'] } },
        buckets: { api: { include: [{ mapping: 'one' }] } },
        environments: { dev: { values } },
      },
      ['collision mappings/one.yaml:4'],
    ],
    [
      'mapping and original',
      {
        canonical: two,
        mappings: { one: { A: 'B' } },
        buckets: { api: { include: [{ originals: true }, { mapping: 'one' }] } },
        environments: { dev: { values } },
      },
      ['collision mappings/one.yaml:1'],
    ],
    [
      'a computed value and any other, even one of the same text',
      {
        canonical: two,
        buckets: { api: { include: [{ originals: true }, { values: { A: '{A}' } }] } },
        environments: { dev: { values } },
      },
      ['collision fanout.yaml:7'],
    ],
    [
      'the same source twice is one target',
      {
        canonical: two,
        mappings: { one: { A: 'X', B: 'B' }, two: { A: 'X' } },
        buckets: { api: { include: [{ originals: true }, { mapping: 'one' }, { mapping: 'two' }] } },
        environments: { dev: { values } },
      },
      [],
    ],
    [
      'the same two lines in several buckets and environments are one fault',
      {
        canonical: two,
        mappings: { one: { A: 'X' }, two: { B: 'X' } },
        buckets: {
          api: { include: [{ mapping: 'one' }, { mapping: 'two' }] },
          worker: { include: [{ mapping: 'one' }, { mapping: 'two' }] },
        },
        environments: { dev: { values }, test: { values: { A: kms('3'), B: kms('4') } } },
      },
      ['collision mappings/two.yaml:1'],
    ],
    [
      'names that never exist in one environment do not meet',
      {
        canonical: { A: { environments: ['dev'] }, B: { environments: ['test'] } },
        mappings: { one: { A: 'X' }, two: { B: 'X' } },
        buckets: { api: { include: [{ mapping: 'one' }, { mapping: 'two' }] } },
        environments: { dev: { values: { A: kms('1') } }, test: { values: { B: kms('2') } } },
      },
      [],
    ],
  ]);

  test('both sides are named, with where they meet', () => {
    const result = planned({
      canonical: { A: {}, B: { environments: ['dev'] } },
      mappings: { one: { A: 'X' }, two: { B: 'X' } },
      buckets: { api: { include: [{ mapping: 'one' }, { mapping: 'two' }] } },
      environments: { dev: { values }, test: { values: { A: kms('3') } } },
    });
    expect(result.located).toEqual([
      {
        code: 'collision',
        severity: 'error',
        message: 'X is given twice in bucket api: by A (mapping one) and by B (mapping two) (in dev)',
        location: { file: 'mappings/two.yaml', line: 1, column: 1 },
        related: [
          {
            file: 'mappings/one.yaml',
            line: 1,
            column: 1,
            message: 'X is first given here, by A (mapping one)',
          },
        ],
        hint: expect.stringContaining('override: { X: "the reason" }'),
      },
    ]);
  });

  describe('override', () => {
    const layers = (override: Record<string, string>, extra: Record<string, unknown> = {}) => ({
      canonical: { A: {}, B: {}, ...extra },
      mappings: { one: { A: 'X' }, two: { B: 'X', A: 'Z' } },
      buckets: { api: { include: [{ mapping: 'one' }, { mapping: 'two', override }] } },
      environments: { dev: { values } },
    });
    judge([
      ['replaces what an earlier layer gives', layers({ X: 'B is newer' }), []],
      [
        'that replaces nothing is stale',
        layers({ X: 'B is newer', Y: 'old' }),
        ['stale-override fanout.yaml:9'],
      ],
      [
        'of what the layer itself does not replace is stale',
        layers({ X: 'B is newer', Z: 'old' }),
        ['stale-override fanout.yaml:9'],
      ],
      [
        'of a final name is refused',
        layers({ X: 'B is newer' }, { A: { final: true } }),
        ['final fanout.yaml:8'],
      ],
    ]);

    test('the later layer wins, with its own source', () => {
      const { plan } = planned(layers({ X: 'B is newer' }));
      expect(Object.values(Object.values(plan.environments)[0]?.buckets ?? {})[0]?.entries).toMatchObject({
        X: { from: { secret: 'B' }, layer: 'mapping:two' },
      });
    });

    judge([
      [
        'settles one layer, not the next',
        {
          canonical: { A: {}, B: {}, C: {} },
          mappings: { one: { A: 'X' }, two: { B: 'X' }, three: { C: 'X' } },
          buckets: {
            api: {
              include: [{ mapping: 'one' }, { mapping: 'two', override: { X: 'why' } }, { mapping: 'three' }],
            },
          },
          environments: { dev: { values: { ...values, C: kms('3') } } },
        },
        ['collision mappings/three.yaml:1'],
      ],
      [
        'does not settle what its own layer gives twice',
        {
          canonical: { A: {}, B: {}, C: {} },
          mappings: { one: { A: 'X' }, two: { B: 'X', C: 'X' } },
          buckets: { api: { include: [{ mapping: 'one' }, { mapping: 'two', override: { X: 'why' } }] } },
          environments: { dev: { values: { ...values, C: kms('3') } } },
        },
        ['collision mappings/two.yaml:2'],
      ],
    ]);
  });
});

describe('targets', () => {
  const mapped = (
    target: string | string[],
    extra: Partial<WorkspaceParts> = {},
    bucket = {},
  ): WorkspaceParts => ({
    canonical: { KEY: {} },
    mappings: { m: { KEY: target } },
    buckets: { web: { include: [{ mapping: 'm' }], ...bucket } },
    environments: { dev: { values: { KEY: kms('1') } } },
    ...extra,
  });
  judge([
    ['differ only by case', mapped(['Api_Key', 'API_KEY']), ['case-collision mappings/m.yaml:2']],
    [
      'a value that is a group too',
      mapped(['DB', 'DB__URL', 'DBX__URL']),
      ['(warning) nested-collision mappings/m.yaml:2'],
    ],
    [
      'the same for a nested reader',
      mapped(['DB', 'DB__URL'], {}, { nested: '__' }),
      ['nested-collision mappings/m.yaml:2'],
    ],
    [
      'the same at any depth',
      mapped(['A__B', 'A__B__C__D']),
      ['(warning) nested-collision mappings/m.yaml:2'],
    ],
    ['another separator', mapped(['A', 'A_B'], {}, { nested: '_' }), ['nested-collision mappings/m.yaml:2']],
    ['a trailing separator is no group', mapped(['A', 'A__']), []],
    [
      'reserved by name, in any case',
      mapped(['PATH', 'node_options']),
      ['reserved-target mappings/m.yaml:2', 'reserved-target mappings/m.yaml:3'],
    ],
    [
      'reserved by prefix',
      mapped(['AWS_REGION', 'LD_PRELOAD', 'S3_AWS_REGION']),
      ['reserved-target mappings/m.yaml:2', 'reserved-target mappings/m.yaml:3'],
    ],
    ['reserved, with a reason', mapped('PATH', {}, { allowReserved: { PATH: 'a test' } }), []],
    ['public and fed by a secret', mapped('NEXT_PUBLIC_KEY'), ['public-leak mappings/m.yaml:1']],
    ['public and fed by a public name', mapped('VITE_KEY', { canonical: { KEY: { public: true } } }), []],
    [
      'public and fed by a secret through a template',
      mapped(
        'KEY',
        {},
        { include: [{ mapping: 'm' }, { values: { PUBLIC_URL: 'https://x/{KEY:base64}' } }] },
      ),
      ['public-leak fanout.yaml:7'],
    ],
    [
      'other public prefixes',
      mapped(['NEXT_PUBLIC_KEY', 'BROWSER_KEY'], { manifest: { publicPrefixes: ['BROWSER_'] } }),
      ['public-leak mappings/m.yaml:3'],
    ],
    [
      'public names that lack the prefix beside one that has it',
      {
        canonical: { KEY: {}, ANON: { public: true }, URL: config, OTHER: config },
        mappings: { m: { KEY: 'KEY', ANON: 'ANON', URL: 'NEXT_PUBLIC_URL', OTHER: 'OTHER' } },
        buckets: { web: { include: [{ mapping: 'm' }] } },
        environments: { dev: { values: { KEY: kms('1'), ANON: kms('2'), URL: 'x', OTHER: 'y' } } },
      },
      ['(warning) public-name mappings/m.yaml:2', '(warning) public-name mappings/m.yaml:4'],
    ],
  ]);
});

describe('values', () => {
  judge([
    [
      'missing where a bucket needs it, also in a parent only once',
      {
        canonical: { KEY: {}, TOKEN: {} },
        environments: {
          dev: { values: { KEY: kms('1') } },
          'dev-alice': { extends: 'dev', protected: false },
        },
      },
      ['missing-value environments/dev.yaml:5'],
    ],
    [
      'there although the canonical map says it is not',
      {
        canonical: { KEY: { environments: ['dev'] } },
        environments: { dev: { values: { KEY: kms('1') } }, test: { values: { KEY: null } } },
      },
      ['unexpected-value environments/test.yaml:6'],
    ],
    [
      'unset: calm in a new bucket, an error in an incomplete one, once per bucket',
      {
        canonical: { KEY: {}, TOKEN: {}, OTHER: {} },
        buckets: {
          all: { include: [{ originals: true }] },
          fresh: { include: [{ originals: true, only: ['TOKEN', 'OTHER'] }] },
        },
        environments: { dev: { values: { KEY: kms('1'), TOKEN: null, OTHER: null } } },
      },
      ['unset-value environments/dev.yaml:8', '(warning) unset-value environments/dev.yaml:8'],
    ],
    [
      'a secret in plain text, even an empty one',
      { canonical: { KEY: {}, TOKEN: {} }, environments: { dev: { values: { KEY: 'hunter2', TOKEN: '' } } } },
      ['plaintext-secret environments/dev.yaml:6', 'plaintext-secret environments/dev.yaml:7'],
    ],
    [
      'configuration and literals that look like a secret',
      {
        canonical: { DSN: config, SAFE: { kind: 'config', plain: 'an example' }, KEY: {} },
        buckets: {
          api: {
            include: [
              { originals: true },
              { values: { URL: 'db://app:{KEY:urlencode}@h', LITERAL: 'db://app:hunter2@h' } },
            ],
          },
        },
        environments: { dev: { values: { DSN: 'db://u:p@h', SAFE: 'db://u:p@h', KEY: kms('1') } } },
      },
      ['plaintext-secret environments/dev.yaml:6', 'plaintext-secret fanout.yaml:8'],
    ],
    [
      'configuration that is no text, not of its format, or that Terraform would change',
      {
        canonical: {
          A: config,
          B: { kind: 'config', format: 'url' },
          C: { kind: 'config', minLength: 3 },
          D: config,
        },
        environments: { dev: { values: { A: kms('1'), B: 'nowhere', C: 'ab', D: 'u\u0308' } } },
      },
      [
        'wrong-type environments/dev.yaml:6',
        'wrong-type environments/dev.yaml:8',
        'wrong-type environments/dev.yaml:9',
        'wrong-type environments/dev.yaml:10',
      ],
    ],
    [
      'ciphertext that KMS did not make',
      {
        canonical: { A: {}, B: {}, C: {}, D: {} },
        environments: {
          dev: {
            values: {
              A: { kms: 'no base64!' },
              B: kms('b', 20),
              C: kms('c', 6200),
              // The bytes of AAAA…AA==, written in another way.
              D: { kms: `${'A'.repeat(81)}B==` },
            },
          },
        },
      },
      [
        'invalid-ciphertext environments/dev.yaml:6',
        'invalid-ciphertext environments/dev.yaml:8',
        'too-large environments/dev.yaml:10',
        'invalid-ciphertext environments/dev.yaml:12',
      ],
    ],
    [
      'ciphertext that stands in two places',
      {
        canonical: { A: {}, B: {} },
        environments: {
          dev: { values: { A: kms('1'), B: kms('1') } },
          test: { values: { A: kms('1'), B: kms('2') } },
        },
      },
      ['copied-ciphertext environments/dev.yaml:8', 'copied-ciphertext environments/test.yaml:6'],
    ],
    [
      'a reference to an entry of this workspace, by name and by ARN',
      {
        canonical: { A: {}, B: {}, C: {}, D: {} },
        environments: {
          dev: {
            values: {
              A: { secretsManager: 'shop/test/api', revision: 1 },
              B: {
                secretsManager: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/api-AbCdEf',
                revision: 1,
              },
              C: {
                secretsManager: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/dev/api-AbCdEf',
                revision: 1,
              },
              D: { secretsManager: 'shop/test/api2', revision: 1 },
            },
          },
          test: { values: { A: kms('1'), B: kms('2'), C: kms('3'), D: kms('4') } },
        },
      },
      ['own-entry-reference environments/dev.yaml:6', 'own-entry-reference environments/dev.yaml:9'],
    ],
    [
      'entries to adopt that are none, or of another place, name or bucket',
      {
        canonical: { A: null },
        buckets: Object.fromEntries(
          ['a', 'b', 'c', 'd', 'e'].map((name) => [name, { include: [{ originals: true }] }]),
        ),
        environments: {
          dev: {
            adopt: {
              a: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/a-AbCdEf',
              b: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/dev/b-AbCdEf',
              c: 'arn:aws:secretsmanager:eu-central-1:999999999999:secret:shop/dev/c-AbCdEf',
              d: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/a-AbCdEf',
              e: 'shop/dev/e',
              f: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/f-AbCdEf',
            },
            values: { A: kms('1') },
          },
        },
      },
      [
        ...[10, 11, 12, 13].map((line) => `adopted-entry environments/dev.yaml:${line}`),
        'unknown-bucket environments/dev.yaml:14',
      ],
    ],
    [
      'an entry that is adopted while some of its values are missing: nothing is written to it',
      {
        canonical: { A: null, B: null },
        environments: {
          dev: {
            adopt: { api: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/api-AbCdEf' },
            values: { A: kms('1'), B: null },
          },
        },
      },
      ['(warning) unset-value environments/dev.yaml:8'],
    ],
    [
      'an entry that passes the limit as Terraform writes it',
      {
        canonical: { A: config },
        environments: { dev: { values: { A: '<'.repeat(11_000) } } },
      },
      ['too-large fanout.yaml:3'],
    ],
    [
      'an entry that may pass the limit',
      {
        canonical: Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`K${index}`, {}])),
        environments: {
          dev: {
            values: Object.fromEntries(
              Array.from({ length: 17 }, (_, index) => [`K${index}`, kms(`${index}`, 4100)]),
            ),
          },
        },
      },
      ['too-large fanout.yaml:3'],
    ],
  ]);

  test('no message holds a value', () => {
    const { located } = planned({
      canonical: { KEY: {}, URL: config, N: { kind: 'config', format: { pattern: '\\d+' } } },
      buckets: {
        api: { include: [{ originals: true }, { values: { L: 'db://u:CANARY@h', M: '{CANARY: x' } }] },
      },
      environments: { dev: { values: { KEY: 'CANARY', URL: 'db://u:CANARY@h', N: 'CANARY' } } },
    });
    expect(located.length).toBeGreaterThan(4);
    expect(JSON.stringify(located)).not.toContain('CANARY');
  });
});

describe('names of entries', () => {
  const one: WorkspaceParts = { canonical: { A: config }, environments: { dev: { values: { A: 'x' } } } };
  judge([
    [
      'an illegal one',
      { ...one, manifest: { secretName: 'my secret {bucket}' } },
      ['secret-name fanout.yaml:4'],
    ],
    [
      'an unknown placeholder',
      { ...one, manifest: { secretName: '{bucket}/{stage}' } },
      ['secret-name fanout.yaml:2'],
    ],
    [
      'two environments of one account and region with one name',
      {
        ...one,
        manifest: { secretName: '{bucket}' },
        environments: { dev: { values: { A: 'x' } }, test: { values: { A: 'y' } } },
      },
      ['secret-name fanout.yaml:4'],
    ],
    [
      'the same name in another region',
      {
        ...one,
        manifest: { secretName: '{bucket}' },
        environments: { dev: { values: { A: 'x' } }, test: { region: 'us-east-1', values: { A: 'y' } } },
      },
      [],
    ],
    [
      'one that ends like an ARN',
      { ...one, manifest: { secretName: '{bucket}-{environment}-abc123' } },
      ['(warning) ambiguous-name fanout.yaml:4'],
    ],
    [
      'two buckets with one name',
      {
        ...one,
        buckets: {
          a: { include: [{ originals: true }], secretName: 'x' },
          b: { include: [{ originals: true }], secretName: 'x' },
        },
      },
      ['secret-name fanout.yaml:10'],
    ],
  ]);
});

describe('what is unused', () => {
  judge([
    [
      'names and mappings that no bucket takes',
      {
        canonical: { A: config, B: config, C: { kind: 'config', unused: 'kept for the audit' } },
        mappings: { m: { A: 'A' }, idle: { A: 'Z' } },
        buckets: { api: { include: [{ mapping: 'm' }] } },
        environments: { dev: { values: { A: 'x', B: 'y', C: 'z' } } },
      },
      ['(warning) unused-name mappings/canonical.yaml:3', '(warning) unused-mapping mappings/idle.yaml:1'],
    ],
  ]);
});

describe('state', () => {
  const environment = (extra: object) => ({ protected: true, values: { A: 'x' }, ...extra });
  judge([
    [
      'a protected environment with a local state',
      { canonical: { A: config }, environments: { production: environment({}) } },
      ['(warning) local-state environments/production.yaml:4'],
    ],
    [
      'one with a backend',
      { canonical: { A: config }, environments: { production: environment({ backend: s3('a') }) } },
      [],
    ],
    [
      'two stacks with one state',
      {
        canonical: { A: config },
        manifest: { foundation: { backend: s3('b') } },
        environments: {
          a: environment({ backend: s3('a') }),
          b: environment({ backend: s3('a') }),
          c: environment({ backend: s3('b') }),
        },
      },
      ['shared-state environments/b.yaml:7', 'shared-state environments/c.yaml:7'],
    ],
  ]);
});

describe('rotation', () => {
  const rotated = (day: string, every: string): WorkspaceParts => ({
    canonical: { KEY: { rotateEvery: every } },
    environments: { dev: { values: { KEY: { ...kms('1'), rotated: day } } } },
  });
  const due = ['(warning) rotation-due environments/dev.yaml:6'];
  judge(
    [
      ['due on its day', rotated('2026-01-01', '90d'), due],
      ['not due the day before', rotated('2026-01-02', '90d'), []],
      ['a year is of the calendar', rotated('2025-04-01', '1y'), due],
      ['a year that is not over', rotated('2025-04-02', '1y'), []],
      ['by hand is never due', rotated('2001-01-01', 'manual'), []],
      [
        'expired',
        {
          canonical: { KEY: { expires: '2026-04-01' } },
          environments: { dev: { values: { KEY: kms('1') } } },
        },
        due,
      ],
      [
        'not expired yet',
        {
          canonical: { KEY: { expires: '2026-04-02' } },
          environments: { dev: { values: { KEY: kms('1') } } },
        },
        [],
      ],
    ],
    '2026-04-01',
  );
});
