import fc from 'fast-check';
import { ciphertext, type WorkspaceParts } from '../../support/workspace-builder';
import { compared, linesOf } from './support';

const kms = (seed: string) => ({ kms: ciphertext(seed) });

const production = { protected: true, backend: { s3: { bucket: 's', key: 'p', region: 'eu-central-1' } } };

/** Two secrets and a configuration value, in two environments and two buckets. */
const base = {
  canonical: { A: null, B: null, URL: { kind: 'config' } },
  mappings: { shared: { A: 'SHARED__A', URL: 'SHARED__URL' } },
  buckets: {
    api: { include: [{ originals: true }, { mapping: 'shared' }] },
    worker: { include: [{ mapping: 'shared' }] },
  },
  environments: {
    dev: { values: { A: kms('dev A'), B: kms('dev B'), URL: 'https://dev' } },
    production: { ...production, values: { A: kms('A'), B: kms('B'), URL: 'https://prod' } },
  },
} satisfies WorkspaceParts;

const inDev = (values: Record<string, unknown>): WorkspaceParts => ({
  ...base,
  environments: { ...base.environments, dev: { values: { ...base.environments.dev.values, ...values } } },
});
const inProduction = (values: Record<string, unknown>): WorkspaceParts => ({
  ...base,
  environments: {
    ...base.environments,
    production: { ...production, values: { ...base.environments.production.values, ...values } },
  },
});

const reachOfA = '→ api(A,SHARED__A) worker(SHARED__A)';

