import type { SecretValue } from '../values/secret-value';
import type { Io } from './io';

/**
 * Keeps values out of the log of a GitHub workflow, which prints the environment of every step: GitHub is asked to mask a value
 * before it is there, and takes each line of one for a value of its own
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions#masking-a-value-in-a-log). Anywhere else nothing
 * is printed.
 */
export function logMask({ env, stderr }: Pick<Io, 'env' | 'stderr'>): (value: SecretValue) => void {
  if (env.GITHUB_ACTIONS !== 'true') return () => undefined;
  return (value) => {
    const escaped = value.reveal().replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    if (escaped !== '') stderr.write(`::add-mask::${escaped}\n`);
  };
}
