import type { Connection } from './connection';

/** Who holds the lock of a state in S3. */
export interface StateLock {
  readonly id: string;
  /** `user@host`, as Terraform writes it. */
  readonly who: string;
  /** What it was taken for, such as `OperationTypeApply`. */
  readonly operation: string;
  /** When, as Terraform writes it: `2026-11-22 06:30:00.123 +0000 UTC`. */
  readonly created: string;
}

export interface StateLocks {
  /** The lock beside a state in S3; null where nobody holds it. @throws AwsFault */
  stateLock(region: string, bucket: string, key: string): Promise<StateLock | null>;
}

export function stateLocksOf(connection: Connection): StateLocks {
  return {
    stateLock: async (region, bucket, key) => {
      const { S3Client, GetObjectCommand, NoSuchKey } = await import('@aws-sdk/client-s3');
      const client = await connection.client('s3', region, async (options) => new S3Client(options));
      // https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
      const lockKey = `${key}.tflock`;
      const request = {
        action: 's3:GetObject',
        resource: `${bucket}/${lockKey}`,
        ifMissing: 'make the bucket of the state first',
      };
      return connection.call(request, async (signal) => {
        try {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: lockKey }), signal);
          return parseLock((await Body?.transformToString()) ?? '');
        } catch (error) {
          if (error instanceof NoSuchKey) return null;
          throw error;
        }
      });
    },
  };
}

/** Null where it is none that Terraform writes. */
function parseLock(text: string): StateLock | null {
  try {
    const { ID, Who, Operation, Created } = JSON.parse(text) as Record<string, unknown>;
    if (typeof ID !== 'string' || !/^[\w-]{1,64}$/.test(ID)) return null;
    const words = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : 'somebody');
    return { id: ID, who: words(Who), operation: words(Operation), created: words(Created) };
  } catch {
    return null;
  }
}
