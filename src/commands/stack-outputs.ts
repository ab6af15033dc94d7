import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentPlan } from '../plan';
import { openStack, type Stack, type StackOutputs, type StateResource } from '../terraform';
import { inPrivateFolder } from '../terraform/private-folder';
import type { CommandContext } from './context';

/** Whose state is read. */
export type StateOwner = Pick<EnvironmentPlan, 'name' | 'backend'>;

/**
 * What the last deploy of an environment has left in its state.
 *
 * @param progress - is told what is being done, in a few words. @default - nobody is
 * @throws TerraformFault where the state cannot be read
 */
export const readStackOutputs = (
  context: CommandContext,
  environment: StateOwner,
  progress?: (doing: string) => void,
): Promise<StackOutputs> => withState(context, environment, (stack) => stack.output(), progress);

/** Everything that the state of an environment manages. @throws TerraformFault where it cannot be read */
export const readStackState = (
  context: CommandContext,
  environment: StateOwner,
): Promise<readonly StateResource[]> => withState(context, environment, (stack) => stack.state());

/**
 * Nothing is synthesized for it: a stack that is nothing but its backend needs no provider, so that terraform is set up in
 * less than a second.
 */
function withState<T>(
  { workspace, env }: CommandContext,
  environment: StateOwner,
  read: (stack: Stack) => Promise<T>,
  progress?: (doing: string) => void,
): Promise<T> {
  return inPrivateFolder(async (folder) => {
    const terraform = { backend: backendOf(environment, workspace) };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ terraform }));
    const { name } = environment;
    return read(await openStack({ folder, name, env, ...(progress === undefined ? {} : { progress }) }));
  });
}

/** As the synthesized stack has it, with the path of a local state seen from anywhere. */
export function backendOf({ name, backend }: StateOwner, workspace: string): object {
  if (backend === undefined) return { local: { path: join(workspace, `terraform.${name}.tfstate`) } };
  const { bucket, key, region, kmsKeyId } = backend.s3;
  return {
    s3: {
      bucket,
      key,
      region,
      encrypt: true,
      ...(kmsKeyId === undefined ? {} : { kms_key_id: kmsKeyId }),
      use_lockfile: true,
    },
  };
}
