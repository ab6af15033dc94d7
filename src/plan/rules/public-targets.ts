import { createDiagnostic } from '../../diagnostics';
import type { CanonicalName } from '../../model';
import { isComputed, secretsOf } from '../origin';
import { entriesOf, own } from '../record';
import type { Rule } from './rule';

/** `public-leak`: a target that browsers will load, fed by a secret that is not for everybody. */
export const publicLeak: Rule = ({ workspace: { manifest, canonical }, reach }) =>
  [...reach].flatMap(([{ target, origin, at }, buckets]) => {
    if (!manifest.value.publicPrefixes.some((prefix) => target.startsWith(prefix))) return [];
    const secrets = secretsOf(origin).filter((name) => !(own(canonical.value, name)?.public ?? false));
    if (secrets.length === 0) return [];
    const related = secrets.map((name) => ({
      place: canonical.at([name]),
      message: `${name} is a secret, and not public`,
    }));
    return [
      createDiagnostic('public-leak', { target, secrets, buckets: [...buckets].sort() }, at(), { related }),
    ];
  });

/** `public-name`: beside public targets, one that could be public but lacks the prefix. */
export const publicName: Rule = ({ workspace: { manifest, canonical }, layers, reach }) =>
  entriesOf(manifest.value.buckets).flatMap(([bucket]) => {
    const given = (layers.get(bucket) ?? [])
      .flatMap(({ contributions }) => contributions)
      .filter((contribution) => reach.get(contribution)?.has(bucket));
    const prefixOf = (target: string): string | undefined =>
      manifest.value.publicPrefixes.find((prefix) => target.startsWith(prefix));
    const prefix = given.map(({ target }) => prefixOf(target)).find((each) => each !== undefined);
    if (prefix === undefined) return [];
    const isPublic = (name: CanonicalName): boolean => own(canonical.value, name)?.public ?? false;
    return given.flatMap(({ target, origin, at }) => {
      const mayBePublic = !isComputed(origin) && secretsOf(origin).every(isPublic);
      return mayBePublic && prefixOf(target) === undefined
        ? [createDiagnostic('public-name', { target, bucket, prefix }, at())]
        : [];
    });
  });
