import { createDiagnostic, Fault } from '../../diagnostics';
import { canonicalNamePattern } from '../../model';
import { own } from '../../plan';
import type { YamlData } from '../../values/map-edit';
import { canonicalPath } from '../../workspace/layout';
import type { CommandContext } from '../context';
import { refuseValues } from '../set-slot';
import { draftNames, placesFor } from './added-names';
import { type ChangeEdges, type ChangeOptions, changeFiles } from './change-files';
import { readGround, unknownEnvironments } from './ground';
import { afterNames } from './next-steps';
import { finishedFirst, type NamesResult, nothingDone } from './result';

export interface AddOptions extends ChangeOptions {
  /** As somebody typed it. */
  readonly name: string;
  /** What the canonical map is to say of it, in this order. */
  readonly entry: Readonly<Record<string, YamlData>>;
  /** Where it exists; empty for everywhere. */
  readonly environments: readonly string[];
}

/**
 * Adds a canonical name, with a place for its value in every environment's file that needs one.
 *
 * @throws Fault where what was typed as a name could hold a value, which is not shown
 */
export async function add(
  context: CommandContext,
  options: AddOptions,
  edges: Pick<ChangeEdges, 'confirm'>,
): Promise<NamesResult> {
  const { name, environments } = options;
  refuseValues([name], []);
  const read = await readGround(context, options);
  if ('ended' in read) return read.ended;
  const { ground } = read;
  const rule = 'a canonical name: A-Z, 0-9 and _, beginning with a letter';
  const misuse = [
    ...(canonicalNamePattern.test(name) ? [] : [createDiagnostic('invalid-name', { name, rule }, null)]),
    ...unknownEnvironments(ground, environments),
  ];
  if (misuse.length > 0) return { ...nothingDone, misuse, finished: ground.finished };
  if (own(ground.workspace.canonical.value, name) !== undefined)
    throw new Fault(
      `${finishedFirst(ground)}${name} stands in ${canonicalPath} already; nothing has been written`,
    );

  const places = placesFor(ground, options);
  const result = await changeFiles(
    context,
    ground,
    {
      summary: `added ${name}`,
      doing: `Add ${name}`,
      jobs: [],
      touched: places.filter((environment) => environment.protected).map((environment) => environment.name),
      drafts: () => draftNames(ground, [{ name, entry: entryOf(options), environments }]),
      // It waits for its values.
      expected: ['unset-value'],
      next: () => [
        ...places.map((environment) => `fanout set ${environment.name} ${name}`),
        ...afterNames(context),
        'commit it when it has its values: a bucket that is deployed is not written without one',
      ],
    },
    options,
    { ...edges, aws: noAws },
  );
  // Of the map nothing else is new.
  const typed = result.diagnostics.filter(
    ({ code, place }) => code === 'wrong-type' && place?.file === canonicalPath,
  );
  return typed.length > 0 ? { ...result, diagnostics: [], misuse: typed } : result;
}

const noAws = () => {
  throw new Error('Nothing is asked of AWS where a name is added');
};

function entryOf({ entry, environments }: AddOptions): YamlData {
  const all = { ...entry, ...(environments.length === 0 ? {} : { environments }) };
  return Object.keys(all).length === 0 ? null : all;
}
