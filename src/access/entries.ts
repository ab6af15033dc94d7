import { parameterArn } from '../model/arn';
import type { UpstreamReference } from '../plan';
import type { AccessEnvironment } from './scope';
import { entryNamesOf } from './scope';

/** Where entries are looked for: `*` for the region takes in replicas, which keep name and tags. */
export interface EntryPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** An entry's ARN is its name, a hyphen and six characters; `-*` would also take in `NAME-v2`. */
export const entryArn = ({ partition, region, account }: EntryPlace, name: string): string =>
  `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`;

/** Every entry whose name begins with a path that ends in a slash. */
const entriesBelow = ({ partition, region, account }: EntryPlace, path: string): string =>
  `arn:${partition}:secretsmanager:${region}:${account}:secret:${path}*`;

/** Every entry there. */
export const entriesIn = (place: EntryPlace): string => entriesBelow(place, '');

export const inEveryRegion = (place: EntryPlace): EntryPlace => ({ ...place, region: '*' });

/**
 * Patterns that take in every entry of an environment and no other one: its path where its names have one of their
 * own, which takes in buckets to come as well; else each entry by name.
 */
export function entriesOfEnvironment(
  project: string,
  environment: AccessEnvironment,
  place: EntryPlace = environment,
): readonly string[] {
  const patterns = entryNamesOf(environment).map((name) => {
    const path = ownPath(project, environment.name, name);
    return path === undefined ? entryArn(place, name) : entriesBelow(place, path);
  });
  return [...new Set(patterns)];
}

/** The beginning of a name up to both the project and the environment as whole parts of a path. */
function ownPath(project: string, environment: string, name: string): string | undefined {
  const parts = name.split('/').slice(0, -1);
  const last = Math.max(parts.indexOf(project), parts.indexOf(environment));
  return parts.includes(project) && parts.includes(environment)
    ? `${parts.slice(0, last + 1).join('/')}/`
    : undefined;
}

/** The ARN, or a pattern of it, of an entry that is filled elsewhere. */
export function upstreamEntryArn(id: string, place: EntryPlace): string {
  if (!id.startsWith('arn:')) return entryArn(place, id);
  return /-[A-Za-z0-9]{6}$/.test(id) ? id : `${id}-??????`;
}

/** What an environment's values are read from, as ARNs. */
export function upstreamOf(
  { references }: { readonly references: readonly UpstreamReference[] },
  place: EntryPlace,
): { readonly entries: readonly string[]; readonly parameters: readonly string[] } {
  return {
    entries: references.flatMap((each) =>
      'secretsManager' in each ? [upstreamEntryArn(each.secretsManager, place)] : [],
    ),
    parameters: references.flatMap((each) => ('ssm' in each ? [parameterArn(each.ssm, place)] : [])),
  };
}

/** The parameters that an environment's values are read from. */
export const parameterArnsOf = (environment: AccessEnvironment): readonly string[] =>
  upstreamOf(environment, environment).parameters;
