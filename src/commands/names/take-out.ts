import { Fault, list } from '../../diagnostics';
import type { Bucket, BucketName, CanonicalName, Layer, TargetName } from '../../model';
import { entriesOf, own } from '../../plan';
import type { LayerContributions } from '../../plan/contributions';
import { matcher } from '../../plan/globs';
import { parseTemplate } from '../../plan/template';
import type { MapEdit } from '../../values/map-edit';
import type { Workspace } from '../../workspace';
import type { FileDraft, Mark } from './draft';

type Layers = ReadonlyMap<BucketName, readonly LayerContributions[]>;
type Path = readonly (string | number)[];

/** The buckets that take a name in, in any environment. */
export function takersOf(layers: Layers, name: CanonicalName): BucketName[] {
  return [...layers]
    .filter(([, given]) =>
      given.some(({ contributions }) => contributions.some(({ names }) => names.includes(name))),
    )
    .map(([bucket]) => bucket);
}

/** The lines of mappings that a name has: all of them, also where no bucket takes the mapping. */
export function outOfMappings({ mappings }: Workspace, name: CanonicalName): FileDraft[] {
  return [...mappings.values()]
    .filter(({ value }) => own(value, name) !== undefined)
    .map(({ file }) => ({
      file,
      edits: [{ do: 'remove', at: [name] }],
      marks: [{ what: 'removed', name, at: [name] }],
    }));
}

/**
 * Takes a name out of the layers of all buckets, and out of what the buckets say of the targets that go with it.
 *
 * @throws Fault where a computed value, or a whole layer, hangs on it: what becomes of those is not ours to say
 */
export function outOfBuckets(
  { manifest, canonical }: Workspace,
  layers: Layers,
  name: CanonicalName,
): FileDraft[] {
  const isOnlyFor = globsOnlyFor(name, Object.keys(canonical.value));
  const steps = [...layers].flatMap(([bucket, given]) => {
    const taking = given.filter(({ contributions }) =>
      contributions.some(({ names }) => names.includes(name)),
    );
    const written = own(manifest.value.buckets, bucket);
    if (taking.length === 0 || written === undefined) return [];
    const gone = targetsGone(given, name, given.length);
    return [
      ...taking.flatMap((layer) => ofLayer(bucket, layer, name, isOnlyFor)),
      ...written.include.flatMap(({ override = {} }, index) =>
        ofKeys(
          Object.keys(override),
          ['buckets', bucket, 'include', index],
          'override',
          targetsGone(given, name, index),
        ),
      ),
      ...ofTargets(written, ['buckets', bucket], gone),
    ];
  });
  if (steps.length === 0) return [];
  // What is removed is told of where it stood, what is added where it stands.
  const marks = steps.map(
    ({ edit, at }): Mark => ({ what: edit.do === 'remove' ? 'removed' : 'changed', name, at }),
  );
  return [{ file: manifest.file, edits: steps.map(({ edit }) => edit), marks }];
}

interface Step {
  readonly edit: MapEdit;
  readonly at: Path;
}

const removal = (at: Path): Step => ({ edit: { do: 'remove', at }, at });

/** Targets of a bucket that the name gives, and that nothing else in the layers up to an index does. */
function targetsGone(
  given: readonly LayerContributions[],
  name: CanonicalName,
  before: number,
): ReadonlySet<TargetName> {
  const all = given.flatMap(({ contributions, index }) => contributions.map((each) => ({ ...each, index })));
  const left = new Set(
    all.filter(({ names, index }) => !names.includes(name) && index < before).map(({ target }) => target),
  );
  return new Set(
    all.filter(({ names, target }) => names.includes(name) && !left.has(target)).map(({ target }) => target),
  );
}

function ofLayer(
  bucket: BucketName,
  { layer, index, contributions }: LayerContributions,
  name: CanonicalName,
  isOnlyFor: IsOnlyFor,
): Step[] {
  const path = ['buckets', bucket, 'include', index];
  if ('mapping' in layer) return [];
  if ('values' in layer) {
    const taking = contributions.filter(({ names }) => names.includes(name)).map(({ target }) => target);
    return outOfValues(bucket, layer.values, taking, [...path, 'values']);
  }
  return outOfOriginals(bucket, layer, name, isOnlyFor, path);
}

