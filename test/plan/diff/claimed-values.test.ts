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
const withVariant = (dev: Record<string, unknown>): WorkspaceParts => {
  const parts = workspace(dev);
  const variant = { extends: 'dev', values: { B: kms('B of alice') } };
  return { ...parts, environments: { ...parts.environments, 'dev-alice': variant } };
};
const before = workspace({ A: kms('old', { rotated: '2026-01-01' }), B: kms('B') });
const reasonsOf = ({ diagnostics }: ReturnType<typeof compared>): string[] =>
  diagnostics.map(({ code, severity, args }) => `${severity} ${code}: ${args.reason}`);

describe('a ciphertext that says that it holds an earlier value', () => {
  test('GIVEN another key WHEN plans are compared THEN it is re-encrypted, and no entry is written', () => {
    const is = workspace({
      A: kms('new', { rotated: '2026-01-01', sameAs: old }),
      B: kms('new B', { sameAs: ciphertext('B') }),
    });
    for (const diff of [compared(before, is), compared(is, before)]) {
      expect(linesOf(diff)).toEqual([
        'rest re-encrypted in dev: A → api(KEY)',
        'rest re-encrypted in dev: B → api(OTHER)',
      ]);
      expect([diff.versions, diff.diagnostics]).toEqual([[], []]);
    }
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
    const once = workspace({ A: kms('new', { sameAs: old }), B: null });
    const twice = workspace({ A: kms('newer', { sameAs: old }), B: null });
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

  const claiming = kms('new', { rotated: '2026-01-01', sameAs: old });
  test.each<[what: string, was: WorkspaceParts, is: WorkspaceParts, reason: string]>([
    [
      'one value alone under another key',
      before,
      workspace({ A: claiming, B: kms('B') }),
      'error unfounded-same-as: B in dev is as it was, and another key changes every ciphertext',
    ],
    [
      'a value whose variant is under the key as before',
      withVariant({ A: kms('old', { rotated: '2026-01-01' }), B: kms('B') }),
      withVariant({ A: claiming, B: kms('set anew') }),
      'error unfounded-same-as: B in dev-alice is as it was, and another key changes every ciphertext',
    ],
    [
      'what a value is said to come from in its place, though it never stood there',
      workspace({ A: kms('fine', { sameAs: ciphertext('kept for later') }), B: kms('B') }),
      workspace({ A: kms('kept for later'), B: kms('B') }),
      'error unfounded-same-as: B in dev is as it was, and another key changes every ciphertext',
    ],
    [
      'what another name comes from',
      workspace({ A: kms('old'), B: kms('B', { sameAs: ciphertext('once A') }) }),
      workspace({ A: kms('once A', { sameAs: old }), B: kms('set anew') }),
      'error unfounded-same-as: it stood on the base before that',
    ],
    [
      'a value that is said to be the one of a name which goes',
      workspace({ A: kms('old'), B: kms('B') }),
      workspace({ B: kms('new', { sameAs: old }) }),
      'error unfounded-same-as: that one belongs to A on the base, where B has another value',
    ],
  ])('GIVEN %s WHEN plans are compared THEN it is not believed', (_, was, is, reason) => {
    expect(reasonsOf(compared(was, is))).toEqual([reason]);
  });

  test('GIVEN a renaming WHEN it is taken back THEN it is believed', () => {
    const names = ['NEW', 'B'];
    const mapping = { NEW: 'KEY', B: 'OTHER' };
    const production = { NEW: kms('prod new', { sameAs: ciphertext('prod A') }), B: kms('prod B') };
    const is = workspace({ NEW: claiming, B: kms('B') }, { names, mapping, production });
    const diff = compared(is, before);
    expect([diff.versions, diff.diagnostics]).toEqual([[], []]);
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
