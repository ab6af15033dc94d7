import { Fault, list } from '../../diagnostics';
import type { CanonicalName } from '../../model';
import { contributionsOf } from '../../plan/contributions';
import { canonicalPath } from '../../workspace/layout';
import type { CommandContext } from '../context';
import { type ChangeEdges, type ChangeOptions, changeFiles, type Intent } from './change-files';
import type { FileDraft } from './draft';
import { type BucketEffect, losses } from './effects';
import { type Ground, ownValue, readGround, unknownNames } from './ground';
import { afterNames, deployOf } from './next-steps';
import { type NamesResult, nothingDone } from './result';
import { outOfBuckets, outOfGlobs, outOfMappings, takersOf } from './take-out';

export interface RemoveOptions extends ChangeOptions {
  /** As somebody typed it. */
  readonly name: string;
  /** Somebody says that no deployed bucket has it any more. */
  readonly deployed: boolean;
}

/** The base that a branch is compared with, and whether a bucket takes the name there; null where none is known. */
export type BaseTakes = (name: CanonicalName) => { readonly ref: string; readonly takes: boolean } | null;

export interface RemoveEdges extends Pick<ChangeEdges, 'confirm'> {
  readonly baseTakes: BaseTakes;
}

/**
 * Removes a canonical name, in two steps. While a bucket takes it, it is taken out of the buckets alone, and its values
 * stay: the way back is a revert. When none does any more, and that is on the base, it leaves the files.
 */
export async function remove(
  context: CommandContext,
  options: RemoveOptions,
  edges: RemoveEdges,
): Promise<NamesResult> {
  const read = await readGround(context, options);
  if ('ended' in read) return read.ended;
  const { ground } = read;
  const misuse = unknownNames(ground, [options.name]);
  if (misuse.length > 0) return { ...nothingDone, misuse, finished: ground.finished };
  const name = options.name as CanonicalName;
  const layers = contributionsOf(ground.workspace);
  const takers = takersOf(layers, name);
  const drafts = takers.length > 0 ? outOfBuckets(ground.workspace, layers, name) : [];
  if (takers.length === 0 && !options.deployed) refuseWhereTaken(edges.baseTakes(name), name);
  const intent =
    takers.length > 0
      ? firstStep(name, [...outOfMappings(ground.workspace, name), ...drafts])
      : secondStep(context, ground, name);
  return changeFiles(context, ground, intent, options, { ...edges, aws: noAws });
}

const noAws = () => {
  throw new Error('Nothing is asked of AWS where a name is removed');
};

function refuseWhereTaken(base: ReturnType<BaseTakes>, name: string): void {
  if (base?.takes !== true) return;
  throw new Fault(
    `Buckets still take ${name} on ${base.ref}, so a deployed one may hold it: merge and deploy what takes it out of them first, then run this again (--deployed says that this has happened); nothing has been written`,
  );
}

function firstStep(name: CanonicalName, drafts: readonly FileDraft[]): Intent {
  return {
    summary: `taken ${name} out of the buckets, while its values stay`,
    doing: `Take ${name} out of the buckets`,
    jobs: [],
    touched: [],
    drafts: () => drafts,
    next: (effects) => [
      ...withoutReaders(effects),
      ...deployOf(effects),
      `when that is deployed and nothing misses it, run fanout remove ${name} again: it then leaves the files`,
    ],
  };
}

function withoutReaders(effects: readonly BucketEffect[]): string[] {
  const lost = losses(effects);
  const targets = [...new Set(lost.flatMap((loss) => loss.lost))].sort();
  const buckets = [...new Set(lost.flatMap(({ buckets }) => buckets))].sort();
  return lost.length === 0
    ? []
    : [`deploy services that no longer read ${list(targets)} from ${list(buckets)}`];
}

function secondStep(context: CommandContext, ground: Ground, name: CanonicalName): Intent {
  const { workspace, environments } = ground;
  const holders = [...environments.values()].filter(
    (environment) => ownValue(environment, name) !== undefined,
  );
  return {
    summary: `removed ${name}`,
    doing: `Remove ${name} and its values`,
    jobs: [],
    touched: holders.filter((holder) => holder.protected).map((holder) => holder.name),
    drafts: () => [
      removedKey(canonicalPath, [], name),
      ...outOfMappings(workspace, name),
      ...outOfGlobs(workspace, name),
      ...holders.map(({ file }) => removedKey(file.file, ['values'], name)),
    ],
    next: () => [
      ...afterNames(context),
      'commit it: no entry changes',
      `revoke what it was at its provider, if nothing else uses it`,
    ],
  };
}

const removedKey = (file: string, map: readonly string[], name: string): FileDraft => ({
  file,
  edits: [{ do: 'remove', at: [...map, name] }],
  marks: [{ what: 'removed', name, at: [...map, name] }],
});
