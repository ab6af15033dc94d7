import { Fault, list } from '../diagnostics';
import { own } from '../plan';
import type { NewValues } from '../values/new-value';
import { loadWorkspace } from '../workspace';
import { type Confirm, mayTouch } from './ask-protected';
import type { CommandContext } from './context';
import type { SetResult } from './set';
import { findSlots, type Slot } from './set-slot';
import { tryValues, writeValues } from './write-values';

export interface MarkRevokedOptions {
  /** As somebody typed them. */
  readonly environment: string;
  readonly names: readonly string[];
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/**
 * Notes that what some values replaced has been revoked at its provider. Neither AWS nor an entry has anything to do with it.
 *
 * @throws Fault where nothing is known to have been replaced, and where the file cannot be edited
 */
export async function markRevoked(
  context: CommandContext,
  options: MarkRevokedOptions,
  { confirm }: { readonly confirm: Confirm },
): Promise<SetResult> {
  const { texts, workspace, diagnostics } = loadWorkspace(context.workspace, {
    environments: [options.environment],
  });
  const ended = (rest: Partial<SetResult>): SetResult => ({
    status: 'refused',
    places: [],
    texts,
    diagnostics: [],
    misuse: [],
    ...rest,
  });
  if (workspace === null) return ended({ diagnostics });
  const found = findSlots(workspace, options, diagnostics);
  if (!('slots' in found)) return ended(found);
  const { environment, file, slots } = found;
  refuseUnreplaced(slots);
  const values: NewValues = new Map(
    slots.map(({ name }) => [name, { kind: 'fields', fields: { previous: 'revoked' } }]),
  );
  const question = `${environment.name} is protected. Note there that the old ${list(options.names)} is revoked?`;
  const touching = { ...options, protected: environment.protected };
  if (!(await mayTouch(touching, confirm, question))) return ended({ status: 'declined' });
  const written = options.dryRun
    ? tryValues(texts.get(file) ?? '', file, values)
    : await writeValues(context.workspace, file, values);
  const status = written.changed.size > 0 ? 'written' : 'unchanged';
  return ended({
    status: options.dryRun ? 'dry-run' : status,
    places: slots.map(({ name, entry }) => ({
      environment: environment.name,
      name,
      kind: entry.kind,
      file,
      line: written.lines.get(name) ?? 1,
      changed: written.changed.has(name),
    })),
  });
}

function refuseUnreplaced(slots: readonly Slot[]): void {
  for (const { environment, name } of slots) {
    const value = own(environment.file.value.values, name) ?? null;
    const previous = value === null || typeof value === 'string' ? undefined : value.previous;
    if (previous === undefined)
      throw new Fault(
        `Nothing is noted of ${name} in ${environment.name} that would have to be revoked: fanout rotate --due lists what is`,
      );
  }
}
