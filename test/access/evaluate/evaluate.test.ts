// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are plain text here
import { type AccessRequest, type Caller, evaluate, fullAccess } from '../../../src/access/evaluate';
import type { Statement } from '../../../src/access/policy';
import { documentOf } from '../support/statement';

const role: Caller = {
  kind: 'role',
  arn: 'arn:aws:iam::123456789012:role/app',
  sessionArn: 'arn:aws:sts::123456789012:assumed-role/app/one',
};
const user: Caller = { kind: 'user', arn: 'arn:aws:iam::123456789012:user/ann' };
const root: Caller = { kind: 'root', arn: 'arn:aws:iam::123456789012:root' };
const secret = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:api-secrets-dev-AbCdEf';
const key = 'arn:aws:kms:us-east-1:123456789012:key/dev';
const other = 'arn:aws:iam::123456789012:role/other';

const read = (caller: Caller = role, resource = secret): AccessRequest => ({
  caller,
  action: 'secretsmanager:GetSecretValue',
  resource,
});
const decrypt = (caller: Caller = role): AccessRequest => ({ caller, action: 'kms:Decrypt', resource: key });
const assume = (caller: Caller): AccessRequest => ({ caller, action: 'sts:AssumeRole', resource: other });

const allow = (more: Partial<Statement> = {}) =>
  ({ Effect: 'Allow', Action: '*', Resource: '*', ...more }) as const;
const deny = (more: Partial<Statement> = {}) =>
  ({ Effect: 'Deny', Action: '*', Resource: '*', ...more }) as const;
const everything = documentOf('identity', allow());
const nothing = documentOf('identity');