describe('values', () => {
  test('GIVEN the same files THEN nothing has changed', () => {
    expect(compared(base, base)).toMatchObject({ changes: [], versions: [], diagnostics: [] });
  });

  test('GIVEN one rotated ciphertext THEN it is one change with its whole reach', () => {
    const diff = compared(base, inProduction({ A: kms('new') }));
    expect(linesOf(diff)).toEqual([`protected rotated in production: A ${reachOfA}; restart api,worker`]);
    expect(diff.versions.map(({ environment, bucket, restart }) => [environment, bucket, restart])).toEqual([
      ['production', 'api', true],
      ['production', 'worker', true],
    ]);
  });

  test('GIVEN a ciphertext that stood there before THEN it went back, with the day', () => {
    const earlier = new Map([['dev' as never, new Map([[ciphertext('old'), '2026-03-04']])]]);
    expect(linesOf(compared(base, inDev({ A: kms('old') }), { earlier }))).toEqual([
      `rest reverted in dev: A 2026-03-04 ${reachOfA}; restart api,worker`,
    ]);
  });

  test.each([
    ['counted up', { ssm: '/a', revision: 1 }, { ssm: '/a', revision: 2 }, 'rotated in dev: A'],
    ['counted down', { ssm: '/a', revision: 2 }, { ssm: '/a', revision: 1 }, 'reverted in dev: A null'],
    ['elsewhere', { ssm: '/a', revision: 1 }, { ssm: '/b', revision: 1 }, 'source-changed in dev: A ssm ssm'],
    [
      'another key',
      { secretsManager: 'x', key: 'k', revision: 1 },
      { secretsManager: 'x', revision: 1 },
      'source-changed in dev: A secretsManager secretsManager',
    ],
    [
      'of another kind',
      { ssm: '/a', revision: 1 },
      { variable: true, revision: 1 },
      'source-changed in dev: A ssm variable',
    ],
    ['no longer there', { variable: true, revision: 1 }, null, 'value-unset in dev: A'],
  ])('GIVEN a reference %s THEN that is said, and nothing of the reference', (_, was, is, expected) => {
    const lines = linesOf(compared(inDev({ A: was }), inDev({ A: is })));
    expect(lines).toContainEqual(expect.stringContaining(expected));
    expect(lines.join()).not.toContain('/a');
  });

  test('GIVEN a first value THEN the bucket becomes ready, and nobody has to start anew', () => {
    const before = {
      ...base,
      canonical: { A: null },
      mappings: { shared: { A: 'SHARED__A' } },
      environments: { dev: { values: { A: null } } },
    };
    const after = { ...before, environments: { dev: { values: { A: kms('x') } } } };
    expect(linesOf(compared(before, after))).toEqual([
      'rest status-changed in dev: api new ready [] → api()',
      'rest status-changed in dev: worker new ready [] → worker()',
      `rest value-set in dev: A ${reachOfA}`,
    ]);
  });

  test('GIVEN configuration THEN its texts are shown; never beside a secret', () => {
    expect(linesOf(compared(base, inDev({ URL: 'https://two' })))).toEqual([
      'rest config-changed in dev: URL https://dev https://two → api(SHARED__URL,URL) worker(SHARED__URL); restart api,worker',
    ]);
    const asConfig = {
      ...inDev({ A: 'plain text of A' }),
      canonical: { ...base.canonical, A: { kind: 'config' } },
    };
    const flipped = compared(asConfig, base);
    expect(JSON.stringify(flipped)).not.toContain('plain text of A');
    expect(linesOf(flipped)).toContainEqual('access canonical-changed: A kind config secret');
  });

  test('GIVEN configuration that looks like a secret THEN it is not shown', () => {
    const token = `ghp_${'a1'.repeat(18)}`;
    const { changes } = compared(base, inDev({ URL: token }));
    expect(JSON.stringify(changes)).not.toContain(token);
    expect(changes[0]?.gist).toEqual({ kind: 'config-changed', name: 'URL', from: 'https://dev', to: null });
  });

  test('GIVEN other texts that look like a secret THEN they are not shown either', () => {
    const token = (letter: string): string => `ghp_${letter.repeat(36)}`;
    const withText = (text: string): WorkspaceParts => ({
      ...base,
      manifest: { tags: { Team: text } },
      buckets: { api: { include: [...base.buckets.api.include, { values: { T: text } }] } },
      environments: { dev: { ...base.environments.dev, branches: [text] } },
    });
    const { changes } = compared(withText(token('a')), withText(token('b')));
    expect(changes.map(({ gist }) => gist.kind)).toEqual([
      'environment-changed',
      'target-changed',
      'tag-changed',
    ]);
    expect(compared(withText('calm'), withText(token('b'))).changes.map(({ gist }) => gist)).toContainEqual(
      expect.objectContaining({ kind: 'target-changed', to: { template: '***', secrets: [], config: [] } }),
    );
    for (const after of [token('b'), 'calm'])
      expect(JSON.stringify(compared(withText(token('a')), withText(after)).changes)).not.toContain('ghp_');
  });

  test('GIVEN a live bucket that loses a value THEN it goes from ready to incomplete', () => {
    expect(linesOf(compared(base, inProduction({ B: null })))).toEqual([
      'loss status-changed in production: api ready incomplete ["B"] → api()',
      'loss value-unset in production: B → api(B)',
    ]);
  });
});

