/** The folder of a stack that `fanout synth` writes, seen from the workspace. */
export const stackFolder = (environment: string): string => `cdktf.out/stacks/${environment}`;

/** Terraform in that folder. */
export const inStack = (environment: string, args: readonly string[]): readonly string[] => [
  'terraform',
  `-chdir=${stackFolder(environment)}`,
  ...args,
];

/** Whether a command needs it. */
export const needsStack = (environment: string, command: readonly string[] | null): boolean =>
  command?.[1] === `-chdir=${stackFolder(environment)}`;
