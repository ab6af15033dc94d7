import { ciphertext, faultsOf, planned, type WorkspaceParts } from '../../support/workspace-builder';
import { compared, linesOf } from './support';

const old = ciphertext('old');
const kms = (seed: string, rest: object = {}) => ({ kms: ciphertext(seed), ...rest });
const production = { protected: true, backend: { s3: { bucket: 's', key: 'p', region: 'eu-central-1' } } };
const workspace = (
  dev: Record<string, unknown>,
  rest: { production?: Record<string, unknown>; mapping?: Record<string, string>; names?: string[] } = {},
): WorkspaceParts => ({
  canonical: Object.fromEntries((rest.names ?? ['A', 'B']).map((name) => [name, null])),
  mappings: { shared: rest.mapping ?? { A: 'KEY', B: 'OTHER' } },
  buckets: { api: { include: [{ mapping: 'shared' }] } },
  environments: {
    dev: { values: dev },
    production: {
      ...production,
      values: rest.production ?? { A: kms('prod A'), B: kms('prod B') },
    },
  },
});
const before = workspace({ A: kms('old', { rotated: '2026-01-01' }), B: kms('B') });
const reasonsOf = ({ diagnostics }: ReturnType<typeof compared>): string[] =>
  diagnostics.map(({ code, severity, args }) => `${severity} ${code}: ${args.reason}`);

describe('a ciphertext that says that it holds an earlier value', () => {
  test('GIVEN another key WHEN plans are compared THEN it is re-encrypted, and no entry is written', () => {
    const is = workspace({ A: kms('new', { rotated: '2026-01-01', sameAs: old }), B: kms('B') });
    const diff = compared(before, is);
    expect(linesOf(diff)).toEqual(['rest re-encrypted in dev: A → api(KEY)']);
    expect([diff.versions, diff.diagnostics]).toEqual([[], []]);
  });

  test('GIVEN another name for the same targets WHEN plans are compared THEN it is renamed and re-encrypted, and no entry is written', () => {
    const is = workspace(
      { NEW: kms('new', { rotated: '2026-01-01', sameAs: old }), B: kms('B') },
      {
        names: ['NEW', 'B'],
        mapping: { NEW: 'KEY', B: 'OTHER' },
        production: { NEW: kms('prod new', { sameAs: ciphertext('prod A') }), B: kms('prod B') },
      },
    );
    const diff = compared(before, is);
    expect(linesOf(diff)).toEqual([
      'protected name-renamed in dev,production: NEW A → api(KEY)',
      'protected re-encrypted in dev,production: NEW → api(KEY)',
    ]);
    expect([diff.versions, diff.diagnostics]).toEqual([[], []]);
  });

  test('GIVEN one that was re-encrypted before WHEN it is again THEN the first one still stands for it', () => {
    const once = workspace({ A: kms('new', { sameAs: old }), B: kms('B') });
    const twice = workspace({ A: kms('newer', { sameAs: old }), B: kms('B') });
    const diff = compared(once, twice);
    expect([linesOf(diff), diff.versions, diff.diagnostics]).toEqual([
      ['rest re-encrypted in dev: A → api(KEY)'],
      [],
      [],
    ]);
  });

  test('GIVEN one that is set anew WHEN plans are compared THEN it is rotated', () => {
    const once = workspace({ A: kms('new', { sameAs: old }), B: kms('B') });
    expect(linesOf(compared(once, workspace({ A: kms('set'), B: kms('B') })))).toEqual([
      'rest rotated in dev: A → api(KEY); restart api',
    ]);
  });

  test.each<[what: string, dev: Record<string, unknown>, reason: string]>([
    [
      'one that says as well that it was rotated',
      { A: kms('new', { rotated: '2026-02-02', sameAs: old }), B: kms('B') },
      'error unfounded-same-as: "rotated" says that it was replaced',
    ],
    [
      'that of a name which is still there',
      { A: kms('A set anew'), B: kms('new', { sameAs: old }) },
      'error unfounded-same-as: that one belongs to A on the base, which is still there',
    ],
    [
      'that of another environment',
      { A: kms('new', { sameAs: ciphertext('gone') }), B: kms('B') },
      'error unfounded-same-as: that one belongs to A in production on the base',
    ],
    [
      'one that never was there',
      { A: kms('new', { sameAs: ciphertext('never') }), B: kms('B') },
      'warning unfounded-same-as: that one is not on the base',
    ],
  ])('GIVEN %s WHEN plans are compared THEN it is flagged', (_, dev, reason) => {
    const was = workspace(
      { A: kms('old', { rotated: '2026-01-01' }), B: kms('B') },
      { production: { A: kms('gone'), B: kms('prod B') } },
    );
    expect(reasonsOf(compared(was, workspace(dev)))).toEqual([reason]);
  });

  test('GIVEN a name that is set and renamed since the base WHEN plans are compared THEN nothing is wrong with it', () => {
    const was = workspace({ A: null, B: kms('B') });
    const is = workspace({ A: kms('new', { sameAs: ciphertext('never') }), B: kms('B') });
    expect(reasonsOf(compared(was, is))).toEqual([]);
  });

  test('GIVEN an earlier value of the name WHEN plans are compared THEN it went back, and is flagged unless it stood there so', () => {
    const is = workspace({ A: kms('new', { sameAs: ciphertext('first') }), B: kms('B') });
    const history = (...seeds: string[]) => ({
      earlier: new Map([['dev' as never, new Map(seeds.map((seed) => [ciphertext(seed), '2026-03-04']))]]),
    });
    const diff = compared(before, is, history('first'));
    expect(linesOf(diff)).toEqual(['rest reverted in dev: A 2026-03-04 → api(KEY); restart api']);
    expect(reasonsOf(diff)).toEqual(['warning unfounded-same-as: that one was replaced since']);
    expect(reasonsOf(compared(before, is, history('first', 'new')))).toEqual([]);
  });
});

describe('a claim on one side', () => {
  test.each<[what: string, dev: Record<string, unknown>, faults: string[]]>([
    ['one of its own', { A: kms('new', { sameAs: old }), B: kms('B') }, []],
    [
      'that of another name',
      { A: kms('new', { sameAs: ciphertext('B') }), B: kms('B') },
      ['unfounded-same-as environments/dev.yaml:6'],
    ],
    [
      'one that another name claims',
      { A: kms('new', { sameAs: old }), B: kms('B', { sameAs: old }) },
      ['unfounded-same-as environments/dev.yaml:6', 'unfounded-same-as environments/dev.yaml:9'],
    ],
    [
      'itself',
      { A: kms('new', { sameAs: ciphertext('new') }), B: kms('B') },
      ['unfounded-same-as environments/dev.yaml:6'],
    ],
    [
      'no ciphertext',
      { A: kms('new', { sameAs: 'AAAA' }), B: kms('B') },
      ['unfounded-same-as environments/dev.yaml:6'],
    ],
  ])('GIVEN %s WHEN the workspace is planned THEN that is what is said', (_, dev, faults) => {
    const found = planned(workspace(dev));
    expect(faultsOf(found).filter((fault) => fault.startsWith('unfounded'))).toEqual(faults);
  });
});
