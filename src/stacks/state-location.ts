import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';
import type { Backend } from '../model';

/** Where a stack keeps its Terraform state. */
export type StateLocation =
  | Backend
  | {
      /** Path of a local state file, relative to the folder that the stack is run in. */
      readonly local: string;
    };

/** Backend arguments are no templates: Terraform takes them as they are written. */
export function addBackend(stack: TerraformStack, state: StateLocation): void {
  if ('local' in state) {
    new LocalBackend(stack, { path: state.local });
    return;
  }
  const { bucket, key, region, kmsKeyId } = state.s3;
  const backend = new S3Backend(stack, {
    bucket,
    key,
    region,
    encrypt: true,
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
  });
  backend.addOverride('use_lockfile', true);
}
