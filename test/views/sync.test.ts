import Ajv from 'ajv/dist/2020';
import type { SyncedBucket, SyncResult } from '../../src/commands/sync/result';
import { createDiagnostic } from '../../src/diagnostics';
import { outputSchemas } from '../../src/views/output-schemas';
import { createPage } from '../../src/views/page';
import { renderSyncJson, renderSyncText } from '../../src/views/sync';

const bucket = (rest: Partial<SyncedBucket>): SyncedBucket => ({
  ...{ bucket: 'api', secretName: 'shop/dev/api', status: 'written', file: '.env', version: 'v', names: 3 },
  ...{ changes: [], replaces: null, doubles: [], misread: [], missing: [], unplanned: [] },
  ...{ git: 'ignored', reason: null },
  ...rest,
});
const result = (buckets: readonly SyncedBucket[], rest: Partial<SyncResult> = {}): SyncResult => ({
  ...{ status: 'done', mode: 'write', environment: 'dev', format: 'dotenv', buckets, output: null },
  ...{ texts: new Map(), diagnostics: [], misuse: [] },
  ...rest,
});
const page = createPage({ width: 80, color: false });
const text = (...of: Parameters<typeof result>): string => renderSyncText(result(...of), page);

const changes = [
  { name: 'GONE', change: 'removed' },
  { name: 'NEW', change: 'added' },
  { name: 'OTHER', change: 'changed' },
] as const;

test('GIVEN what was written THEN names with what became of them', () => {
  expect(text([bucket({ changes })])).toBe(
    ['wrote .env: api in dev, 3 names', '  - GONE', '  + NEW', '  ~ OTHER', ''].join('\n'),
  );
});

test.each<[SyncResult['mode'], SyncedBucket['status'], string]>([
  ['write', 'unchanged', 'unchanged .env: api in dev, 1 name\n'],
  ['dry-run', 'current', 'up to date .env: api in dev, 1 name\nnothing was written\n'],
  ['dry-run', 'stale', 'would write .env: api in dev, 1 name\n  + NEW\nnothing was written\n'],
  ['check', 'current', 'up to date .env: api in dev, 1 name\n'],
  [
    'check',
    'stale',
    'stale .env: api in dev, 1 name\n  + NEW\nupdate with the same command without --check\n',
  ],
])('GIVEN %s that is %s THEN in these words', (mode, status, expected) => {
  const isSame = status === 'unchanged' || status === 'current';
  expect(
    text([bucket({ status, names: 1, changes: isSame ? [] : [{ name: 'NEW', change: 'added' }] })], { mode }),
  ).toBe(expected);
});

test('GIVEN what stands in the way THEN a note each, 80 columns wide', () => {
  const noted = bucket({
    ...{ replaces: 'shop/staging/api', git: 'outside', missing: ['A', 'B'], unplanned: ['C'] },
    doubles: [
      { name: 'X', line: 3, wins: true },
      { name: 'Y', line: 1, wins: false },
    ],
  });
  expect(text([noted])).toBe(
    [
      'wrote .env: api in dev, 3 names',
      '    The file held shop/staging/api before.',
      '    X stands in line 3 as well, behind the section: what stands there counts.',
      '    Y stands in line 1 as well: what sync wrote behind it counts.',
      '    Not in the entry, though planned: A, B. Deploy to have them.',
      '    In the entry, and not in the plan of api: C. The next deploy takes them out.',
      '    No git repository is around this file, so nothing was asked of git.',
      '',
    ].join('\n'),
  );
});

test('GIVEN a bucket that cannot be read or goes to standard output THEN that is said', () => {
  const skipped = bucket({ status: 'skipped', file: null, reason: 'AWS does not allow you that' });
  expect(text([skipped, bucket({ status: 'printed', file: null, git: null })])).toBe(
    'skipped api in dev\n    AWS does not allow you that\nprinted api in dev, 3 names\n',
  );
});

test('GIVEN nothing that was done THEN why', () => {
  expect(text([], { status: 'declined' })).toBe('nothing was written\n');
  const diagnostics = [createDiagnostic('unknown-bucket', { name: 'x', nearest: undefined }, null)];
  expect(text([], { status: 'refused', diagnostics })).toMatch(
    /^error unknown-bucket[\s\S]*\nrefused: nothing was written\n$/,
  );
});

test('GIVEN a result as JSON THEN field by field, as its schema says', () => {
  const schema = JSON.parse(outputSchemas().get('sync.schema.json') ?? '');
  const ajv = new Ajv({ strict: true, allErrors: true });
  const doubles = [{ name: 'X', line: 3, wins: true }];
  const misread = [{ name: 'Y', reader: 'python' }];
  for (const each of [result([bucket({ changes, doubles, misread })]), result([], { status: 'declined' })]) {
    ajv.validate(schema, JSON.parse(renderSyncJson(each)));
    expect(ajv.errors).toBeNull();
  }
  const { buckets, ...rest } = JSON.parse(renderSyncJson(result([bucket({ changes })])));
  expect(rest).toEqual({
    status: 'done',
    mode: 'write',
    environment: 'dev',
    format: 'dotenv',
    diagnostics: [],
  });
  expect(buckets).toEqual([{ ...bucket({ changes }) }]);
});

test('GIVEN values that a usual reader would misread WHEN shown THEN it is named, and what to do', () => {
  const misread = ['A', 'B'].map((name) => ({ name, reader: 'python' }));
  expect(text([bucket({ misread })])).toContain(
    '    Not for python, which would read another text: A, B. Say --reader python if\n    that reads the file.\n',
  );
});
