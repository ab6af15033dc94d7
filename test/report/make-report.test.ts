import { accessWorkspace } from '../access/support/workspace';
import { reportOf } from '../support/report-builder';
import { ciphertext } from '../support/workspace-builder';

const kms = (seed: string) => ({ kms: ciphertext(seed) });

describe('the names of a report', () => {
  const report = reportOf({
    buckets: { api: { include: [{ originals: true }] } },
    canonical: {
      URL: { kind: 'config', description: 'where it is', owner: 'data' },
      LEAK: { kind: 'config', description: 'postgres://app:hunter2secret@db/x' },
      KEY: { public: true },
      ONLY_DEV: { environments: ['dev'] },
      WAITS: {},
    },
    environments: {
      dev: {
        values: {
          URL: 'https://dev',
          LEAK: 'ghp_0123456789abcdefghij',
          KEY: kms('dev'),
          ONLY_DEV: kms('o'),
          WAITS: null,
        },
      },
      'dev-alice': { extends: 'dev', values: { URL: 'localhost' } },
      production: {
        protected: true,
        values: {
          URL: 'https://production',
          LEAK: 'x',
          KEY: { ssm: '/canary/parameter', revision: 1 },
          WAITS: kms('w'),
        },
      },
    },
  });
  const name = (wanted: string) => report.names.find((each) => each.name === wanted);

  test('GIVEN kinds of values THEN each environment says what stands behind a name', () => {
    expect(report.environments.map((each) => each.name)).toEqual(['dev', 'dev-alice', 'production']);
    expect(name('KEY')?.states).toEqual(['kms', 'kms', 'ssm']);
    expect(name('ONLY_DEV')?.states).toEqual(['kms', 'kms', 'absent']);
    expect(name('WAITS')?.states).toEqual(['unset', 'unset', 'kms']);
  });

  test('GIVEN configuration THEN its text is there, and not where it looks like a secret', () => {
    expect(name('URL')?.values).toEqual(['https://dev', 'localhost', 'https://production']);
    expect(name('LEAK')).toMatchObject({ description: '***', values: [null, null, 'x'] });
    expect(name('KEY')).not.toHaveProperty('values');
  });

  test('GIVEN a whole report WHEN it is searched THEN there is no ciphertext, no reference and no secret in it', () => {
    const text = JSON.stringify(report);
    expect(text).not.toMatch(/ghp_|hunter2|canary|Y2lwaGVydGV4dC/);
    expect(text).toContain('https://production');
  });
});

describe('the keys of a report', () => {
  const report = reportOf({
    buckets: {
      api: {
        include: [
          { mapping: 'shared' },
          { values: { DSN: 'x://{KEY:urlencode}@{HOST}', WHERE: '{region}/{HOST}', FIXED: 'api' } },
        ],
      },
      late: { environments: ['production'], include: [{ originals: true, only: ['HOST'] }] },
    },
    canonical: { KEY: {}, HOST: { kind: 'config' } },
    mappings: { shared: { KEY: ['A', 'B'] } },
    environments: {
      dev: { values: { KEY: kms('dev'), HOST: 'h-dev' } },
      production: { values: { KEY: kms('production'), HOST: 'h-production' } },
    },
  });
  const target = (bucket: string, wanted: string) =>
    report.targets.find((each) => each.bucket === bucket && each.target === wanted);

  test('GIVEN a key that is made alike everywhere THEN it is there once, with its environments', () => {
    expect(target('api', 'A')).toEqual({
      bucket: 'api',
      target: 'A',
      layer: 'mapping:shared',
      names: ['KEY'],
      environments: [0, 1],
    });
    expect(target('late', 'HOST')).toMatchObject({ environments: [1], names: ['HOST'] });
    expect(report.targets.length).toBe(6);
  });

  test('GIVEN computed values THEN they have their text only where no secret is in it', () => {
    expect(target('api', 'DSN')).toMatchObject({
      names: ['KEY', 'HOST'],
      template: 'x://{KEY:urlencode}@{HOST}',
    });
    expect(target('api', 'DSN')).not.toHaveProperty('values');
    expect(target('api', 'WHERE')?.values).toEqual(['eu-central-1/h-dev', 'eu-central-1/h-production']);
    expect(target('api', 'FIXED')).toMatchObject({ names: [], values: ['api', 'api'] });
  });

  test('GIVEN a bucket that does not exist everywhere THEN its entry is missing there', () => {
    expect(
      report.buckets.map(({ name, entries }) => [name, entries.map((entry) => entry?.secretName ?? null)]),
    ).toEqual([
      ['api', ['shop/dev/api', 'shop/production/api']],
      ['late', [null, 'shop/production/late']],
    ]);
  });
});

