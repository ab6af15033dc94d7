import type { CanonicalName } from '../../model';
import type { CommandContext } from '../context';
import { draftNames } from '../names/added-names';
import { changeFiles } from '../names/change-files';
import { readGround } from '../names/ground';
import type { NamesResult } from '../names/result';
import type { Kind } from './guess-kind';

/**
 * Gives names to the canonical map, and to every environment a place for their values: all of the files or none. Whoever
 * calls has asked already.
 *
 * @throws Fault where a file cannot be edited
 */
export async function addNames(
  context: CommandContext,
  names: readonly { readonly name: CanonicalName; readonly kind: Kind }[],
  dryRun: boolean,
): Promise<NamesResult> {
  const read = await readGround(context, { dryRun });
  if ('ended' in read) return read.ended;
  const { ground } = read;
  const added = names.map(({ name, kind }) => ({
    name,
    entry: kind === 'config' ? { kind } : null,
    environments: [],
  }));
  const what = `${names.length} names`;
  return changeFiles(
    context,
    ground,
    {
      summary: `added ${what}`,
      doing: `Add ${what}`,
      jobs: [],
      touched: [],
      drafts: () => draftNames(ground, added),
      // They wait for their values: here for a moment, elsewhere for somebody to set them.
      expected: ['unset-value'],
      next: () => [],
    },
    { dryRun, yes: true },
    { confirm: null, aws: noAws },
  );
}

const noAws = () => {
  throw new Error('Nothing is asked of AWS where names are added');
};