describe('actions and resources of a statement', () => {
  test.each<[Partial<Statement>, AccessRequest, boolean]>([
    [{ Action: 'secretsmanager:GetSecretValue', Resource: secret }, read(), true],
    [{ Action: 'SecretsManager:getsecretvalue' }, read(), true],
    [{ Action: 'secretsmanager:Get*' }, read(), true],
    [{ Action: ['kms:*', 'secretsmanager:Put*'] }, read(), false],
    [{ Action: 'secretsmanager:GetSecretValu?' }, read(), true],
    [
      { Resource: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:api-secrets-dev-??????' },
      read(),
      true,
    ],
    [{ Resource: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:api-secrets-??????' }, read(), false],
    [{ Resource: 'arn:aws:secretsmanager:*:*:secret:API-*' }, read(), false],
    [{ Resource: 'arn:aws:secretsmanager' }, read(), true],
    [{ Resource: 'arn:aws:kms' }, read(), false],
    [{ Resource: 'secret:*' }, read(), false],
    // An action that knows no resource is only covered by "*".
    [{ Resource: '*' }, { caller: role, action: 'secretsmanager:ListSecrets', resource: '*' }, true],
    [
      { Resource: 'arn:aws:secretsmanager:*:*:secret:*' },
      { caller: role, action: 'secretsmanager:ListSecrets', resource: '*' },
      false,
    ],
  ])('GIVEN Allow %j WHEN %j is asked THEN %s', (statement, request, expected) => {
    const decision = evaluate(request, { identity: [documentOf('identity', allow(statement))] });
    expect(decision.answer).toBe(expected ? 'allowed' : 'implicitDeny');
  });

  test.each<[Omit<Statement, 'Sid'>, AccessRequest, boolean]>([
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, read(), true],
    [{ Effect: 'Allow', NotAction: ['iam:*', 'secretsmanager:*'], Resource: '*' }, read(), false],
    [{ Effect: 'Allow', Action: '*', NotResource: secret }, read(), false],
    [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::bucket' }, read(), true],
    [
      { Effect: 'Allow', Action: '*', NotResource: secret },
      { caller: role, action: 'secretsmanager:ListSecrets', resource: '*' },
      true,
    ],
  ])('GIVEN %j WHEN %j is asked THEN %s', (statement, request, expected) => {
    const decision = evaluate(request, { identity: [documentOf('identity', statement)] });
    expect(decision.answer).toBe(expected ? 'allowed' : 'implicitDeny');
  });

  test('GIVEN a variable in a resource WHEN the caller has the tag, or has not THEN it is filled in, or its default is', () => {
    const own = documentOf(
      'identity',
      allow({
        Resource:
          "arn:aws:secretsmanager:*:*:secret:dev-${aws:PrincipalTag/Developer, 'unassigned'}/api-??????",
      }),
    );
    const ask = (name: string, developer?: string) =>
      evaluate(
        {
          ...read(role, `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}/api-AbCdEf`),
          ...(developer === undefined ? {} : { context: { 'aws:PrincipalTag/Developer': developer } }),
        },
        { identity: [own] },
      ).answer;
    expect(ask('dev-alice', 'alice')).toBe('allowed');
    expect(ask('dev-bob', 'alice')).toBe('implicitDeny');
    expect(ask('dev-', undefined)).toBe('implicitDeny');
    expect(ask('dev-unassigned', undefined)).toBe('allowed');
  });
});

describe('Deny over Allow over nothing', () => {
  test('GIVEN nothing WHEN asked THEN it is denied for want of an identity policy', () => {
    expect(evaluate(read(), { identity: [] })).toEqual({ answer: 'implicitDeny', missing: 'identity' });
  });

  test('GIVEN an Allow and a Deny in two documents WHEN both match THEN the Deny decides, by name', () => {
    const guard = {
      ...documentOf('identity', allow(), deny({ Sid: 'NoReads', Action: 'secretsmanager:*' })),
      name: 'guard',
    };
    expect(evaluate(read(), { identity: [everything, guard] })).toEqual({
      answer: 'explicitDeny',
      by: { layer: 'identity', document: 'guard', sid: 'NoReads' },
    });
  });

  test.each(['scp', 'resource', 'identity', 'boundary'] as const)(
    'GIVEN a Deny in %s and Allows everywhere WHEN asked THEN that layer denies',
    (layer) => {
      const open = (at: string, kind: 'scp' | 'secret-policy' | 'identity' | 'boundary') =>
        documentOf(kind, allow({ Principal: '*' }), ...(at === layer ? [deny({ Principal: '*' })] : []));
      expect(
        evaluate(read(), {
          scp: [open('scp', 'scp')],
          resource: open('resource', 'secret-policy'),
          identity: [open('identity', 'identity')],
          boundary: open('boundary', 'boundary'),
        }),
      ).toMatchObject({ answer: 'explicitDeny', by: { layer, sid: 'Statement1' } });
    },
  );

  test('GIVEN control policies that only deny WHEN nothing allows beside them THEN nothing is allowed', () => {
    const scp = documentOf('scp', deny({ Action: 'iam:*' }));
    expect(evaluate(read(), { identity: [everything], scp: [scp] })).toEqual({
      answer: 'implicitDeny',
      missing: 'scp',
    });
    expect(evaluate(read(), { identity: [everything], scp: [scp, fullAccess] }).answer).toBe('allowed');
  });
});

describe('the policy of an entry, in the same account and from another', () => {
  const by = (principal: Statement['Principal']) =>
    documentOf('secret-policy', allow({ Principal: principal! }));
  const boundary = documentOf('boundary', allow({ Action: 's3:*' }));

  test.each([
    ['the role', { AWS: role.arn }, 'implicitDeny'],
    ['the session', { AWS: role.sessionArn! }, 'allowed'],
    ['everybody', '*' as const, 'allowed'],
    ['everybody, written the other way', { AWS: '*' }, 'allowed'],
  ])('GIVEN it allows %s WHEN a boundary does not THEN the answer is right', (_, principal, expected) => {
    expect(evaluate(read(), { identity: [], resource: by(principal) }).answer).toBe('allowed');
    expect(evaluate(read(), { identity: [], boundary, resource: by(principal) }).answer).toBe(expected);
  });

  test('GIVEN it allows a user by name WHEN a boundary does not THEN it is allowed all the same', () => {
    expect(evaluate(read(user), { identity: [], boundary, resource: by({ AWS: user.arn }) }).answer).toBe(
      'allowed',
    );
  });

  test.each(['123456789012', 'arn:aws:iam::123456789012:root'])(
    'GIVEN it allows the account %s WHEN the identity does not THEN nothing is allowed',
    (account) => {
      expect(evaluate(read(), { identity: [nothing], resource: by({ AWS: account }) })).toEqual({
        answer: 'implicitDeny',
        missing: 'identity',
      });
      expect(evaluate(read(), { identity: [everything], resource: by({ AWS: account }) }).answer).toBe(
        'allowed',
      );
    },
  );

  test('GIVEN an entry of another account WHEN one side alone allows THEN nothing is allowed', () => {
    const stranger: Caller = { kind: 'role', arn: 'arn:aws:iam::210987654321:role/app' };
    const open = by({ AWS: stranger.arn });
    expect(evaluate(read(stranger), { identity: [everything] })).toEqual({
      answer: 'implicitDeny',
      missing: 'resource',
    });
    expect(evaluate(read(stranger), { identity: [nothing], resource: open })).toEqual({
      answer: 'implicitDeny',
      missing: 'identity',
    });
    expect(evaluate(read(stranger), { identity: [everything], resource: open }).answer).toBe('allowed');
  });

  test('GIVEN it denies by aws:PrincipalArn WHEN the role, another and the root ask THEN the named one passes', () => {
    const policy = documentOf(
      'secret-policy',
      deny({ Principal: '*', Condition: { ArnNotEquals: { 'aws:PrincipalArn': role.arn } } }),
    );
    expect(evaluate(read(), { identity: [everything], resource: policy }).answer).toBe('allowed');
    expect(evaluate(read(user), { identity: [everything], resource: policy }).answer).toBe('explicitDeny');
    expect(evaluate(read(root), { identity: [], resource: policy }).answer).toBe('explicitDeny');
    expect(evaluate(read(root), { identity: [] }).answer).toBe('allowed');
  });
});

describe('keys let in nobody whom their policy does not', () => {
  const policy = (...statements: Parameters<typeof documentOf>[1][]) =>
    documentOf('key-policy', ...statements);

  test('GIVEN an administrator WHEN the key policy says nothing of it, or there is none THEN it is denied', () => {
    expect(evaluate(decrypt(), { identity: [everything], resource: policy() })).toEqual({
      answer: 'implicitDeny',
      missing: 'resource',
    });
    expect(evaluate(decrypt(), { identity: [everything] }).answer).toBe('implicitDeny');
  });

  test('GIVEN a key policy that names the role WHEN its identity says nothing THEN it is allowed', () => {
    expect(
      evaluate(decrypt(), { identity: [], resource: policy(allow({ Principal: { AWS: role.arn } })) }),
    ).toEqual({
      answer: 'allowed',
      by: { layer: 'resource', document: 'key-policy', sid: 'Statement0' },
    });
  });

  test('GIVEN a key policy that leaves it to the account WHEN identities differ THEN they decide', () => {
    const delegating = policy(allow({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }));
    expect(evaluate(decrypt(), { identity: [], resource: delegating }).answer).toBe('implicitDeny');
    expect(evaluate(decrypt(), { identity: [everything], resource: delegating }).answer).toBe('allowed');
    expect(evaluate(decrypt(root), { identity: [], resource: delegating }).answer).toBe('allowed');
  });

  test('GIVEN two statements, one of which delegates WHEN the other names the role THEN the name counts', () => {
    const both = policy(
      allow({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }),
      allow({ Principal: { AWS: role.arn } }),
    );
    expect(evaluate(decrypt(), { identity: [], resource: both }).answer).toBe('allowed');
  });
});

describe('who may assume a role', () => {
  const trust = (
    principal: Statement['Principal'],
    action: string,
    condition: Statement['Condition'] = {},
  ) => ({
    ...documentOf('trust'),
    document: {
      Version: '2012-10-17' as const,
      Statement: [
        {
          Sid: 'Assume',
          Effect: 'Allow' as const,
          Principal: principal!,
          Action: action,
          Condition: condition,
        },
      ],
    },
  });

  test('GIVEN a trust in another role WHEN an administrator asks THEN it is denied', () => {
    const resource = trust({ AWS: 'arn:aws:iam::123456789012:role/else' }, 'sts:AssumeRole');
    expect(evaluate(assume(role), { identity: [everything], resource })).toEqual({
      answer: 'implicitDeny',
      missing: 'resource',
    });
  });

  test('GIVEN a trust in the whole account WHEN an identity allows nothing THEN it is denied', () => {
    const resource = trust({ AWS: '123456789012' }, 'sts:AssumeRole');
    expect(evaluate(assume(role), { identity: [nothing], resource }).answer).toBe('implicitDeny');
    expect(evaluate(assume(role), { identity: [everything], resource }).answer).toBe('allowed');
  });

  test('GIVEN a trust in a service WHEN it, another, or a role of that name asks THEN only it may', () => {
    const resource = trust({ Service: 'ecs-tasks.amazonaws.com' }, 'sts:AssumeRole', {
      StringEquals: { 'aws:SourceAccount': '123456789012' },
    });
    const ask = (caller: Caller, account: string) =>
      evaluate({ ...assume(caller), context: { 'aws:SourceAccount': account } }, { identity: [], resource })
        .answer;
    const service = (arn: string): Caller => ({ kind: 'service', arn });
    expect(ask(service('ecs-tasks.amazonaws.com'), '123456789012')).toBe('allowed');
    expect(ask(service('ecs-tasks.amazonaws.com'), '210987654321')).toBe('implicitDeny');
    expect(ask(service('lambda.amazonaws.com'), '123456789012')).toBe('implicitDeny');
    expect(ask({ kind: 'role', arn: 'ecs-tasks.amazonaws.com' }, '123456789012')).toBe('implicitDeny');
  });

  test('GIVEN a trust in tokens of GitHub WHEN the subject differs THEN it is denied; control policies have no say', () => {
    const provider = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
    const resource = trust({ Federated: provider }, 'sts:AssumeRoleWithWebIdentity', {
      StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:o/r:environment:dev' },
    });
    const ask = (subject: string) =>
      evaluate(
        {
          caller: { kind: 'federated', arn: provider },
          action: 'sts:AssumeRoleWithWebIdentity',
          resource: other,
          context: { 'token.actions.githubusercontent.com:sub': subject },
        },
        { identity: [], resource, scp: [documentOf('scp', deny())] },
      ).answer;
    expect(ask('repo:o/r:environment:dev')).toBe('allowed');
    expect(ask('repo:o/r:environment:production')).toBe('implicitDeny');
  });
});

describe('speed', () => {
  test('GIVEN a guardrail of fifty statements WHEN ten thousand requests are decided THEN it takes less than a second', () => {
    const guard = documentOf(
      'identity',
      ...Array.from({ length: 50 }, (_, at) =>
        deny({
          Action: [`secretsmanager:Put${at}*`, 'kms:ReEncrypt*'],
          Resource: `arn:aws:secretsmanager:*:*:secret:app/${at}/*`,
          Condition: {
            StringNotEquals: {
              'aws:ResourceTag/Environment': ['dev', "dev-${aws:PrincipalTag/Developer, 'x'}"],
            },
          },
        }),
      ),
    );
    const started = performance.now();
    for (let count = 0; count < 10_000; count++) evaluate(read(), { identity: [everything, guard] });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