describe('access in a report', () => {
  const report = reportOf(accessWorkspace('path'));
  const at = (environment: string) => report.environments.findIndex(({ name }) => name === environment);

  test('GIVEN services and readers THEN each is there once, with what it reads where', () => {
    const read = report.consumers.map(({ kind, name, buckets }) => [
      kind,
      name,
      buckets[at('production')]?.join(),
      buckets[at('dev-alice')]?.join(),
    ]);
    expect(read).toEqual([
      ['amplify', 'dashboard', 'dashboard', ''],
      ['ecs', 'api', 'api', ''],
      ['ecs', 'worker', 'worker', ''],
      ['lambda', 'hook', 'hook', ''],
      ['reader', 'agents', 'api-v2', ''],
    ]);
  });

  test('GIVEN a principal THEN what it may do is what the documents come to, with what decides', () => {
    const matrix = report.access?.environments[at('production')];
    const column = matrix?.buckets.indexOf('api') ?? -1;
    const answers = (principal: string) =>
      matrix?.principals
        .find(({ name }) => name === principal)
        ?.decisions[column]?.map((each) => report.access?.decisions[each]);
    expect(answers('execution.production.api')).toMatchObject([
      { answer: 'allowed', why: expect.stringMatching(/^execution\.production\.api \w+$/) },
      { answer: 'explicitDeny' },
      { answer: 'explicitDeny' },
    ]);
    expect(answers('developer')?.map((each) => each?.answer)).toEqual([
      'explicitDeny',
      'explicitDeny',
      'explicitDeny',
    ]);
  });

  test('GIVEN a manifest without access THEN nothing is said about it', () => {
    const without = reportOf({ canonical: { A: {} }, environments: { dev: { values: { A: null } } } });
    expect([without.access, without.consumers]).toEqual([null, []]);
  });
});

describe('ages in a report', () => {
  const canonical = {
    EXPIRED: { expires: '2026-11-22' },
    DUE: { rotateEvery: '90d' },
    SOON: { rotateEvery: '1y' },
    UNDATED: { rotateEvery: '90d' },
    CURRENT: { rotateEvery: '90d' },
    MANUAL: { rotateEvery: 'manual' },
    UNSCHEDULED: {},
    WAITS: { rotateEvery: '90d' },
    CONFIG: { kind: 'config' },
    ENDING: { kind: 'config', expires: '2030-01-01' },
  };
  const rotated = (name: string, day: string) => ({ ...kms(name), rotated: day });
  const { rotation } = reportOf({
    canonical,
    environments: {
      dev: {
        values: {
          EXPIRED: kms('e'),
          DUE: rotated('d', '2026-08-24'),
          SOON: rotated('s', '2025-12-22'),
          UNDATED: kms('u'),
          CURRENT: rotated('c', '2026-11-01'),
          MANUAL: rotated('m', '2020-01-01'),
          UNSCHEDULED: kms('n'),
          WAITS: null,
          CONFIG: 'x',
          ENDING: 'y',
        },
      },
      'dev-alice': { extends: 'dev' },
    },
  });

  test('GIVEN days THEN what is most urgent comes first, and what does not age is left out', () => {
    expect(rotation.map(({ name, state, age, due }) => [name, state, age, due])).toEqual([
      ['EXPIRED', 'expired', null, '2026-11-22'],
      ['DUE', 'due', 90, '2026-11-22'],
      ['SOON', 'soon', 335, '2026-12-22'],
      ['UNDATED', 'undated', null, null],
      ['CURRENT', 'current', 21, '2027-01-30'],
      ['ENDING', 'current', null, '2030-01-01'],
      ['MANUAL', 'manual', 2517, null],
      ['UNSCHEDULED', 'unscheduled', null, null],
    ]);
  });
});

describe('parity in a report', () => {
  test('GIVEN a protected environment that lacks a name THEN it says why, and who has it', () => {
    const { parity } = reportOf({
      canonical: { A: {}, B: { environments: ['dev'] }, C: {} },
      environments: {
        dev: { values: { A: kms('a'), B: kms('b'), C: kms('c') } },
        production: { protected: true, values: { A: null, C: kms('d') } },
      },
    });
    expect(parity).toEqual([
      { name: 'A', environment: 'production', why: 'unset', elsewhere: ['dev'] },
      { name: 'B', environment: 'production', why: 'absent', elsewhere: ['dev'] },
    ]);
  });
});