describe('names and targets', () => {
  test('GIVEN a new name in both environments THEN it is one change, of the weight of the protected one', () => {
    const after: WorkspaceParts = {
      ...base,
      canonical: { ...base.canonical, C: null },
      environments: {
        dev: { values: { ...base.environments.dev.values, C: kms('dev C') } },
        production: { ...production, values: { ...base.environments.production.values, C: kms('C') } },
      },
    };
    expect(linesOf(compared(base, after))).toEqual([
      'protected name-added in dev,production: C kms null → api(C); restart api',
    ]);
    expect(linesOf(compared(after, base))).toEqual([
      'loss name-removed in dev,production: C → api(C); restart api; warns',
    ]);
  });

  test('GIVEN a name that is renamed everywhere THEN it is renamed, and the old ciphertext is a fault', () => {
    const after: WorkspaceParts = {
      canonical: { A2: null, B: null, URL: { kind: 'config' } },
      mappings: { shared: { A2: 'SHARED__A', URL: 'SHARED__URL' } },
      buckets: base.buckets,
      environments: { dev: { values: { A2: kms('dev A'), B: kms('dev B'), URL: 'https://dev' } } },
    };
    const before = { ...base, environments: { dev: base.environments.dev } };
    const diff = compared(before, after);
    expect(linesOf(diff)).toEqual([
      'loss target-renamed in dev: A2 A → api(A2); restart api; warns',
      'rest name-renamed in dev: A2 A → api(A2,SHARED__A) worker(SHARED__A); restart api',
    ]);
    expect(diff.diagnostics.map(({ code, args, place }) => [code, args.other, place?.file])).toEqual([
      ['copied-ciphertext', 'A', 'environments/dev.yaml'],
    ]);
  });

  test('GIVEN several names that could be the new name THEN none is taken for it', () => {
    const over = (one: string, other: string): WorkspaceParts => ({
      canonical: { [one]: null, [other]: null },
      buckets: { api: { include: [{ values: { DSN: `{${one}}{${other}}` } }] } },
      environments: { dev: { values: { [one]: kms(one), [other]: kms(other) } } },
    });
    expect(compared(over('A', 'B'), over('C', 'D')).changes.map(({ gist }) => gist.kind)).toEqual([
      'name-removed',
      'name-removed',
      'name-added',
      'name-added',
      'target-changed',
    ]);
  });

  test('GIVEN a bucket that never had a version THEN nothing in it is missed', () => {
    const unset = {
      canonical: { A: null, B: null },
      environments: { dev: { values: { A: null, B: null } } },
    };
    const less = { canonical: { A: null }, environments: { dev: { values: { A: null } } } };
    expect(linesOf(compared(unset, less))).toEqual(['loss name-removed in dev: B → api(B)']);
  });

  test('GIVEN a secret that a mapping newly gives to a bucket THEN somebody gains access', () => {
    const after = { ...base, mappings: { shared: { ...base.mappings.shared, B: 'SHARED__B' } } };
    expect(linesOf(compared(base, after))).toEqual([
      'access target-added in dev,production: {"secret":"B"} ["B"] → worker(SHARED__B); restart worker',
      'protected target-added in dev,production: {"secret":"B"} [] → api(SHARED__B); restart api',
    ]);
    expect(linesOf(compared(after, base))).toEqual([
      'loss target-removed in dev,production: {"secret":"B"} → api(SHARED__B) worker(SHARED__B); restart api,worker; warns',
    ]);
  });

  test('GIVEN a secret that reaches a bucket through a computed value THEN somebody gains access', () => {
    const worker = { include: [...base.buckets.worker.include, { values: { DSN: 'x:{B}' } }] };
    expect(linesOf(compared(base, { ...base, buckets: { ...base.buckets, worker } }))).toEqual([
      'access target-added in dev,production: {"template":"x:{B}","secrets":["B"],"config":[]} ["B"] → worker(DSN); restart worker',
    ]);
  });

  test('GIVEN a renamed target THEN it is one change in all buckets', () => {
    const after = { ...base, mappings: { shared: { A: 'NEW__A', URL: 'SHARED__URL' } } };
    expect(linesOf(compared(base, after))).toEqual([
      'loss target-renamed in dev,production: NEW__A SHARED__A → api(NEW__A) worker(NEW__A); restart api,worker; warns',
    ]);
  });

  test('GIVEN a target that comes from another secret THEN that secret reaches the bucket', () => {
    const after = { ...base, mappings: { shared: { B: 'SHARED__A', URL: 'SHARED__URL' } } };
    expect(linesOf(compared(base, after))).toEqual([
      'access target-changed in dev,production: SHARED__A {"secret":"A"} {"secret":"B"} ["B"] → worker(SHARED__A); restart worker',
      'protected target-changed in dev,production: SHARED__A {"secret":"A"} {"secret":"B"} [] → api(SHARED__A); restart api',
    ]);
  });

  test('GIVEN a name that is no longer a secret THEN its targets come from it as before', () => {
    const after = {
      ...inDev({ B: 'plain' }),
      canonical: { ...base.canonical, B: { kind: 'config' } },
    };
    const production = inProduction({ B: 'plain' }).environments?.production ?? {};
    expect(
      linesOf(compared(base, { ...after, environments: { ...after.environments, production } })),
    ).toEqual([
      'access canonical-changed: B kind secret config',
      'protected source-changed in dev,production: B kms config → api(B); restart api',
    ]);
  });

  test('GIVEN a mapping in another file THEN targets move, and nothing starts anew', () => {
    const after = {
      ...base,
      mappings: { common: base.mappings.shared },
      buckets: {
        api: { include: [{ originals: true }, { mapping: 'common' }] },
        worker: { include: [{ mapping: 'common' }] },
      },
    };
    expect(linesOf(compared(base, after))).toEqual([
      'protected layer-moved in dev,production: mapping:shared mapping:common → api(SHARED__A,SHARED__URL) worker(SHARED__A,SHARED__URL)',
    ]);
  });
});

