import { checkDebugLog } from '../../diagnostics';
import type { FoundTerraform } from '../../terraform/find-terraform';
import type { CommandContext } from '../context';
import { hasErrors, type LoadedPlan } from '../load-plan';
import { type LockedProvider, lockFile } from './locked-provider';
import { note, type Observation, ok, orFault, sentenceOf, wrong } from './observation';

/** What of this machine is looked at. */
export interface MachineEdges {
  /** Such as `20.20.2`. */
  readonly nodeVersion: string;
  /** @throws TerraformFault where there is none that fits */
  readonly terraform: () => Promise<FoundTerraform>;
  /** The AWS provider that is locked for the workspace; null where none is yet. */
  readonly provider: () => LockedProvider | null;
  /** Whether a hook checks what is staged. @throws Fault where the workspace lies in no repository */
  readonly hook: () => boolean;
}

/** What does not depend on AWS. */
export async function lookAtMachine(
  { env }: CommandContext,
  loaded: LoadedPlan,
  edges: MachineEdges,
): Promise<readonly Observation[]> {
  const terraform = await orFault('terraform', async () => {
    const { version } = await edges.terraform();
    return [ok('terraform', version)];
  });
  return [
    nodeObservation(edges.nodeVersion),
    ...terraform,
    // With such a variable terraform was not started, and has said so above.
    ...(checkDebugLog(env).length > 0 ? [] : [ok('logs', 'No variable makes Terraform log values')]),
    providerObservation(edges.provider()),
    filesObservation(loaded),
    ...(await orFault(
      'hook',
      async () => [hookObservation(edges.hook())],
      (fault) => note('hook', sentenceOf(fault)),
    )),
  ];
}

function nodeObservation(version: string): Observation {
  const [major = 0] = version.split('.').map(Number);
  return major >= 20
    ? ok('node', version)
    : wrong('node', `${version} is too old: install Node.js 20 or newer`);
}

/** The versions that the stacks allow, and what a refresh reads: before 6.26 the provider called GetSecretValue. */
function providerObservation(provider: LockedProvider | null): Observation {
  if (provider === null)
    return note('AWS provider', 'No version is locked yet: the first deploy chooses one');
  const { text, major, minor, file } = provider;
  if (major < 5 || (major === 5 && minor < 100) || major > 6)
    return wrong('AWS provider', `${text} is locked, and the stacks need 5.100 or newer, below 7`, [
      'rm',
      file,
    ]);
  const reads = major === 5 || minor < 26;
  const refresh =
    ': up to 6.25 a refresh reads values, so that whoever plans without that right says --no-refresh';
  if (file !== lockFile)
    return note(
      'AWS provider',
      `${text}, chosen for this machine alone${reads ? refresh : ''}. Commit it for all`,
      ['cp', file, lockFile],
    );
  return reads ? note('AWS provider', `${text}${refresh}`) : ok('AWS provider', text);
}

function filesObservation({ diagnostics }: LoadedPlan): Observation {
  const count = diagnostics.filter(({ severity }) => severity === 'error').length;
  return hasErrors(diagnostics)
    ? wrong('files', `${count} ${count === 1 ? 'error' : 'errors'}`, ['fanout', 'check'])
    : ok('files', 'Nothing is wrong with them');
}

/** No deploy needs it, and pipelines have none. */
function hookObservation(isInstalled: boolean): Observation {
  return isInstalled
    ? ok('hook', 'What is staged is checked before each commit')
    : note('hook', 'Nothing checks what is staged before it is committed', ['fanout', 'hook', 'install']);
}
