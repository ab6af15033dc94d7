import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findTerraform } from '../../terraform/find-terraform';
import { untilInterrupted } from '../../terraform/until-interrupted';
import { connectAws } from '../../values/aws';
import type { CommandContext } from '../context';
import type { DoctorEdges } from '../doctor';
import { findHook } from '../hook';
import { readStackState } from '../stack-outputs';
import { stackFolder } from './in-stack';
import { readLockedProvider } from './locked-provider';

/** The world as it is. */
export function edgesOf(context: CommandContext): DoctorEdges {
  return {
    nodeVersion: process.versions.node,
    terraform: () => untilInterrupted((interrupted) => findTerraform(context.env, interrupted)),
    provider: () => readLockedProvider(context.workspace),
    hook: () => {
      const { installed, workspace, text } = findHook(context);
      // Somebody may have added the line to a hook of their own.
      return installed.includes(workspace) || text?.includes('check --staged') === true;
    },
    aws: connectAws(),
    stack: ({ name }) => {
      const folder = join(context.workspace, stackFolder(name));
      if (!existsSync(join(folder, 'cdk.tf.json'))) return 'missing';
      return existsSync(join(folder, '.terraform')) ? 'ready' : 'synthesized';
    },
    state: (environment) => readStackState(context, environment),
  };
}