describe('buckets, environments and rules', () => {
  test('GIVEN a new bucket over secrets that are there THEN it is a gain of access; gone it is a loss', () => {
    const more = { ...base, buckets: { ...base.buckets, extra: { include: [{ mapping: 'shared' }] } } };
    expect(linesOf(compared(base, more))).toEqual(
      [
        'access bucket-added in dev: extra shop/dev/extra ready ["A"] → extra(SHARED__A,SHARED__URL)',
        'access bucket-added in production: extra shop/production/extra ready ["A"] → extra(SHARED__A,SHARED__URL)',
      ].sort((a) => (a.includes('production') ? -1 : 1)),
    );
    expect(linesOf(compared(more, base)).map((line) => line.split(':')[0])).toEqual([
      'loss bucket-removed in production',
      'loss bucket-removed in dev',
    ]);
  });

  test('GIVEN tags, names of entries and days of grace THEN each is said', () => {
    const after: WorkspaceParts = {
      ...base,
      manifest: { tags: { Team: 'data' }, secretName: '{bucket}-{environment}' },
      environments: { dev: { ...base.environments.dev, recoveryWindow: 14 } },
    };
    const before = { ...base, environments: { dev: base.environments.dev } };
    expect(linesOf(compared(before, after))).toEqual([
      'loss entry-renamed in dev: api shop/dev/api api-dev → api(); warns',
      'loss entry-renamed in dev: worker shop/dev/worker worker-dev → worker(); warns',
      'rest environment-changed in dev: recoveryWindow 7 14',
      'rest tag-changed in dev: Team null data → api() worker()',
    ]);
  });

  test.each([
    ['public', { public: true }, 'access canonical-changed: A public false true'],
    ['final', { final: true }, 'access canonical-changed: A final false true'],
    [
      'environments',
      { environments: ['dev', 'production'] },
      'access canonical-changed: A environments null dev, production',
    ],
    ['rotateEvery', { rotateEvery: '90d' }, 'rest canonical-changed: A rotateEvery null 90d'],
  ])('GIVEN another %s THEN it weighs what it should', (_, entry, expected) => {
    expect(linesOf(compared(base, { ...base, canonical: { ...base.canonical, A: entry } }))).toEqual([
      expected,
    ]);
  });

  test('GIVEN an environment that is no longer protected THEN it comes first', () => {
    const { protected: _, ...open } = base.environments.production;
    const after = {
      ...inDev({ A: kms('new') }),
      environments: {
        dev: inDev({ A: kms('new') }).environments?.dev ?? {},
        production: { ...open, recoveryWindow: 30 },
      },
    };
    expect(linesOf(compared(base, after))[0]).toBe(
      'access environment-changed in production: protected true false',
    );
  });

  test('GIVEN rules of the manifest that are loosened THEN they are about access', () => {
    const after = {
      ...base,
      manifest: {
        publicPrefixes: ['VITE_'],
        access: { administrators: ['arn:aws:iam::123456789012:role/admin'] },
      },
      buckets: { ...base.buckets, api: { ...base.buckets.api, allowReserved: { PATH: 'wanted' } } },
    };
    const lines = linesOf(compared(base, after));
    expect(lines).toContainEqual(
      expect.stringMatching(/^access manifest-changed: publicPrefixes null null .*VITE_$/),
    );
    expect(lines).toContainEqual('access manifest-changed: allowReserved api PATH null wanted');
    expect(lines).toContainEqual(
      expect.stringMatching(/^access access-changed: administrators null .*role\/admin/),
    );
  });

  test('GIVEN a statement among others THEN only it is told, whole', () => {
    const arn = (name: string) => `arn:aws:sqs:eu-central-1:123456789012:${name}`;
    const withAccess = (actions: string[], principals: string[], more = {}): WorkspaceParts => ({
      ...base,
      manifest: {
        access: {
          services: {
            worker: {
              buckets: ['worker'],
              ecs: {
                cluster: 'c',
                family: 'f',
                task: {
                  allow: [
                    { actions: ['sqs:ReceiveMessage'], resources: [arn('a')] },
                    { actions, resources: [arn('b')] },
                  ],
                },
              },
            },
          },
          readers: { agents: { buckets: ['worker'], environments: ['dev'], principals }, ...more },
        },
      },
    });
    const [one, two] = ['arn:aws:iam::123456789012:role/one', 'arn:aws:iam::123456789012:role/two'];
    const before = withAccess(['s3:GetObject'], [one]);
    const reader = { buckets: ['api'], environments: ['dev'], principals: [one] };
    const lines = linesOf(compared(before, withAccess(['s3:*'], [two, one], { new: reader })));
    expect(lines).toEqual([
      `access access-changed: readers.agents.principals […] […, "${two}"]`,
      `access access-changed: readers.new null {"buckets": ["api"], "environments": ["dev"], "principals": ["${one}"], "subjects": []}`,
      'access access-changed: services.worker.ecs.task.allow ' +
        `[…, {"actions": ["s3:GetObject"], "resources": ["${arn('b')}"]}] ` +
        `[…, {"actions": ["s3:*"], "resources": ["${arn('b')}"]}]`,
    ]);
    expect(linesOf(compared(withAccess(['s3:*'], [one, two]), withAccess(['s3:*'], [two, one])))).toEqual([]);
  });

  test('GIVEN an environment that extends another one THEN whoever reads there gains access; gone it is a loss', () => {
    const before = { ...base, environments: { dev: base.environments.dev } };
    const after = {
      ...base,
      environments: { ...before.environments, 'dev-alice': { extends: 'dev', protected: false } },
    };
    expect(linesOf(compared(before, after))).toEqual([
      'access environment-added in dev-alice: dev → api(A,B,SHARED__A,SHARED__URL,URL) worker(SHARED__A,SHARED__URL)',
    ]);
    expect(linesOf(compared(after, before))[0]).toMatch(/^loss environment-removed in dev-alice: .*; warns$/);
  });

  test('GIVEN a renamed file of an environment THEN it is one change and one fault, whatever it holds', () => {
    const before = { ...base, environments: { dev: base.environments.dev } };
    const after = { ...base, environments: { develop: base.environments.dev } };
    const diff = compared(before, after);
    expect(linesOf(diff)).toEqual([
      'loss environment-renamed in develop: dev → api(A,B,SHARED__A,SHARED__URL,URL) worker(SHARED__A,SHARED__URL); warns',
    ]);
    expect(diff.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      [
        'environment-mismatch',
        'The environment develop was dev on the base, and 2 ciphertexts of it are bound to that name',
      ],
    ]);
  });

  test('GIVEN nothing before THEN every environment is new', () => {
    expect(linesOf(compared(null, base)).map((line) => line.split(':')[0])).toEqual([
      'access environment-added in dev,production',
    ]);
  });
});