function outOfValues(
  bucket: BucketName,
  values: Readonly<Record<TargetName, string>>,
  taking: readonly TargetName[],
  path: Path,
): Step[] {
  const made = taking.filter((target) => parseTemplate(own(values, target) ?? '').parts.length > 1);
  if (made.length > 0) {
    throw new Fault(
      `${list(made)} in bucket ${bucket} ${made.length === 1 ? 'is' : 'are'} made from it and from more: change or remove ${made.length === 1 ? 'that template' : 'those templates'} in fanout.yaml first; nothing has been written`,
    );
  }
  if (taking.length === entriesOf(values).length) throw lastOf(bucket);
  return taking.map((target) => removal([...path, target]));
}

function outOfOriginals(
  bucket: BucketName,
  { only, except }: Layer,
  name: CanonicalName,
  isOnlyFor: IsOnlyFor,
  path: Path,
): Step[] {
  const listed = indexesOf(only, isOnlyFor);
  if (only !== undefined && listed.length === only.length) throw lastOf(bucket);
  const steps = listed.map((index) => removal([...path, 'only', index]));
  const left = only?.filter((glob) => !isOnlyFor(glob)) ?? ['*'];
  if (!matcher(left)(name)) return steps;
  if (except !== undefined)
    return [
      ...steps,
      {
        edit: { do: 'append', at: [...path, 'except'], value: name },
        at: [...path, 'except', except.length],
      },
    ];
  return [...steps, { edit: { do: 'add', at: path, key: 'except', value: [name] }, at: [...path, 'except'] }];
}

const lastOf = (bucket: BucketName): Fault =>
  new Fault(
    `A layer of bucket ${bucket} takes in nothing else: remove that layer from fanout.yaml first; nothing has been written`,
  );

/** Whether a glob is the name itself, or matches nothing else: when the name is gone, it matches nothing. */
type IsOnlyFor = (glob: string) => boolean;

function globsOnlyFor(name: CanonicalName, names: readonly string[]): IsOnlyFor {
  const others = names.filter((each) => each !== name) as CanonicalName[];
  return (glob) => {
    const isMatch = matcher([glob]);
    return isMatch(name) && !others.some(isMatch);
  };
}

/** The last one first, so that those before it keep their places. */
function indexesOf(items: readonly string[] | undefined, isMeant: (item: string) => boolean): number[] {
  return [...(items ?? []).entries()]
    .filter(([, item]) => isMeant(item))
    .map(([index]) => index)
    .reverse();
}

function ofTargets(bucket: Bucket, path: Path, gone: ReadonlySet<TargetName>): Step[] {
  const { excludeFromPreview = [], allowReserved = {} } = bucket;
  const listed = [...gone]
    .flatMap((target) => indexesOf(excludeFromPreview, (each) => each === target))
    .sort((a, b) => b - a);
  const key = [...path, 'excludeFromPreview'];
  return [
    ...(listed.length > 0 && listed.length === excludeFromPreview.length
      ? [removal(key)]
      : listed.map((index) => removal([...key, index]))),
    ...ofKeys(Object.keys(allowReserved), path, 'allowReserved', gone),
  ];
}

/** A map of targets goes as a whole where none is left in it. */
function ofKeys(keys: readonly string[], path: Path, field: string, gone: ReadonlySet<string>): Step[] {
  const leaving = keys.filter((key) => gone.has(key));
  if (leaving.length > 0 && leaving.length === keys.length) return [removal([...path, field])];
  return leaving.map((key) => removal([...path, field, key]));
}

/** The globs that match nothing when the name is gone. */
export function outOfGlobs({ manifest, canonical }: Workspace, name: CanonicalName): FileDraft[] {
  const isOnlyFor = globsOnlyFor(name, Object.keys(canonical.value));
  const steps = entriesOf(manifest.value.buckets).flatMap(([bucket, { include }]) =>
    include.flatMap((layer, index) =>
      (['only', 'except'] as const).flatMap((filter) => {
        const path = ['buckets', bucket, 'include', index, filter];
        const listed = indexesOf(layer[filter], isOnlyFor);
        if (listed.length === 0 || listed.length < (layer[filter]?.length ?? 0))
          return listed.map((at) => removal([...path, at]));
        // Without it the layer would take in everything.
        if (filter === 'only') throw lastOf(bucket);
        return [removal(path)];
      }),
    ),
  );
  if (steps.length === 0) return [];
  return [
    {
      file: manifest.file,
      edits: steps.map(({ edit }) => edit),
      marks: steps.map(({ at }) => ({ what: 'removed', name, at })),
    },
  ];
}
