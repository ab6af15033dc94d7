import type { Backend } from '../../model';

/** A state and the file beside it that locks it: https://developer.hashicorp.com/terraform/language/backend/s3#state-locking */
export function stateObjects(
  partition: string,
  { s3 }: Backend,
): { readonly state: string; readonly lock: string } {
  const state = `arn:${partition}:s3:::${s3.bucket}/${s3.key}`;
  return { state, lock: `${state}.tflock` };
}

export const stateBucket = (partition: string, { s3 }: Backend): string =>
  `arn:${partition}:s3:::${s3.bucket}`;