describe('findings by time and place', () => {
  test('GIVEN a ciphertext that was moved to another environment THEN it is a fault', () => {
    const after = inProduction({ A: kms('dev A') });
    const dev = { values: { ...base.environments.dev.values, A: kms('newer') } };
    const { diagnostics } = compared(base, { ...after, environments: { ...after.environments, dev } });
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['copied-ciphertext', 'A in production has the very ciphertext of A in dev on the base'],
    ]);
  });

  test('GIVEN a ciphertext that was copied, and still stands where it was THEN looking at this side finds it', () => {
    expect(compared(base, inProduction({ A: kms('dev A') })).diagnostics).toEqual([]);
  });

  test('GIVEN what production lacks and dev has THEN it is a gap, and fresh where this change makes it', () => {
    const before = inProduction({ A: null });
    const after = inProduction({ A: null, B: null });
    expect(compared(before, after).parity).toEqual([
      { environment: 'production', name: 'A', why: 'unset', elsewhere: ['dev'], fresh: false },
      { environment: 'production', name: 'B', why: 'unset', elsewhere: ['dev'], fresh: true },
    ]);
    const absent = { ...base, canonical: { ...base.canonical, B: { environments: ['dev'] } } };
    expect(compared(base, absent).parity).toEqual([
      { environment: 'production', name: 'B', why: 'absent', elsewhere: ['dev'], fresh: true },
    ]);
  });
});

