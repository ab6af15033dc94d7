import { quote } from '../../diagnostics';
import { type AwsAnswer, AwsFault, type AwsRequest } from '../aws-fault';

/** An error of the AWS SDK, or of the network below it, as a fault. Anything else is returned as it is. */
export function toAwsFault(error: unknown, request: AwsRequest): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const name = textOf(error, 'name');
  const code = textOf(error, 'code');
  const found =
    sentences.find(({ names }) => names.has(name) || names.has(code)) ??
    (isGarbled(code) ? unreachable : isOwnFault(error) ? failing : undefined);
  if (found !== undefined) {
    const message = found.sentence(request, textOf(error, 'message'));
    return new AwsFault(message, found.answer);
  }
  if (!('$metadata' in error)) return error;
  return new AwsFault(
    `AWS refused ${request.action} on ${request.resource} with ${nameOf(name)}: CloudTrail in that account records why`,
  );
}

/** What answers speaks no TLS, or no HTTP. */
const isGarbled = (code: string): boolean => /^(?:ERR_SSL|ERR_TLS|HPE)_/.test(code);

/** Whether AWS says that the fault is its own. */
function isOwnFault(error: object): boolean {
  const { $fault, $metadata } = error as {
    readonly $fault?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return $fault === 'server' || ($metadata?.httpStatusCode ?? 0) >= 500;
}

/**
 * The permission that is missing, which need not be the action: KMS has two for ReEncrypt, and whoever reads an entry
 * needs its key as well (https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html).
 */
function permissionIn(message: string, action: string): string {
  if (message.startsWith('Access to KMS is not allowed')) return 'kms:Decrypt';
  return (
    /not authorized to perform: ([a-z0-9-]{1,30}:[A-Z][A-Za-z]{1,60})(?![\w*-])/.exec(message)?.[1] ?? action
  );
}

function textOf(error: object, field: 'name' | 'code' | 'message'): string {
  const text = (error as Readonly<Record<string, unknown>>)[field];
  return typeof text === 'string' ? text : '';
}

/** A name as AWS sends it, shortened to what a name can be. */
const nameOf = (name: string): string => (/^\w{1,80}$/.test(name) ? name : 'an error without a name');

interface Sentence {
  readonly names: ReadonlySet<string>;
  /** @param said - the message of the error, of which nothing may be repeated but what is known to be harmless */
  readonly sentence: (request: AwsRequest, said: string) => string;
  readonly answer?: AwsAnswer;
}

const unreachable: Sentence = {
  names: new Set([
    'TimeoutError',
    'AbortError',
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_NOT_YET_VALID',
    'EPROTO',
    'ERR_INVALID_URL',
    // An answer that is no JSON, such as the page of a proxy.
    'SyntaxError',
  ]),
  sentence: ({ action, resource }) =>
    `AWS could not be reached for ${action} on ${resource}: check the network, the proxy and AWS_ENDPOINT_URL`,
};

const failing: Sentence = {
  names: new Set(['InternalFailure']),
  sentence: ({ action, resource }) =>
    `AWS failed at ${action} on ${resource}, by a fault of its own: wait a minute, and try again`,
};

const sentences: readonly Sentence[] = [
  {
    answer: 'denied',
    names: new Set(['AccessDeniedException', 'AccessDenied']),
    sentence: ({ action, resource }, said) => {
      const permission = permissionIn(said, action);
      const what = permission === action ? action : `${action}, for want of ${permission},`;
      return said.includes('with an explicit deny')
        ? `AWS denies you ${what} on ${resource} by a policy that no other outweighs: use credentials of a role that may`
        : `AWS does not allow you ${what} on ${resource}: use credentials of a role that may, or have ${permission} allowed there`;
    },
  },
  {
    answer: 'missing',
    names: new Set(['NotFoundException', 'ResourceNotFoundException']),
    sentence: ({ resource, key = resource, ifMissing }) => `AWS knows no ${key}: ${ifMissing}`,
  },
  {
    answer: 'undecryptable',
    names: new Set(['InvalidCiphertextException', 'IncorrectKeyException']),
    sentence: ({ resource }) =>
      `KMS does not decrypt ${resource}: the ciphertext was made with another key, or for another name or environment; set the value anew`,
  },
  {
    answer: 'scheduled',
    names: new Set(['InvalidRequestException']),
    sentence: ({ action, resource }) =>
      `AWS refused ${action} on ${resource}, most likely since it is scheduled for deletion: restore it first with aws secretsmanager restore-secret`,
  },
  {
    names: new Set(['DecryptionFailure', 'EncryptionFailure']),
    sentence: ({ action, resource }) =>
      `Secrets Manager cannot use the key of ${resource} for ${action}: look whether that is enabled, and whether you may kms:Decrypt with it`,
  },
  {
    names: new Set(['DisabledException', 'KMSInvalidStateException', 'KeyUnavailableException']),
    sentence: ({ resource, key = resource }) =>
      `The key ${key} cannot be used now, since it is disabled or scheduled for deletion: have an administrator restore it`,
  },
  {
    names: new Set(['ExpiredTokenException', 'ExpiredToken', 'TokenRefreshRequired', 'RequestExpired']),
    sentence: ({ action }) =>
      `Your AWS credentials have expired, so that ${action} was refused: log in again`,
  },
  {
    names: new Set(['CredentialsProviderError', 'TokenProviderError', 'ProviderError']),
    // The SDK does not say whether there is no such profile, or nothing usable in it.
    sentence: ({ action, profile }) =>
      profile
        ? `The AWS profile ${quote(profile)} has no credentials for ${action}: check its name, or log in with it`
        : `There are no AWS credentials for ${action}: log in, or name them with AWS_PROFILE or AWS_ACCESS_KEY_ID`,
  },
  {
    names: new Set([
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'IncompleteSignature',
    ]),
    sentence: ({ action }) =>
      `AWS does not accept your credentials for ${action}: log in again, and check the clock of this machine`,
  },
  {
    names: new Set([
      'ThrottlingException',
      'Throttling',
      'TooManyRequestsException',
      'LimitExceededException',
    ]),
    sentence: ({ action, resource }) =>
      `AWS is throttling ${action} on ${resource}: wait a minute, and try again`,
  },
  unreachable,
  failing,
];
