import { createDiagnostic, type Diagnostic, Fault, nearest } from '../diagnostics';
import type { CanonicalName } from '../model';
import { own } from '../plan';
import { loadWorkspace, type Workspace } from '../workspace';
import type { CommandContext } from './context';
import type { RotateEdges, RotateOptions } from './rotate/options';
import { environmentsWith, type RotationPlace, rotationPlace, unreadEnvironments } from './rotate/places';
import { rotationReach } from './rotate/reach';
import type { RotateResult } from './rotate/result';
import { generationFor, isReference, Rotation } from './rotate/rotation';
import { findSlots, refuseValues } from './set-slot';

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