describe('properties', () => {
  const value = fc.constantFrom(
    null,
    kms('1'),
    kms('2'),
    { ssm: '/p', revision: 1 },
    { variable: true, revision: 3 },
  );
  const workspace = fc.record({
    a: value,
    b: fc.constantFrom(null, kms('3'), kms('4')),
    url: fc.constantFrom('https://x', 'https://y'),
    target: fc.constantFrom('T1', 'T2'),
    protected: fc.boolean(),
    environment: fc.constantFrom('dev', 'develop'),
  });
  const partsOf = (w: {
    a: unknown;
    b: unknown;
    url: string;
    target: string;
    protected: boolean;
    environment: string;
  }): WorkspaceParts => ({
    ...base,
    mappings: { shared: { A: w.target, URL: 'SHARED__URL' } },
    environments: { [w.environment]: { protected: w.protected, values: { A: w.a, B: w.b, URL: w.url } } },
  });

  test('GIVEN any two workspaces THEN no version changes without a change that is said, and no ciphertext comes out', () => {
    fc.assert(
      fc.property(workspace, workspace, (was, is) => {
        const diff = compared(partsOf(was), partsOf(is));
        if (diff.versions.length > 0) expect(diff.changes.length).toBeGreaterThan(0);
        if (JSON.stringify(was) === JSON.stringify(is)) expect(diff.changes).toEqual([]);
        const printed = JSON.stringify([diff.changes, diff.versions, diff.parity]);
        for (const seed of ['1', '2', '3', '4']) expect(printed).not.toContain(ciphertext(seed));
        expect(printed).not.toContain('/p');
      }),
      { numRuns: 200 },
    );
  });
});

describe('entries that exist already', () => {
  const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/worker-AbCdEf';
  const adopting: WorkspaceParts = {
    ...base,
    environments: {
      ...base.environments,
      dev: { ...base.environments.dev, adopt: { worker: arn } },
    },
  };

  test('GIVEN one is adopted THEN it is said, and nothing starts anew', () => {
    expect(linesOf(compared(base, adopting))).toEqual(['rest entry-adopted in dev: worker → worker()']);
  });

  test('GIVEN it is written to THEN that weighs as what can be lost', () => {
    const diff = compared(adopting, base);
    expect(linesOf(diff)).toEqual(['loss entry-taken-over in dev: worker → worker(); warns']);
    expect(diff.versions).toMatchObject([{ bucket: 'worker', before: null, restart: true }]);
  });
});
