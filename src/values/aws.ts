import { AwsFault, toAwsFault } from './aws-fault';
import type { SecretValue } from './secret-value';
import { within } from './within';

/** The key that a value is encrypted under, and what the ciphertext is bound to. */
export interface EncryptionRequest {
  readonly region: string;
  /** `alias/<project>/<environment>`. */
  readonly keyAlias: string;
  /** The environment is that of the file in which the ciphertext stands. */
  readonly context: { readonly project: string; readonly environment: string; readonly name: string };
}

/** What setting a value asks of AWS; the credentials are those of the process. */
export interface Aws {
  /** The account of the credentials. @throws AwsFault */
  account(region: string): Promise<string>;
  /** Base64 of what KMS returned. @throws AwsFault */
  encrypt(value: SecretValue, request: EncryptionRequest): Promise<string>;
}

/**
 * AWS itself, or what AWS_ENDPOINT_URL names. The SDK is loaded when it is first used.
 *
 * @param patience - milliseconds for one call, with everything that it waits for
 */
export function connectAws(patience = 10_000): Aws {
  return {
    account: (region) => account(region, patience),
    encrypt: (value, request) => encrypt(value, request, patience),
  };
}

async function account(region: string, patience: number): Promise<string> {
  const request = {
    action: 'sts:GetCallerIdentity',
    resource: `STS in ${region}`,
    ifMissing: 'check the region',
  };
  quietenSdk();
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ region });
  try {
    const { Account } = await within(patience, (abortSignal) =>
      client.send(new GetCallerIdentityCommand({}), { abortSignal }),
    );
    if (Account === undefined) throw new AwsFault('AWS did not say which account the credentials are of');
    return Account;
  } catch (error) {
    throw toAwsFault(error, request);
  } finally {
    client.destroy();
  }
}

async function encrypt(
  value: SecretValue,
  { region, keyAlias, context }: EncryptionRequest,
  patience: number,
): Promise<string> {
  const request = {
    action: 'kms:Encrypt',
    resource: `${keyAlias} in ${region}`,
    ifMissing: 'deploy the foundation stack first: cdktf deploy foundation',
  };
  quietenSdk();
  const { KMSClient, EncryptCommand } = await import('@aws-sdk/client-kms');
  const client = new KMSClient({ region });
  const plaintext = Buffer.from(value.reveal(), 'utf8');
  try {
    const { CiphertextBlob } = await within(patience, (abortSignal) =>
      client.send(new EncryptCommand({ KeyId: keyAlias, Plaintext: plaintext, EncryptionContext: context }), {
        abortSignal,
      }),
    );
    if (CiphertextBlob === undefined)
      throw new AwsFault(`AWS answered ${request.action} without a ciphertext`);
    return Buffer.from(CiphertextBlob).toString('base64');
  } catch (error) {
    throw toAwsFault(error, request);
  } finally {
    plaintext.fill(0);
    client.destroy();
  }
}

/** Under Node 20 the SDK announces its own later versions on stderr, which is no concern of whoever sets a value. */
function quietenSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}
