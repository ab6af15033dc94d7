/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are variables of IAM's */
import { parameterPaths } from '../../../src/access/documents/parameter-paths';
import { entriesOfEnvironment, entryArn, inEveryRegion, upstreamEntryArn } from '../../../src/access/entries';
import { ownEntries } from '../../../src/access/own-entries';
import { type AccountScope, accountScopes } from '../../../src/access/scope';
import { planned } from '../../support/workspace-builder';

const scopeOf = (
  secretName: string,
  buckets: Record<string, object> = { api: {}, web: {} },
): AccountScope => {
  const { workspace, plan } = planned({
    manifest: { secretName, access: {} },
    buckets: Object.fromEntries(
      Object.entries(buckets).map(([name, rest]) => [name, { include: [{ originals: true }], ...rest }]),
    ),
    environments: { dev: {}, production: { protected: true } },
  });
  const manifest = workspace.manifest.value;
  return accountScopes(manifest, manifest.access!, plan)[0]!;
};
const namesIn = (scope: AccountScope, environment: string): string[] =>
  entriesOfEnvironment(scope.project, scope.environments.find(({ name }) => name === environment)!).map(
    (arn) => arn.split(':secret:')[1] ?? '',
  );
const ownIn = (scope: AccountScope): string[] =>
  ownEntries(scope, scope.environments.find(({ name }) => name === 'dev')!).map(
    (arn) => arn.split(':secret:')[1] ?? '',
  );

describe('patterns of entries', () => {
  test('GIVEN the environment at the end of names THEN each entry is named, to its last character', () => {
    expect(namesIn(scopeOf('{bucket}-secrets-{environment}'), 'dev')).toEqual([
      'api-secrets-dev-??????',
      'web-secrets-dev-??????',
    ]);
  });

  test.each([
    ['{project}/{environment}/{bucket}', 'shop/production/*'],
    ['{environment}/{project}/{bucket}', 'production/shop/*'],
    ['team/{project}/x/{environment}/{bucket}', 'team/shop/x/production/*'],
  ])('GIVEN names like %s THEN one pattern takes in the path of the environment', (template, pattern) => {
    expect(namesIn(scopeOf(template), 'production')).toEqual([pattern]);
  });

  test.each([
    ['{environment}/{bucket}', 'another project may have the same path'],
    ['{project}/{bucket}/{environment}', 'the path does not begin with the environment'],
    ['{project}-{environment}/{bucket}', 'no part of the path is the environment alone'],
  ])('GIVEN names like %s THEN each entry is named, since %s', (template) => {
    expect(namesIn(scopeOf(template), 'dev').every((pattern) => pattern.endsWith('-??????'))).toBe(true);
  });

  test('GIVEN a bucket with a name of its own outside of the path THEN both patterns are there', () => {
    const scope = scopeOf('{project}/{environment}/{bucket}', {
      api: {},
      web: { secretName: 'web-{environment}' },
    });
    expect(namesIn(scope, 'dev')).toEqual(['shop/dev/*', 'web-dev-??????']);
  });

  test.each([
    ['{bucket}-secrets-{environment}', "api-secrets-dev-${aws:PrincipalTag/Developer, 'unassigned'}-??????"],
    ['{project}/{environment}/{bucket}', "shop/dev-${aws:PrincipalTag/Developer, 'unassigned'}/*"],
  ])('GIVEN names like %s THEN the own entries are told by the tag of the caller', (template, pattern) => {
    expect(ownIn(scopeOf(template))).toContain(pattern);
  });

  test('GIVEN a name without the environment THEN nobody has an own entry of that name', () => {
    expect(ownIn(scopeOf('{environment}-{bucket}', { api: {}, web: { secretName: 'web' } }))).toEqual([
      "dev-${aws:PrincipalTag/Developer, 'unassigned'}-api-??????",
    ]);
  });

  test('GIVEN a place THEN an entry is named there, and for replicas everywhere', () => {
    const place = { partition: 'aws-cn', region: 'cn-north-1', account: '123456789012' };
    expect(entryArn(place, 'a')).toBe('arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a-??????');
    expect(entryArn(inEveryRegion(place), 'a')).toBe(
      'arn:aws-cn:secretsmanager:*:123456789012:secret:a-??????',
    );
    const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:upstream/a';
    expect(upstreamEntryArn(`${arn}-AbCdEf`, place)).toBe(`${arn}-AbCdEf`);
    expect(upstreamEntryArn(arn, place)).toBe(`${arn}-??????`);
  });
});

test('GIVEN a parameter THEN every path above it is named, since who may read a path reads what is below', () => {
  const prefix = 'arn:aws:ssm:us-east-1:123456789012:parameter/';
  expect(parameterPaths(`${prefix}a/b/c`)).toEqual(['a/b/c', 'a', 'a/b', ''].map((path) => prefix + path));
});
