// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are plain text here
import { type KnownToIam, type LintRule, lintDocument } from '../../../src/access/lint';
import type { AccessDocument, DocumentKind, Statement } from '../../../src/access/policy';
import { loadKnownToIam } from '../support/known-to-iam';

let known: KnownToIam;
beforeAll(async () => {
  known = await loadKnownToIam(['secretsmanager', 'kms', 'sts', 'iam', 'sqs', 'ecs']);
});

const entry = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:api-secrets-dev-??????';
const document = (kind: DocumentKind, ...statements: readonly Record<string, unknown>[]): AccessDocument => ({
  name: 'some-document',
  kind,
  document: { Version: '2012-10-17', Statement: statements as unknown as Statement[] },
});
const reads = { Sid: 'Read', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: entry };
const denies = { ...reads, Sid: 'NoRead', Effect: 'Deny' };
const github = 'token.actions.githubusercontent.com';
const provider = `arn:aws:iam::123456789012:oidc-provider/${github}`;
const claims = {
  [`${github}:aud`]: 'sts.amazonaws.com',
  [`${github}:sub`]: 'repo:o/r:ref:x',
  [`${github}:repository_id`]: '1',
};
const federated = {
  Sid: 'Tokens',
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: claims },
};
const ecs = {
  Sid: 'Tasks',
  Effect: 'Allow',
  Principal: { Service: 'ecs-tasks.amazonaws.com' },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
};
const rootKey = {
  Sid: 'Administration',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::123456789012:root' },
  Action: ['kms:DescribeKey', 'kms:PutKeyPolicy'],
  Resource: '*',
};
const cond = (Condition: unknown) => ({ Condition });

