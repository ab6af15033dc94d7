import { createDiagnostic, type Diagnostic, Fault, nearest, type SourceTexts } from '../diagnostics';
import type { CanonicalName, EnvironmentName } from '../model';
import { own } from '../plan';
import type { Aws } from '../values/aws';
import type { CheckOptions, RawValue } from '../values/check-value';
import type { GenerationOptions } from '../values/generate/generation';
import { loadWorkspace, type Workspace } from '../workspace';
import type { Confirm } from './ask-protected';
import type { CommandContext } from './context';
import { generationFor, isReference, type RotatedPlace, Rotation } from './rotate-one';
import { environmentsWith, type RotationPlace, rotationPlace, unreadEnvironments } from './rotate-places';
import { type RotationReach, rotationReach } from './rotate-reach';
import { findSlots, refuseValues } from './set-slot';

export interface RotateOptions extends CheckOptions {
  /** As somebody typed it; null for every one that has a value of its own. */
  readonly environment: string | null;
  readonly name: string;
  /** Null where the value is not generated. */
  readonly generate: GenerationOptions | null;
  /** Whether somebody said where a value comes from: of a reference none is taken. */
  readonly handedIn: boolean;
  /** Whether a value can be read only once: it is not for several environments. @default - false */
  readonly readsOnce?: boolean;
  /** Leave out environments in which it was rotated today: to go on after a fault. */
  readonly goOn: boolean;
  /** There is nothing to be revoked at a provider afterwards. */
  readonly alreadyRevoked: boolean;
  /** Show what it would reach; ask for no value, ask nothing of AWS and write nothing. */
  readonly dryRun: boolean;
  /** Do not ask before a protected environment is written to. */
  readonly yes: boolean;
}

export interface RotateEdges {
  /** The new value for an environment; asked for once each, when all else is in order. */
  readonly readValue: (environment: EnvironmentName) => Promise<RawValue>;
  /** Is told what will be reached before anything is asked. */
  readonly show: (reach: readonly RotationReach[]) => void;
  /** Is told what speaks against the values that will be generated. */
  readonly warn: (sentence: string) => void;
  readonly confirm: Confirm;
  readonly aws: Pick<Aws, 'account' | 'encrypt'>;
}

export interface RotateResult {
  /**
   * `written`: in every environment that was asked for; `partly`: see `left`; `declined`: a person said no; `refused`: see the
   * diagnostics.
   */
  readonly status: 'written' | 'partly' | 'dry-run' | 'declined' | 'refused';
  readonly name: string;
  readonly reach: readonly RotationReach[];
  /** What was written, or would be. */
  readonly places: readonly RotatedPlace[];
  /** Environments in which nothing was written, and why: in sentences. */
  readonly left: readonly { readonly environment: EnvironmentName; readonly reason: string }[];
  readonly texts: SourceTexts;
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of the arguments. */
  readonly misuse: readonly Diagnostic[];
}

/**
 * Replaces the value of a secret in one environment, or in each that has one of its own: by a value that is handed in, or that is
 * generated; of a reference the revision is raised. Each environment's file is replaced at once or not at all.
 *
 * @throws Fault, AwsFault where one environment was asked for, and as `set` does; for several it is told in `left`
 */
export async function rotate(
  context: CommandContext,
  options: RotateOptions,
  edges: RotateEdges,
): Promise<RotateResult> {
  const { texts, workspace, diagnostics } = loadWorkspace(context.workspace);
  const ended = (rest: Partial<RotateResult>): RotateResult => ({
    status: 'refused',
    name: options.name,
    reach: [],
    places: [],
    left: [],
    texts,
    diagnostics: [],
    misuse: [],
    ...rest,
  });
  if (workspace === null) return ended({ diagnostics });
  const today = context.now().toISOString().slice(0, 10);
  const found = findPlaces(workspace, options, diagnostics);
  if (!('places' in found)) return ended(found);
  refuseValuesToCome(found.places, options, edges);
  const places = found.places.filter(({ now }) => !(options.goOn && rotatedOn(now) === today));
  const holders = new Set(places.map(({ slot }) => slot.environment.name));
  const reach = rotationReach(workspace, options.name as CanonicalName, holders, today);
  edges.show(reach);
  const rotation = new Rotation({ context, options, edges, workspace, texts, today, reach });
  if (options.environment !== null) return ended({ reach, ...(await rotation.single(places)) });
  const all = await rotation.each(places);
  const unread = unreadEnvironments(workspace).map((environment) => ({
    environment,
    reason: `The file of ${environment} has errors: correct them first`,
  }));
  const left = [...all.left, ...unread];
  const done = options.dryRun ? 'dry-run' : 'written';
  return ended({ reach, ...all, left, status: left.length > 0 ? 'partly' : done });
}

/** What can be said before anything is shown or asked. @throws Fault */
function refuseValuesToCome(
  places: readonly RotationPlace[],
  { environment, name, generate, readsOnce = false, dryRun }: RotateOptions,
  { warn }: RotateEdges,
): void {
  const place = places.find(({ now }) => !isReference(now));
  if (place === undefined) return;
  if (generate !== null) {
    const { weak } = generationFor(place.slot, generate);
    if (weak !== null) warn(weak);
  } else if (environment === null && readsOnce && !dryRun)
    throw new Fault(
      `One value from standard input is not for all environments: say --generate, or rotate ${name} in one environment after the other`,
    );
}

type Found =
  | { readonly places: readonly RotationPlace[] }
  | { readonly misuse: readonly Diagnostic[] }
  | { readonly diagnostics: readonly Diagnostic[] };

function findPlaces(
  workspace: Workspace,
  { environment, name }: RotateOptions,
  diagnostics: readonly Diagnostic[],
): Found {
  refuseValues([name], Object.keys(workspace.canonical.value));
  const known = own(workspace.canonical.value, name);
  if (environment === null && known === undefined) {
    const args = { name, nearest: nearest(name, Object.keys(workspace.canonical.value)) };
    return { misuse: [createDiagnostic('unknown-name', args, null)] };
  }
  const places: RotationPlace[] = [];
  for (const each of environment === null ? environmentsWith(workspace, name) : [environment]) {
    const found = findSlots(workspace, { environment: each, names: [name] }, diagnostics);
    if (!('slots' in found)) return found;
    places.push(...found.slots.map(rotationPlace));
  }
  if (places.length === 0)
    throw new Fault(`${name} has no value in any environment: there is nothing to rotate`);
  return { places };
}

const rotatedOn = (value: RotationPlace['now']): string | undefined =>
  value === null || typeof value === 'string' ? undefined : value.rotated;
