import type { Bucket, BucketName, CanonicalName, Manifest, ownTags, TargetName } from '../model';
import type { ResolvedEnvironment } from './environments';
import { type ContentPart, describeParts, describeSource, describeText, fingerprintOf } from './fingerprint';
import type { Given } from './merge';
import { directName, isComputed, secretsOf } from './origin';
import type { BucketPlan, BucketStatus, EntryPlan, ValueSource } from './plan';
import { own, toRecord } from './record';
import { secretNameOf } from './secret-name';
import { applyFilters, type Builtin, type TemplatePart } from './template';

type Contents = ReadonlyMap<CanonicalName, ValueSource>;

/** Makes the plan of one bucket in one environment out of the targets that were chosen for it. */
export function planBucket(
  manifest: Manifest,
  name: BucketName,
  bucket: Bucket,
  environment: ResolvedEnvironment,
  chosen: readonly Given[],
): BucketPlan {
  const builtins = builtinsOf(manifest, name, environment);
  const sources = sourcesOf(environment, chosen);
  const unset = [...sources]
    .filter(([, source]) => source.kind === 'unset')
    .map(([each]) => each)
    .sort();
  const status = statusOf(sources, unset, chosen);
  const adopts = own(environment.file.value.adopt ?? {}, name);
  const { fingerprint, version } =
    status === 'ready' && adopts === undefined
      ? fingerprintOf(chosen.map((given) => [given.contribution.target, contentOf(given, sources, builtins)]))
      : { fingerprint: null, version: null };
  return {
    name,
    ...(bucket.description === undefined ? {} : { description: bucket.description }),
    secretName: secretNameOf(bucket.secretName ?? manifest.secretName, manifest.project, name, environment),
    status,
    unset,
    ...(adopts === undefined ? {} : { adopts }),
    fingerprint,
    version,
    tags: tagsOf(manifest, name, environment),
    entries: toRecord(
      chosen.map((given) => [given.contribution.target, entryOf(given, sources, builtins)] as const),
    ),
    excludeFromPreview: (bucket.excludeFromPreview ?? []).filter((target) =>
      chosen.some(({ contribution }) => contribution.target === target),
    ),
  };
}

/** What stands behind each name that the targets are made of; what is missing or refused counts as unset. */
function sourcesOf(environment: ResolvedEnvironment, chosen: readonly Given[]): Contents {
  const sources = new Map<CanonicalName, ValueSource>();
  for (const { contribution } of chosen) {
    for (const name of contribution.names) {
      if (sources.has(name)) continue;
      const source = environment.sourceOf(name);
      sources.set(name, typeof source === 'string' ? { kind: 'unset' } : source);
    }
  }
  return sources;
}

/**
 * A bucket is new only while it has secrets and none of them has a value: one that holds configuration alone could be live
 * already, so a value that is missing there makes it incomplete.
 */
function statusOf(
  sources: Contents,
  unset: readonly CanonicalName[],
  chosen: readonly Given[],
): BucketStatus {
  if (unset.length === 0) return 'ready';
  const secrets = new Set(chosen.flatMap(({ contribution: { origin } }) => secretsOf(origin)));
  const holdsOne = [...secrets].some((name) => sources.get(name)?.kind !== 'unset');
  return secrets.size > 0 && !holdsOne ? 'new' : 'incomplete';
}

function entryOf(given: Given, sources: Contents, builtins: Record<Builtin, string>): EntryPlan {
  const value = plainValueOf(given, sources, builtins);
  return value === undefined ? entryWithoutText(given) : { ...entryWithoutText(given), value };
}

/** The same object in every environment: most entries of a large plan are secrets. */
function entryWithoutText(given: Given): EntryPlan {
  let entry = entriesWithoutText.get(given);
  if (entry === undefined) {
    entry = { from: given.contribution.origin, layer: given.layer };
    entriesWithoutText.set(given, entry);
  }
  return entry;
}

const entriesWithoutText = new WeakMap<Given, EntryPlan>();

/** The text of a target that holds no secret and lacks no configuration. */
function plainValueOf(
  { contribution: { origin, template } }: Given,
  sources: Contents,
  builtins: Record<Builtin, string>,
): string | undefined {
  if (secretsOf(origin).length > 0) return undefined;
  if (!isComputed(origin)) {
    const source = sources.get(directName(origin));
    return source?.kind === 'config' ? source.value : undefined;
  }
  if (template === undefined) return undefined;
  const parts = contentParts(template, sources, builtins);
  return parts?.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

function contentOf(given: Given, sources: Contents, builtins: Record<Builtin, string>): string {
  const { origin, template, target } = given.contribution;
  if (!isComputed(origin)) {
    const name = directName(origin);
    return describeSource(name, collectedSource(sources, name, target));
  }
  const parts = contentParts(template ?? [], sources, builtins) ?? [];
  const [only] = parts;
  if (parts.length === 0) return describeText('');
  if (parts.length === 1 && typeof only === 'string') return describeText(only);
  if (parts.length === 1 && typeof only === 'object' && only.filters.length === 0) return only.secret;
  return describeParts(parts);
}

function collectedSource(sources: Contents, name: CanonicalName, target: TargetName): ValueSource {
  const source = sources.get(name);
  if (source === undefined) throw new Error(`The source of ${target} was not collected`);
  return source;
}

/** A computed value with everything known filled in and joined; undefined where configuration lacks a value. */
function contentParts(
  template: readonly TemplatePart[],
  sources: Contents,
  builtins: Record<Builtin, string>,
): ContentPart[] | undefined {
  const parts: ContentPart[] = [];
  const append = (text: string): void => {
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = last + text;
    else if (text !== '') parts.push(text);
  };
  for (const part of template) {
    if (part.kind === 'text') append(part.text);
    else if (part.kind === 'builtin') append(applyFilters(builtins[part.name], part.filters));
    else {
      const source = sources.get(part.name);
      if (source === undefined || source.kind === 'unset') return undefined;
      if (source.kind === 'config') append(applyFilters(source.value, part.filters));
      else parts.push({ secret: describeSource(part.name, source), filters: part.filters });
    }
  }
  // Terraform normalizes what it has joined, and each text of its own.
  return parts.map((part) => (typeof part === 'string' ? part.normalize('NFC') : part));
}

/** The values of the built-in names of templates. */
function builtinsOf(
  { project }: Pick<Manifest, 'project'>,
  bucket: BucketName,
  { name, region, account }: Pick<ResolvedEnvironment, 'name' | 'region' | 'account'>,
): Record<Builtin, string> {
  return { environment: name, region, account, project, bucket };
}

function tagsOf(
  { tags, project }: Manifest,
  bucket: BucketName,
  { name }: ResolvedEnvironment,
): Readonly<Record<string, string>> {
  const values: Record<(typeof ownTags)[number], string> = {
    Project: project,
    Environment: name,
    Bucket: bucket,
    ManagedBy: 'fanout',
  };
  return toRecord([...Object.entries(tags), ...Object.entries(values)].sort(([a], [b]) => (a < b ? -1 : 1)));
}
