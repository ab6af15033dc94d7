import { compareEntry, type PlannedEntry } from '../../../src/commands/drift/compare-entry';
import type { EntryDescription } from '../../../src/values/aws';
import { arnOf, keyAlias, keyArn, output, plannedEntry, seen, version } from './support';

const name = 'api-secrets-dev';
const gone = { gists: [], pending: 'not-made' };

describe('an entry as it is planned and as it stands', () => {
  test.each<[what: string, actual: Partial<EntryDescription>]>([
    ['as it was deployed', {}],
    ['with its key called by its id', { kmsKeyId: '1234abcd' }],
    ['with its key called by its alias', { kmsKeyId: keyAlias }],
    [
      'with its key called by the ARN of its alias',
      { kmsKeyId: `arn:aws:kms:us-east-1:123456789012:${keyAlias}` },
    ],
  ])('GIVEN it stands %s WHEN compared THEN nothing has drifted', (_, actual) => {
    expect(compareEntry(plannedEntry(), seen(actual))).toEqual({ gists: [], pending: null });
  });

  test('GIVEN tags of AWS itself WHEN compared THEN they are nobody’s doing', () => {
    const { description } = seen();
    const tags = { ...description.tags, 'aws:cloudformation:stack-name': 'x' };
    expect(compareEntry(plannedEntry(), seen({ tags })).gists).toEqual([]);
  });

  test.each<[what: string, actual: Partial<EntryDescription>, gist: object]>([
    [
      'another key',
      { kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/other' },
      { kind: 'other-key', key: 'arn:aws:kms:us-east-1:123456789012:key/other', planned: keyArn },
    ],
    [
      'an alias that ends alike',
      { kmsKeyId: 'alias/x/alias/my-app/dev' },
      { kind: 'other-key', key: 'alias/x/alias/my-app/dev', planned: keyArn },
    ],
    [
      'a key that another account calls the same',
      { kmsKeyId: `arn:aws:kms:us-east-1:999999999999:${keyAlias}` },
      { kind: 'other-key', key: `arn:aws:kms:us-east-1:999999999999:${keyAlias}`, planned: keyArn },
    ],
    ['the account’s own key', { kmsKeyId: null }, { kind: 'other-key', key: null, planned: keyArn }],
    ['a rotation', { rotationEnabled: true }, { kind: 'rotation-enabled' }],
    [
      'replicas',
      { replicas: ['eu-west-1', 'eu-central-1'] },
      { kind: 'replicated', regions: ['eu-central-1', 'eu-west-1'] },
    ],
    ['a description', { description: 'mine' }, { kind: 'description-changed', from: '', to: 'mine' }],
    [
      'a deletion that has begun',
      { deletionDate: new Date('2026-12-01T10:00:00Z'), rotationEnabled: true },
      { kind: 'scheduled-for-deletion', date: '2026-12-01T10:00:00.000Z' },
    ],
    [
      'another ARN',
      { arn: arnOf(name, 'ZyXwVu'), rotationEnabled: true },
      { kind: 'replaced', arn: arnOf(name, 'ZyXwVu'), deployed: arnOf(name) },
    ],
    ['no AWSCURRENT', { stages: {} }, { kind: 'no-current-version', deployed: version }],
  ])('GIVEN it has %s WHEN compared THEN that alone is said', (_, actual, gist) => {
    expect(compareEntry(plannedEntry(), seen(actual))).toEqual({ gists: [gist], pending: null });
  });

  test('GIVEN other tags WHEN compared THEN each is said, also one that differs by case', () => {
    const tags = { Project: 'my-app', Environment: 'production', Bucket: 'api', environment: 'dev' };
    expect(compareEntry(plannedEntry(), seen({ tags })).gists).toEqual([
      { kind: 'tag-changed', tag: 'Environment', from: 'dev', to: 'production' },
      { kind: 'tag-changed', tag: 'ManagedBy', from: 'fanout', to: null },
      { kind: 'tag-changed', tag: 'environment', from: null, to: 'dev' },
    ]);
  });

  test('GIVEN a policy where none is generated WHEN compared THEN it is said', () => {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'Mine', Effect: 'Allow' }] });
    expect(compareEntry(plannedEntry(), seen({}, policy)).gists).toEqual([
      { kind: 'policy-changed', isPlanned: false, added: ['Mine'], removed: [], changed: [] },
    ]);
  });

  test('GIVEN an entry that a service fills itself WHEN it holds another version THEN that is as it should be', () => {
    const stages = { [version]: ['AWSPREVIOUS'], 'by-the-service': ['AWSCURRENT'] };
    expect(compareEntry(plannedEntry({ filledOutside: true }), seen({ stages })).gists).toEqual([]);
    expect(compareEntry(plannedEntry(), seen({ stages })).gists).toMatchObject([{ kind: 'other-version' }]);
  });

  test('GIVEN that the environment has no key WHEN compared THEN it is not said of every entry', () => {
    expect(compareEntry(plannedEntry({ key: null }), seen({ kmsKeyId: 'any' })).gists).toEqual([]);
  });

  test.each<[what: string, planned: PlannedEntry, expected: object]>([
    [
      'the last deploy made it',
      plannedEntry(),
      { gists: [{ kind: 'deleted', arn: arnOf(name) }], pending: null },
    ],
    ['the last deploy knew nothing of it', plannedEntry({ deployed: null }), gone],
    [
      'nobody knows what was deployed',
      plannedEntry({ deployed: undefined }),
      { gists: [{ kind: 'missing' }], pending: null },
    ],
  ])('GIVEN it is not there and %s WHEN compared THEN that is told apart', (_, planned, expected) => {
    expect(compareEntry(planned, null)).toEqual(expected);
  });

  test('GIVEN it is there and the last deploy knew nothing of it WHEN compared THEN what stands in it is nobody’s business', () => {
    const foreign = seen({ rotationEnabled: true, tags: {} });
    expect(compareEntry(plannedEntry({ deployed: null }), foreign)).toEqual({
      gists: [{ kind: 'not-in-state', arn: arnOf(name) }],
      pending: 'not-made',
    });
    const doomed = seen({ deletionDate: new Date('2026-12-01T10:00:00Z') });
    expect(compareEntry(plannedEntry({ deployed: null }), doomed)).toMatchObject({
      gists: [{ kind: 'scheduled-for-deletion' }],
      pending: 'not-made',
    });
  });

  test('GIVEN another fingerprint than the deployed one WHEN compared THEN it waits for a deploy and is no drift', () => {
    const planned = plannedEntry({ deployed: output(name, { fingerprint: 'other' }) });
    expect(compareEntry(planned, seen())).toEqual({ gists: [], pending: 'not-deployed' });
    const unready = plannedEntry({}, { status: 'new' });
    const empty = { ...unready, deployed: output(name, { fingerprint: null, versionId: null }) };
    expect(compareEntry(empty, seen({ stages: {} }))).toEqual({ gists: [], pending: null });
    // What was deployed once stays where values went missing in the files since.
    expect(compareEntry({ ...unready, deployed: output(name) }, seen())).toEqual({
      gists: [],
      pending: null,
    });
  });

  test('GIVEN nobody knows what was deployed WHEN compared THEN all else is still said', () => {
    const planned = plannedEntry({ deployed: undefined });
    expect(compareEntry(planned, seen({ rotationEnabled: true }))).toEqual({
      gists: [{ kind: 'rotation-enabled' }],
      pending: null,
    });
  });

  test.each([
    ['not imported yet', null, 'not-adopted'],
    ['imported', { ...output(name), versionId: null, fingerprint: null }, null],
    ['known to nobody who was asked', undefined, null],
  ] as const)(
    'GIVEN one that is being adopted, %s WHEN compared THEN it is left as it is',
    (_, deployed, pending) => {
      const planned = plannedEntry();
      const bucket = { ...planned.bucket, adopts: arnOf(name), version: null, fingerprint: null };
      const actual = { tags: { Team: 'other' }, description: 'made by hand', kmsKeyId: null };
      expect(compareEntry({ ...planned, bucket, deployed }, seen(actual))).toEqual({ gists: [], pending });
    },
  );

  test('GIVEN an entry that is being adopted WHEN compared THEN all that matters is that it is still that one', () => {
    const adopting = (deployed: PlannedEntry['deployed']): PlannedEntry => {
      const planned = plannedEntry({ deployed });
      return { ...planned, bucket: { ...planned.bucket, adopts: arnOf(name), fingerprint: null } };
    };
    const foreign = seen({ tags: {}, kmsKeyId: null, stages: { 'by-hand': ['AWSCURRENT'] } }, '{}');
    const imported = adopting(output(name, { versionId: null, fingerprint: null }));
    expect(compareEntry(imported, foreign)).toEqual({ gists: [], pending: null });
    expect(compareEntry(adopting(null), foreign)).toEqual({ gists: [], pending: 'not-adopted' });
    expect(compareEntry(imported, null).gists).toEqual([{ kind: 'deleted', arn: arnOf(name) }]);
    const another = arnOf(name, 'ZyXwVu');
    expect(compareEntry(imported, seen({ arn: another })).gists).toEqual([
      { kind: 'replaced', arn: another, deployed: arnOf(name) },
    ]);
    const doomed = seen({ deletionDate: new Date('2026-12-01T10:00:00Z') });
    expect(compareEntry(imported, doomed).gists).toMatchObject([{ kind: 'scheduled-for-deletion' }]);
  });
});
