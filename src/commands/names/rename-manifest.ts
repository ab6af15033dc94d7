import { Fault, quote } from '../../diagnostics';
import type { Bucket, BucketName, CanonicalName, Layer } from '../../model';
import { entriesOf, type FanOutPlan, own } from '../../plan';
import { matcher } from '../../plan/globs';
import { renamedInTemplate } from '../../plan/template';
import type { MapEdit } from '../../values/map-edit';
import type { Workspace, YamlPath } from '../../workspace';
import type { FileDraft, Mark } from './draft';

interface Renaming {
  readonly from: CanonicalName;
  readonly to: CanonicalName;
  /** Whether buckets that expose the name itself go on exposing the old one as well. */
  readonly keepTargets: boolean;
}

/**
 * What of the manifest names a canonical name: globs, templates, and targets that are the name itself.
 *
 * @throws Fault where a layer would take in something else under the new name
 */
export function renameInManifest(
  { manifest: { file, value }, canonical }: Workspace,
  plan: FanOutPlan,
  renaming: Renaming,
): FileDraft[] {
  const others = (Object.keys(canonical.value) as CanonicalName[]).filter((name) => name !== renaming.from);
  const steps = entriesOf(value.buckets).flatMap(([name, bucket]) => {
    const exposes = exposesItself(plan, name, renaming.from);
    return [
      ...bucket.include.flatMap((layer, index) =>
        ofLayer(layer, ['buckets', name, 'include', index], { ...renaming, others }, exposes),
      ),
      ...(exposes ? ofTargets(bucket, ['buckets', name], renaming) : []),
    ];
  });
  if (steps.length === 0) return [];
  const marks = steps.map(({ at }): Mark => ({ what: 'changed', name: renaming.to, at }));
  return [{ file, edits: steps.map(({ edit }) => edit), marks }];
}

interface Step {
  readonly edit: MapEdit;
  /** Where it is seen when all is done. */
  readonly at: YamlPath;
}

/** Whether the name is a target of its own in a bucket, in any environment. */
function exposesItself({ environments }: FanOutPlan, bucket: BucketName, name: string): boolean {
  return entriesOf(environments).some(([, { buckets }]) => {
    const entries = own(buckets, bucket)?.entries;
    return entries !== undefined && own(entries, name)?.layer === 'originals';
  });
}

interface RenamingBeside extends Renaming {
  /** Every other canonical name. */
  readonly others: readonly CanonicalName[];
}

function ofLayer(layer: Layer, path: YamlPath, renaming: RenamingBeside, exposes: boolean): Step[] {
  const { from, to } = renaming;
  const globs = (['only', 'except'] as const).flatMap((filter) =>
    ofGlobs(layer[filter] ?? [], [...path, filter], renaming),
  );
  if ('values' in layer) {
    const templates = entriesOf(layer.values).flatMap(([target, template]) =>
      written([...path, 'values', target], template, renamedInTemplate(template, from, to)),
    );
    return [...globs, ...templates];
  }
  if (!('originals' in layer) || !exposes || own(layer.override ?? {}, from) === undefined) return globs;
  return [...globs, renamedKey([...path, 'override'], from, to)];
}

/**
 * What the globs of a list matched, they match again, and nothing else: one that is left without a match becomes the name itself.
 *
 * @throws Fault where the new name is matched and the old one was not
 */
function ofGlobs(globs: readonly string[], at: YamlPath, { from, to, others }: RenamingBeside): Step[] {
  const renamed = globs.map((glob) => {
    const is = renamedInGlob(glob, from, to);
    return matcher([glob])(from) && ![to, ...others].some(matcher([is])) ? to : is;
  });
  const steps = globs.flatMap((glob, index) => written([...at, index], glob, renamed[index] ?? glob));
  const matched = matcher(globs)(from);
  if (matched === matcher(renamed)(to)) return steps;
  if (!matched)
    throw otherwiseMatched(
      at,
      renamed.filter((glob) => matcher([glob])(to)),
      to,
    );
  return [...steps, { edit: { do: 'append', at, value: to }, at: [...at, globs.length] }];
}

/** The layer would take the name in, or leave it out, as it did not before; a list of globs has no way to say otherwise. */
function otherwiseMatched([, bucket, , , filter]: YamlPath, globs: readonly string[], to: string): Fault {
  const lists = globs.map(quote).join(', ');
  return new Fault(
    `${to} would be matched by "${filter}" of bucket ${bucket} (${lists}), and the old name is not; nothing has been written: list there the names that are meant, or choose another name`,
  );
}

function written(at: YamlPath, was: string, is: string): Step[] {
  return was === is ? [] : [{ edit: { do: 'write', at, text: is }, at }];
}

const renamedKey = (map: YamlPath, from: string, to: string): Step => ({
  edit: { do: 'rename', at: [...map, from], to },
  at: [...map, to],
});

/** The name itself, or one of the alternatives in braces. */
function renamedInGlob(glob: string, from: string, to: string): string {
  return glob === from ? to : glob.replace(new RegExp(`(?<=[{,])${from}(?=[,}])`, 'g'), to);
}

/** What a bucket says of its own target of this name. */
function ofTargets(bucket: Bucket, path: YamlPath, { from, to, keepTargets }: Renaming): Step[] {
  const previews = [...(bucket.excludeFromPreview ?? []).entries()]
    .filter(([, target]) => (target as string) === from)
    .map(([index]): Step => {
      const list = [...path, 'excludeFromPreview'];
      const at = [...list, index];
      // A preview must set both for itself.
      return keepTargets
        ? { edit: { do: 'append', at: list, value: to }, at }
        : { edit: { do: 'write', at, text: to }, at };
    });
  const reserved = own(bucket.allowReserved ?? {}, from);
  return [
    ...previews,
    ...(reserved === undefined || keepTargets ? [] : [renamedKey([...path, 'allowReserved'], from, to)]),
    ...(keepTargets ? [kept(bucket, path, from, to)] : []),
  ];
}

/** The old target as a computed value that is the new name alone. */
function kept({ include }: Bucket, path: YamlPath, from: string, to: string): Step {
  const list = [...path, 'include'];
  const index = include.findIndex(
    (layer) => 'values' in layer && layer.only === undefined && layer.except === undefined,
  );
  const template = `{${to}}`;
  if (index === -1) {
    const at = [...list, include.length];
    return { edit: { do: 'append', at: list, value: { values: { [from]: template } } }, at };
  }
  const values = [...list, index, 'values'];
  return { edit: { do: 'add', at: values, key: from, value: template }, at: [...values, from] };
}
