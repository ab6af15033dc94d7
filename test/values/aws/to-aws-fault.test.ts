import { toAwsFault } from '../../../src/values/aws/to-aws-fault';
import { AwsFault } from '../../../src/values/aws-fault';
import { within } from '../../../src/values/within';

const canary = 'canary-88aa';
const request = {
  action: 'kms:Encrypt',
  resource: 'alias/shop/dev in eu-central-1',
  ifMissing: 'deploy the foundation stack first: npx cdktf deploy foundation',
};

/** As the SDK throws it: with the request, and so with the plaintext, somewhere inside. */
const thrown = (fields: object): unknown =>
  Object.assign(new Error(canary), { $metadata: {}, $response: { body: canary }, ...fields });

test.each([
  ['typo', 'The AWS profile "typo" has no credentials for kms:Encrypt: check its name, or log in with it'],
  [
    '',
    'There are no AWS credentials for kms:Encrypt: log in, or name them with AWS_PROFILE or AWS_ACCESS_KEY_ID',
  ],
])('GIVEN no credentials WHEN the profile is %j THEN that is told', (profile, says) => {
  const fault = toAwsFault({ name: 'CredentialsProviderError' }, { ...request, profile });
  expect(fault).toMatchObject({ message: says });
});

describe('a fault of AWS', () => {
  test.each<[fields: object, sentence: string]>([
    [
      { name: 'AccessDeniedException' },
      'AWS does not allow you kms:Encrypt on alias/shop/dev in eu-central-1: use credentials of a role that may, or have kms:Encrypt allowed there',
    ],
    [
      { name: 'NotFoundException' },
      'AWS knows no alias/shop/dev in eu-central-1: deploy the foundation stack first: npx cdktf deploy foundation',
    ],
    [
      { name: 'KMSInvalidStateException' },
      'The key alias/shop/dev in eu-central-1 cannot be used now, since it is disabled or scheduled for deletion: have an administrator restore it',
    ],
    [
      { name: 'ExpiredTokenException' },
      'Your AWS credentials have expired, so that kms:Encrypt was refused: log in again',
    ],
    [
      { name: 'CredentialsProviderError' },
      'There are no AWS credentials for kms:Encrypt: log in, or name them with AWS_PROFILE or AWS_ACCESS_KEY_ID',
    ],
    [
      { name: 'UnrecognizedClientException' },
      'AWS does not accept your credentials for kms:Encrypt: log in again, and check the clock of this machine',
    ],
    [
      { name: 'ThrottlingException' },
      'AWS is throttling kms:Encrypt on alias/shop/dev in eu-central-1: wait a minute, and try again',
    ],
    [
      { name: 'Error', code: 'ECONNREFUSED' },
      'AWS could not be reached for kms:Encrypt on alias/shop/dev in eu-central-1: check the network, the proxy and AWS_ENDPOINT_URL',
    ],
    [
      { name: 'Error', code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      'AWS could not be reached for kms:Encrypt on alias/shop/dev in eu-central-1: check the network, the proxy and AWS_ENDPOINT_URL',
    ],
    [
      { name: 'SyntaxError' },
      'AWS could not be reached for kms:Encrypt on alias/shop/dev in eu-central-1: check the network, the proxy and AWS_ENDPOINT_URL',
    ],
    [
      { name: 'KMSInternalException', $fault: 'server' },
      'AWS failed at kms:Encrypt on alias/shop/dev in eu-central-1, by a fault of its own: wait a minute, and try again',
    ],
    [
      { name: 'Unknown', $metadata: { httpStatusCode: 502 } },
      'AWS failed at kms:Encrypt on alias/shop/dev in eu-central-1, by a fault of its own: wait a minute, and try again',
    ],
    [
      { name: 'DecryptionFailure' },
      'Secrets Manager cannot use the key of alias/shop/dev in eu-central-1 for kms:Encrypt: look whether that is enabled, and whether you may kms:Decrypt with it',
    ],
    [
      { name: 'ValidationException', $fault: 'client' },
      'AWS refused kms:Encrypt on alias/shop/dev in eu-central-1 with ValidationException: CloudTrail in that account records why',
    ],
    [
      { name: `\u001b[2J ${canary}` },
      'AWS refused kms:Encrypt on alias/shop/dev in eu-central-1 with an error without a name: CloudTrail in that account records why',
    ],
  ])(
    'GIVEN %j WHEN it is told THEN it is one sentence with a remedy, and nothing of the request',
    (fields, sentence) => {
      const fault = toAwsFault(thrown(fields), request);
      expect(fault).toBeInstanceOf(AwsFault);
      expect((fault as AwsFault).message).toBe(sentence);
      expect(Reflect.ownKeys(fault as object).sort()).toEqual(['answer', 'message', 'name', 'stack']);
      const answers: Readonly<Record<string, string>> = {
        AccessDeniedException: 'denied',
        NotFoundException: 'missing',
        InvalidRequestException: 'scheduled',
        InvalidCiphertextException: 'undecryptable',
      };
      const name = 'name' in fields ? String(fields.name) : '';
      expect((fault as AwsFault).answer).toBe(answers[name] ?? null);
      expect((fault as AwsFault).stack).not.toContain(canary);
    },
  );

  test.each<[said: string, sentence: RegExp]>([
    [
      `User: arn:aws:sts::1:assumed-role/x/y is not authorized to perform: kms:ReEncryptTo on resource: ${canary}`,
      /^AWS does not allow you kms:Encrypt, for want of kms:ReEncryptTo, on .*have kms:ReEncryptTo allowed there$/,
    ],
    ['Access to KMS is not allowed', /for want of kms:Decrypt, on .*have kms:Decrypt allowed there$/],
    [
      `not authorized to perform: kms:Encrypt on resource: ${canary} with an explicit deny in a resource-based policy`,
      /^AWS denies you kms:Encrypt on .* by a policy that no other outweighs/,
    ],
    [`not authorized to perform: kms:${canary}`, /have kms:Encrypt allowed there$/],
  ])(
    'GIVEN AWS says "%s" THEN the permission is named that is missing, and nothing else of it',
    (said, sentence) => {
      const denial = Object.assign(new Error(said), { name: 'AccessDeniedException', $metadata: {} });
      const fault = toAwsFault(denial, request) as AwsFault;
      expect(fault.message).toMatch(sentence);
      expect(fault.message).not.toContain('canary');
      expect(fault.answer).toBe('denied');
    },
  );

  test.each([new TypeError('x'), 'text', null])(
    'GIVEN %p, which is a bug of ours, THEN it stays what it is',
    (error) => {
      expect(toAwsFault(error, request)).toBe(error);
    },
  );
});

describe('waiting for an answer', () => {
  test('GIVEN work that never ends WHEN the time is over THEN it is a timeout, and the work is told', async () => {
    let signal: AbortSignal | undefined;
    const waiting = within(20, (given) => {
      signal = given;
      return new Promise(() => undefined);
    });
    await expect(
      waiting.catch((error: unknown) => Promise.reject(toAwsFault(error, request))),
    ).rejects.toThrow(/could not be reached/);
    expect(signal?.aborted).toBe(true);
  });

  test('GIVEN work that ends WHEN it does THEN its result comes, and it is not told', async () => {
    let signal: AbortSignal | undefined;
    const result = await within(5_000, async (given) => {
      signal = given;
      return 1;
    });
    expect([result, signal?.aborted]).toEqual([1, false]);
  });
});
