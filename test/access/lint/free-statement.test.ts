// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are plain text here
import { type FreeStatement, lintFreeStatement } from '../../../src/access/lint';

const entry = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:partner/api-??????';

describe('statements written by hand', () => {
  test.each<FreeStatement>([
    { Action: 'sqs:ReceiveMessage', Resource: 'arn:aws:sqs:us-east-1:123456789012:jobs' },
    { Action: ['s3:Get*', 's3:List*'], Resource: ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/*'] },
    { Action: 'sqs:*', Resource: '*' },
    { Action: 'secretsmanager:GetSecretValue', Resource: entry },
    { Action: 'kms:Decrypt', Resource: 'arn:aws:kms:us-east-1:123456789012:key/0a1b' },
    { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/partner' },
  ])('GIVEN %j THEN it is safe', (statement) => {
    expect(lintFreeStatement(statement)).toEqual([]);
  });

  test.each<[FreeStatement, RegExp]>([
    [{ Action: '*', Resource: 'arn:aws:sqs:us-east-1:123456789012:jobs' }, /without a wildcard/],
    [{ Action: '*:*', Resource: '*' }, /without a wildcard/],
    [{ Action: 's*:GetSecretValue', Resource: entry }, /without a wildcard/],
    [{ Action: 'GetSecretValue', Resource: entry }, /without a wildcard/],
    [{ Action: 'secretsmanager:*', Resource: entry }, /wildcard in an action of secretsmanager/],
    [{ Action: 'SecretsManager:Get*', Resource: entry }, /wildcard in an action of secretsmanager/],
    [{ Action: 'kms:Decryp?', Resource: 'arn:aws:kms:us-east-1:1:key/a' }, /wildcard in an action of kms/],
    [{ Action: 'iam:*', Resource: 'arn:aws:iam::1:role/a' }, /wildcard in an action of iam/],
    [{ Action: 'sts:Assume*', Resource: 'arn:aws:iam::1:role/a' }, /wildcard in an action of sts/],
    [{ Action: 'secretsmanager:GetSecretValue', Resource: '*' }, /of secretsmanager on resources/],
    [{ Action: 'KMS:Decrypt', Resource: 'arn:aws:kms:us-east-1:1:key/*' }, /of kms on resources/],
    [{ Action: 'iam:PassRole', Resource: 'arn:aws:iam::1:role/app-*' }, /of iam on resources/],
    [
      { Action: 'sts:AssumeRole', Resource: ['arn:aws:iam::1:role/a', 'arn:aws:iam::*:role/a'] },
      /of sts on resources/,
    ],
    [{ Action: ['sqs:*', 'secretsmanager:GetSecretValue'], Resource: '*' }, /of secretsmanager on resources/],
    [{ Action: 'secretsmanager:GetSecretValue', Resource: entry.replace('us-east-1', '*') }, /on resources/],
    [{ Action: 'secretsmanager:GetSecretValue', Resource: entry.replace('api', '*') }, /on resources/],
    [
      { Action: 'secretsmanager:GetSecretValue', Resource: entry.replace('api', '${aws:username}') },
      /on resources/,
    ],
    [
      { Action: 'secretsmanager:GetSecretValue', Resource: entry.replace('123456789012', '*') },
      /on resources/,
    ],
    [{ NotAction: 'iam:*', Resource: '*' }, /NotAction/],
    [{ Action: 'sqs:SendMessage', NotResource: 'arn:aws:sqs:us-east-1:1:a' }, /NotResource/],
  ])('GIVEN %j THEN it is refused', (statement, reason) => {
    expect(lintFreeStatement(statement).join('\n')).toMatch(reason);
  });

  test('GIVEN an unsafe statement THEN nothing that was written comes back', () => {
    const faults = lintFreeStatement({ Action: 'secretsmanager:canary*', Resource: 'arn:aws:x:canary:*' });
    expect(faults.length).toBe(2);
    expect(faults.join('\n')).not.toContain('canary');
  });
});
