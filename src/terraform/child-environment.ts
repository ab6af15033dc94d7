import { checkDebugLog, type EnvironmentVariables } from '../diagnostics';
import { TerraformFault } from './terraform-fault';

/** Arguments from the environment could narrow a plan (`-target`) or change what is printed. Those of init name backends. */
const isForeign = (name: string): boolean => /^TF_CLI_ARGS(?!_init$)/.test(name);

/**
 * What terraform's processes are started with: the environment that is handed in, and nobody to ask.
 *
 * @throws TerraformFault where a variable would make it log values in plain text
 */
export function childEnvironment(env: EnvironmentVariables): NodeJS.ProcessEnv {
  const debugging = checkDebugLog(env);
  if (debugging.length > 0)
    throw new TerraformFault(debugging.map(({ message, hint }) => `${message}. ${hint}`).join('\n'));
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !isForeign(name))),
    CHECKPOINT_DISABLE: '1',
    NO_COLOR: '1',
    TF_INPUT: '0',
    TF_IN_AUTOMATION: '1',
  };
}