describe('what a generated document may say', () => {
  test.each<[DocumentKind, Record<string, unknown>]>([
    ['identity', reads],
    ['identity', { ...reads, Action: ['secretsmanager:Get*', 'SECRETSMANAGER:getsecretvalue'] }],
    [
      'identity',
      {
        ...denies,
        Action: '*',
        Resource: '*',
        ...cond({ StringNotEquals: { 'aws:ResourceTag/Environment': 'dev' } }),
      },
    ],
    ['identity', { ...reads, Resource: 'arn:aws:secretsmanager:*:*:secret:my-app/dev/*' }],
    ['identity', { ...reads, Resource: 'arn:aws:secretsmanager:*:*:secret:*' }],
    ['identity', { ...reads, Resource: entry.replace('??????', 'AbCdEf') }],
    [
      'identity',
      {
        ...reads,
        Resource: "arn:aws:secretsmanager:*:*:secret:dev-${aws:PrincipalTag/Developer, 'unassigned'}/*",
      },
    ],
    [
      'identity',
      { ...reads, Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:123456789012:jobs-*' },
    ],
    [
      'identity',
      {
        ...reads,
        Action: 'secretsmanager:CreateSecret',
        ...cond({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'aws:TagKeys': 'false' } }),
      },
    ],
    [
      'identity',
      {
        ...denies,
        ...cond({
          StringNotEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' },
          Null: { 'secretsmanager:VersionStage': 'false' },
        }),
      },
    ],
    [
      'identity',
      {
        ...reads,
        Action: ['kms:Decrypt', 'kms:ReEncrypt*'],
        ...cond({ StringEquals: { 'kms:EncryptionContext:environment': 'dev' } }),
        Resource: 'arn:aws:kms:us-east-1:123456789012:key/a',
      },
    ],
    ['boundary', { Sid: 'Rest', Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    ['trust', federated],
    ['trust', ecs],
    ['secret-policy', { ...denies, Principal: '*', Resource: '*' }],
    ['identity', { ...reads, Resource: [entry, entry.replace('-??????', '')] }],
    [
      'key-policy',
      { ...rootKey, Action: 'kms:Decrypt', ...cond({ ArnLike: { 'aws:PrincipalArn': provider } }) },
    ],
    [
      'key-policy',
      { ...rootKey, Action: 'kms:Decrypt', ...cond({ Null: { 'aws:PrincipalTag/Developer': 'false' } }) },
    ],
    ['key-policy', rootKey],
  ])('GIVEN %s %j THEN nothing is wrong with it', (kind, statement) => {
    expect(lintDocument(document(kind, statement), known)).toEqual([]);
  });

  test.each<[LintRule, DocumentKind, Record<string, unknown>]>([
    ['sid', 'identity', { ...reads, Sid: undefined }],
    ['sid', 'identity', { ...reads, Sid: 'with space' }],
    ['element', 'identity', { ...reads, NotAction: 'iam:*' }],
    ['element', 'identity', { ...reads, Action: [] }],
    ['element', 'identity', { ...reads, Resource: undefined }],
    ['element', 'identity', { ...reads, Principal: '*' }],
    ['element', 'identity', { ...reads, Action: undefined, NotAction: 'iam:*' }],
    ['element', 'identity', { ...reads, Resource: undefined, NotResource: entry }],
    ['element', 'identity', { ...reads, ...cond({ StringEquals: { 'aws:PrincipalTag/x': [] } }) }],
    ['element', 'trust', { ...ecs, Resource: '*' }],
    ['element', 'secret-policy', { ...denies, NotPrincipal: { AWS: '*' } }],
    ['element', 'secret-policy', denies],
    ['unknown-action', 'identity', { ...reads, Action: 'secretsmanager:ReadSecretValue' }],
    ['unknown-action', 'identity', { ...reads, Action: 'secretsmanager:Fetch*' }],
    ['unknown-action', 'identity', { ...reads, Action: 'secretmanager:*' }],
    ['unknown-action', 'identity', { ...reads, Action: 'GetSecretValue' }],
    ['unknown-operator', 'identity', { ...reads, ...cond({ StringMatches: { 'aws:PrincipalTag/x': 'a' } }) }],
    ['resource-arn', 'identity', { ...reads, Resource: 'arn:aws:secretsmanager:us-east-1' }],
    ['resource-arn', 'identity', { ...reads, Resource: 'api-secrets-dev' }],
    ['resource-arn', 'identity', { ...reads, Resource: 'arn:aws:secrets*:us-east-1:123456789012:secret:a' }],
    ['resource-arn', 'identity', { ...reads, Resource: 'arn:aws:secretsmanager:us-east-1:123456789012:*' }],
    ['resource-arn', 'identity', { ...reads, Resource: 'arn:aws:kms:us-east-1:123456789012:k?y/a' }],
    [
      'resource-arn',
      'identity',
      { ...reads, Resource: "arn:aws:kms:us-east-1:${aws:PrincipalAccount, '1'}:key/a" },
    ],
    ['entry-pattern', 'identity', { ...reads, Resource: entry.replace('-??????', '-*') }],
    ['entry-pattern', 'identity', { ...reads, Resource: entry.replace('-??????', '') }],
    ['entry-pattern', 'identity', { ...reads, Resource: 'arn:aws:secretsmanager:*:*:secret:my-app/dev*' }],
    ['entry-pattern', 'identity', { ...reads, Resource: 'arn:aws:secretsmanager:*:*:secret:my-app/dev*/*' }],
    [
      'entry-pattern',
      'identity',
      { ...reads, Resource: 'arn:aws:secretsmanager:*:*:secret:my-app/*/api-??????' },
    ],
    [
      'variable',
      'identity',
      { ...reads, Resource: 'arn:aws:secretsmanager:*:*:secret:dev-${aws:PrincipalTag/Developer}/*' },
    ],
    [
      'variable',
      'identity',
      { ...reads, ...cond({ StringEquals: { 'aws:ResourceTag/x': "${aws:PrincipalTag/x,'a'}" } }) },
    ],
    [
      'variable',
      'identity',
      { ...reads, ...cond({ StringEquals: { 'aws:ResourceTag/x': '${aws:PrincipalTag/x' } }) },
    ],
    ['variable', 'identity', { ...reads, ...cond({ Bool: { 'aws:SecureTransport': "${aws:x, 'true'}" } }) }],
    [
      'set-operator',
      'identity',
      {
        ...reads,
        Action: 'secretsmanager:TagResource',
        ...cond({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }),
      },
    ],
    [
      'set-operator',
      'identity',
      { ...denies, Action: 'secretsmanager:TagResource', ...cond({ StringEquals: { 'aws:TagKeys': 'a' } }) },
    ],
    [
      'set-operator',
      'identity',
      { ...denies, ...cond({ 'ForAnyValue:StringEquals': { 'aws:ResourceTag/x': 'a' } }) },
    ],
    [
      'missing-key',
      'identity',
      { ...denies, ...cond({ StringNotEqualsIfExists: { 'aws:ResourceTag/x': 'a' } }) },
    ],
    ['missing-key', 'identity', { ...reads, ...cond({ StringNotEquals: { 'aws:ResourceTag/x': 'a' } }) }],
    [
      'version-stage',
      'identity',
      { ...reads, ...cond({ StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } }) },
    ],
    [
      'version-stage',
      'identity',
      { ...denies, ...cond({ StringNotEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } }) },
    ],
    [
      'unknown-key',
      'identity',
      { ...reads, ...cond({ StringEquals: { 'secretsmanager:ResourceTag/x': 'a' } }) },
    ],
    [
      'unsent-key',
      'identity',
      {
        ...reads,
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:ListSecrets'],
        Resource: '*',
        ...cond({ StringEquals: { 'aws:ResourceTag/x': 'a' } }),
      },
    ],
    [
      'unsent-key',
      'identity',
      {
        ...denies,
        Action: 'secretsmanager:DeleteSecret',
        ...cond({ Bool: { 'secretsmanager:BlockPublicPolicy': 'false' } }),
      },
    ],
    ['trust', 'trust', { ...federated, Principal: { AWS: '*' } }],
    [
      'trust',
      'trust',
      { ...federated, ...cond({ StringLike: { ...claims, [`${github}:sub`]: 'repo:o/r:*' } }) },
    ],
    [
      'trust',
      'trust',
      { ...federated, ...cond({ StringEquals: { ...claims, [`${github}:sub`]: 'repo:o/r:*' } }) },
    ],
    [
      'trust',
      'trust',
      { ...federated, ...cond({ StringEquals: { ...claims, [`${github}:aud`]: undefined } }) },
    ],
    [
      'trust',
      'trust',
      {
        ...federated,
        ...cond({
          StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com', [`${github}:repository_id`]: '1' },
        }),
      },
    ],
    [
      'trust',
      'trust',
      {
        ...federated,
        ...cond({
          StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com', [`${github}:sub`]: 'repo:o/r:x' },
        }),
      },
    ],
    ['trust', 'trust', { ...ecs, Condition: undefined }],
    ['resource-policy', 'secret-policy', { ...reads, Principal: { AWS: provider } }],
    ['key-policy', 'key-policy', { ...rootKey, Action: 'kms:*' }],
    ['key-policy', 'key-policy', { ...rootKey, Action: 'kms:ReEncrypt*' }],
    [
      'key-policy',
      'key-policy',
      { ...rootKey, Principal: { AWS: '123456789012' }, Action: 'kms:CreateGrant' },
    ],
    ['key-policy', 'key-policy', { ...rootKey, Principal: '*' }],
    [
      'key-policy',
      'key-policy',
      { ...rootKey, Action: 'kms:*', ...cond({ ArnNotLike: { 'aws:PrincipalArn': provider } }) },
    ],
    [
      'key-policy',
      'key-policy',
      { ...rootKey, Action: 'kms:*', ...cond({ StringNotEquals: { 'aws:PrincipalTag/x': 'a' } }) },
    ],
    [
      'size',
      'trust',
      { ...ecs, Principal: { Service: Array.from({ length: 200 }, (_, at) => `s${at}.amazonaws.com`) } },
    ],
  ])('GIVEN a fault of %s in %s %j THEN it is found', (rule, kind, statement) => {
    const defined = Object.fromEntries(Object.entries(statement).filter(([, value]) => value !== undefined));
    const faults = lintDocument(document(kind, JSON.parse(JSON.stringify(defined))), known);
    expect(faults).toContainEqual(expect.objectContaining({ rule, document: 'some-document' }));
  });

  test('GIVEN two statements with one Sid THEN the document is refused', () => {
    expect(lintDocument(document('identity', reads, { ...denies, Sid: 'Read' }), known)).toEqual([
      { rule: 'sid', document: 'some-document', sid: 'Read', message: 'Two statements share it.' },
    ]);
  });

  test('GIVEN another limit THEN it counts', () => {
    expect(lintDocument(document('identity', reads), known, 10).map(({ rule }) => rule)).toEqual(['size']);
  });
});
