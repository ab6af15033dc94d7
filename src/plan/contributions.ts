import { compareText, type Place } from '../diagnostics';
import type { BucketName, CanonicalName, Layer, Mapping, MappingName, TargetName } from '../model';
import type { SourceFile, Workspace, YamlPath } from '../workspace/workspace';
import { matcher } from './globs';
import type { LayerName, Origin } from './plan';
import { entriesOf, own } from './record';
import { parseTemplate, type TemplatePart, templateNames } from './template';

/** One target that a layer gives to a bucket, whatever the environment. */
export interface Contribution {
  readonly target: TargetName;
  readonly origin: Origin;
  /** The canonical names that its value is made from. */
  readonly names: readonly CanonicalName[];
  /** The parts of a computed value. */
  readonly template?: readonly TemplatePart[];
  /** Whether it is left out where its name has no value. */
  readonly optional: boolean;
  /** Where the target is written. */
  readonly at: () => Place;
}

export interface LayerContributions {
  readonly index: number;
  readonly name: LayerName;
  readonly layer: Layer;
  readonly contributions: readonly Contribution[];
}

/** What each layer of each bucket gives, in the order of `include`. References to nothing are left out. */
export function contributionsOf(
  workspace: Workspace,
): ReadonlyMap<BucketName, readonly LayerContributions[]> {
  const reader = new ContributionReader(workspace);
  return new Map(
    entriesOf(workspace.manifest.value.buckets).map(([bucket, { include }]) => [
      bucket,
      include.map((layer, index) => reader.read(bucket, layer, index)),
    ]),
  );
}

class ContributionReader {
  readonly #origins = new Map<CanonicalName, Origin>();
  readonly #mappings = new Map<MappingName, readonly Contribution[]>();
  #originals: readonly Contribution[] | undefined;

  constructor(private readonly workspace: Workspace) {}

  read(bucket: BucketName, layer: Layer, index: number): LayerContributions {
    const path = ['buckets', bucket, 'include', index];
    if ('originals' in layer) {
      return { index, layer, name: 'originals', contributions: filtered(layer, this.#allOriginals()) };
    }
    if ('mapping' in layer) {
      const contributions = filtered(layer, this.#mapping(layer.mapping));
      return { index, layer, name: `mapping:${layer.mapping}`, contributions };
    }
    return { index, layer, name: 'values', contributions: filtered(layer, this.#values(layer.values, path)) };
  }

  #origin(name: CanonicalName): Origin | undefined {
    let origin = this.#origins.get(name);
    if (origin === undefined) {
      const entry = own(this.workspace.canonical.value, name);
      if (entry === undefined) return undefined;
      origin = entry.kind === 'config' ? { config: name } : { secret: name };
      this.#origins.set(name, origin);
    }
    return origin;
  }

  #allOriginals(): readonly Contribution[] {
    const { canonical } = this.workspace;
    this.#originals ??= sortedEntries(canonical.value).flatMap(([name]) => {
      const origin = this.#origin(name);
      const target = name as string as TargetName;
      return origin === undefined
        ? []
        : [{ target, origin, names: [name], optional: false, at: () => canonical.at([name]) }];
    });
    return this.#originals;
  }

  #mapping(name: MappingName): readonly Contribution[] {
    let contributions = this.#mappings.get(name);
    if (contributions === undefined) {
      const file = this.workspace.mappings.get(name);
      contributions = file === undefined ? [] : this.#mappingContributions(file);
      this.#mappings.set(name, contributions);
    }
    return contributions;
  }

  #mappingContributions(file: SourceFile<Mapping>): Contribution[] {
    return sortedEntries(file.value).flatMap(([name, entry]) => {
      const origin = this.#origin(name);
      if (origin === undefined) return [];
      const nested = typeof entry === 'object' && 'to' in entry;
      const to = nested ? entry.to : entry;
      const optional = nested && entry.optional;
      const path: YamlPath = nested ? [name, 'to'] : [name];
      return typeof to === 'string'
        ? [{ target: to, origin, names: [name], optional, at: () => file.at([name]) }]
        : to.map((target, index) => ({
            target,
            origin,
            names: [name],
            optional,
            at: () => file.at([...path, index]),
          }));
    });
  }

  #values(values: Readonly<Record<TargetName, string>>, path: YamlPath): Contribution[] {
    const { canonical, manifest } = this.workspace;
    return sortedEntries(values).flatMap(([target, template]) => {
      const { parts, faults } = parseTemplate(template);
      const names = templateNames(parts);
      const known = names.map((name) => own(canonical.value, name)?.kind);
      if (faults.length > 0 || known.includes(undefined)) return [];
      const origin: Origin = {
        template,
        secrets: names.filter((_, index) => known[index] === 'secret'),
        config: names.filter((_, index) => known[index] === 'config'),
      };
      const at = (): Place => manifest.at([...path, 'values', target]);
      return [{ target, origin, names, template: parts, optional: false, at }];
    });
  }
}

/** `only` keeps what is made of a matching name, `except` drops it; a literal, made of no name, is not touched. */
function filtered(layer: Layer, contributions: readonly Contribution[]): readonly Contribution[] {
  const { only, except } = layer;
  if (only === undefined && except === undefined) return contributions;
  const kept = only === undefined ? () => true : matcher(only);
  const dropped = matcher(except ?? []);
  return contributions.filter(
    ({ names }) => names.length === 0 || (names.some(kept) && !names.some((name) => dropped(name))),
  );
}

/** In code unit order, so that not even what collides depends on the order of keys. */
function sortedEntries<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  return entriesOf(record).sort(([a], [b]) => compareText(a, b));
}
