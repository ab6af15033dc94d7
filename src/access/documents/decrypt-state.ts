import type { Backend } from '../../model';
import { viaService } from '../conditions';
import type { AccountScope } from '../scope';
import { allow, type Draft } from '../statement';

/** S3 uses a state's key on behalf of who reads it; without a key of its own there is nothing to allow. */
export function decryptState(
  scope: AccountScope,
  backends: readonly Backend[],
  more: readonly string[] = [],
): readonly Draft[] {
  return backends.map(({ s3 }) =>
    allow('DecryptState', {
      action: ['kms:Decrypt', ...more],
      resource: s3.kmsKeyId === undefined ? [] : [stateKeyArn(scope, s3.region, s3.kmsKeyId)],
      condition: { StringEquals: { 'kms:ViaService': viaService('s3', s3.region) } },
    }),
  );
}

/** What is behind an alias only AWS knows: that the call comes through S3 has to do. */
function stateKeyArn({ account, partition }: AccountScope, region: string, key: string): string {
  if (key.startsWith('arn:') && !key.includes(':alias/')) return key;
  const id = key.includes('alias/') ? '*' : key;
  return `arn:${partition}:kms:${region}:${account}:key/${id}`;
}
