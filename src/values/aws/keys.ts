import type { KMSClient } from '@aws-sdk/client-kms';
import { AwsFault } from '../aws-fault';
import { SecretValue } from '../secret-value';
import type { Connection } from './connection';

/** What a ciphertext is bound to. The environment is that of the file in which it stands. */
export interface EncryptionContext {
  readonly project: string;
  readonly environment: string;
  readonly name: string;
}

/** The key that a value is encrypted under, and what the ciphertext is bound to. */
export interface EncryptionRequest {
  readonly region: string;
  /** `alias/<project>/<environment>`, or what else KMS knows a key by. */
  readonly keyAlias: string;
  readonly context: EncryptionContext;
}

/** From one key and context to another, in one region. */
export interface ReEncryptionRequest {
  readonly region: string;
  readonly from: Omit<EncryptionRequest, 'region'>;
  readonly to: Omit<EncryptionRequest, 'region'>;
}

export interface KeyDescription {
  readonly arn: string;
  readonly account: string;
  /** `Enabled`, `Disabled`, `PendingDeletion` …: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
  readonly state: string;
}

/** KMS. A ciphertext is base64 of what KMS returned. */
export interface Keys {
  /** @throws AwsFault */
  encrypt(value: SecretValue, request: EncryptionRequest): Promise<string>;
  /** @throws AwsFault; a ciphertext of another key or context is one as well */
  decrypt(ciphertext: string, request: EncryptionRequest): Promise<SecretValue>;
  /** Encrypts anew; the plaintext does not leave KMS. @throws AwsFault */
  reEncrypt(ciphertext: string, request: ReEncryptionRequest): Promise<string>;
  /** Null where there is no such key. @param key - an alias, an id or an ARN @throws AwsFault */
  findKey(region: string, key: string): Promise<KeyDescription | null>;
}

const ifMissing = 'deploy the foundation stack first: npx cdktf deploy foundation';

export function keysOf(connection: Connection): Keys {
  const clientIn = (region: string): Promise<KMSClient> =>
    connection.client('kms', region, async (options) => {
      const { KMSClient } = await import('@aws-sdk/client-kms');
      return new KMSClient(options);
    });
  return {
    encrypt: async (value, { region, keyAlias, context }) => {
      const { EncryptCommand } = await import('@aws-sdk/client-kms');
      const client = await clientIn(region);
      const plaintext = Buffer.from(value.reveal(), 'utf8');
      const request = { action: 'kms:Encrypt', resource: `${keyAlias} in ${region}`, ifMissing };
      try {
        const { CiphertextBlob } = await connection.call(request, (signal) =>
          client.send(
            new EncryptCommand({ KeyId: keyAlias, Plaintext: plaintext, EncryptionContext: { ...context } }),
            signal,
          ),
        );
        return base64(CiphertextBlob, request.action);
      } finally {
        plaintext.fill(0);
      }
    },
    decrypt: async (ciphertext, { region, keyAlias, context }) => {
      const { DecryptCommand } = await import('@aws-sdk/client-kms');
      const client = await clientIn(region);
      const request = {
        action: 'kms:Decrypt',
        resource: `${context.name} of ${context.environment} with ${keyAlias} in ${region}`,
        key: `${keyAlias} in ${region}`,
        ifMissing,
      };
      const { Plaintext } = await connection.call(request, (signal) =>
        client.send(
          new DecryptCommand({
            KeyId: keyAlias,
            CiphertextBlob: Buffer.from(ciphertext, 'base64'),
            EncryptionContext: { ...context },
          }),
          signal,
        ),
      );
      if (Plaintext === undefined) throw new AwsFault(`AWS answered ${request.action} without a value`);
      const bytes = Buffer.from(Plaintext.buffer, Plaintext.byteOffset, Plaintext.byteLength);
      try {
        return new SecretValue(textOf(bytes, context));
      } finally {
        bytes.fill(0);
      }
    },
    reEncrypt: async (ciphertext, { region, from, to }) => {
      const { ReEncryptCommand } = await import('@aws-sdk/client-kms');
      const client = await clientIn(region);
      const isOneKey = from.keyAlias === to.keyAlias;
      const keys = isOneKey ? `with ${from.keyAlias}` : `from ${from.keyAlias} to ${to.keyAlias}`;
      const request = {
        action: 'kms:ReEncrypt',
        resource: `${from.context.name} of ${from.context.environment} ${keys} in ${region}`,
        key: `${isOneKey ? from.keyAlias : `${from.keyAlias} or ${to.keyAlias}`} in ${region}`,
        ifMissing,
      };
      const { CiphertextBlob } = await connection.call(request, (signal) =>
        client.send(
          new ReEncryptCommand({
            CiphertextBlob: Buffer.from(ciphertext, 'base64'),
            SourceKeyId: from.keyAlias,
            SourceEncryptionContext: { ...from.context },
            DestinationKeyId: to.keyAlias,
            DestinationEncryptionContext: { ...to.context },
          }),
          signal,
        ),
      );
      return base64(CiphertextBlob, request.action);
    },
    findKey: async (region, key) => {
      const { NotFoundException } = await import('@aws-sdk/client-kms');
      const client = await clientIn(region);
      const request = { action: 'kms:DescribeKey', resource: `${key} in ${region}`, ifMissing };
      return connection.call(request, async (abort) => {
        try {
          return await describe(client, key, abort);
        } catch (error) {
          if (error instanceof NotFoundException) return null;
          throw error;
        }
      });
    },
  };
}

async function describe(
  client: KMSClient,
  key: string,
  abort: { readonly abortSignal: AbortSignal },
): Promise<KeyDescription> {
  const { DescribeKeyCommand } = await import('@aws-sdk/client-kms');
  const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: key }), abort);
  return {
    arn: KeyMetadata?.Arn ?? '',
    account: KeyMetadata?.AWSAccountId ?? '',
    state: KeyMetadata?.KeyState ?? 'Unknown',
  };
}

function base64(blob: Uint8Array | undefined, action: string): string {
  if (blob === undefined) throw new AwsFault(`AWS answered ${action} without a ciphertext`);
  return Buffer.from(blob).toString('base64');
}

function textOf(bytes: Uint8Array, { name, environment }: EncryptionContext): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new AwsFault(
      `What stands behind ${name} in ${environment} is not UTF-8 text: set it anew as base64`,
    );
  }
}
