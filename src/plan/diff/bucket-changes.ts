import { type BucketName, type CanonicalName, ownTags } from '../../model';
import type { BucketPlan } from '../plan';
import { entriesOf, own } from '../record';
import type { Finding, Reach } from './change';
import { secretsIn } from './reach';
import { shownText } from './shown';
import { type Both, knows, type Side } from './side';

/** What has happened to the buckets of an environment as such: theirs is an entry in Secrets Manager each. */
export function compareBuckets(pair: Both, before: Side): Finding[] {
  const environment = pair.name;
  const findings: Finding[] = [];
  for (const [bucket, is] of entriesOf(pair.after.buckets)) {
    const was = own(pair.before.buckets, bucket);
    if (was === undefined) findings.push({ ...addedBucket(is, before), environment });
    else findings.push(...changedBucket(pair, was, is));
  }
  for (const [bucket, was] of entriesOf(pair.before.buckets)) {
    if (own(pair.after.buckets, bucket) !== undefined) continue;
    findings.push({
      gist: { kind: 'bucket-removed', bucket, secretName: shownText(was.secretName) ?? '' },
      environment,
      reach: [reachOfBucket(was)],
      weight: 'loss',
      warning: deletionWarning,
    });
  }
  return findings;
}

const deletionWarning =
  'The deploy schedules its entry for deletion, and what still reads it fails. Take its readers away first; in a protected environment an administrator retires it.';

function addedBucket(is: BucketPlan, before: Side): Finding {
  const gained: CanonicalName[] = [...secretsIn(is)].filter((name) => knows(before, name)).sort();
  return {
    gist: {
      kind: 'bucket-added',
      bucket: is.name,
      secretName: shownText(is.secretName) ?? '',
      status: is.status,
      gained,
    },
    reach: [reachOfBucket(is)],
    ...(gained.length > 0 ? { weight: 'access' } : {}),
  };
}

function changedBucket(pair: Both, was: BucketPlan, is: BucketPlan): Finding[] {
  const bucket: BucketName = is.name;
  const about = { environment: pair.name, reach: [{ bucket, targets: [] }] };
  const findings: Finding[] = [];
  if (was.status !== is.status) {
    findings.push({
      ...about,
      gist: { kind: 'status-changed', bucket, from: was.status, to: is.status, unset: is.unset },
      ...(is.status === 'incomplete' || was.status === 'ready' ? { weight: 'loss' } : {}),
    });
  }
  if (is.adopts !== undefined && was.adopts !== is.adopts)
    findings.push({ ...about, gist: { kind: 'entry-adopted', bucket } });
  if (was.adopts !== undefined && is.adopts === undefined) {
    const warning =
      'From this deploy on the entry has the keys, the tags and the policy of the plan; what stands in it becomes AWSPREVIOUS.';
    findings.push({ ...about, gist: { kind: 'entry-taken-over', bucket }, weight: 'loss', warning });
  }
  // Under another environment, every entry has another name and other tags of ours.
  if (was.secretName !== is.secretName && pair.before.name === pair.after.name) {
    const names = { from: shownText(was.secretName), to: shownText(is.secretName) };
    findings.push({
      ...about,
      gist: { kind: 'entry-renamed', bucket, ...names },
      weight: 'loss',
      warning:
        'A new entry is made and the old one is scheduled for deletion: what reads it by name has to be deployed with the new one.',
    });
  }
  const excluded = is.excludeFromPreview.filter((target) => !was.excludeFromPreview.includes(target));
  const included = was.excludeFromPreview.filter((target) => !is.excludeFromPreview.includes(target));
  if (excluded.length + included.length > 0)
    findings.push({ ...about, gist: { kind: 'preview-changed', bucket, excluded, included } });
  return findings;
}

/** Tags that people chose; one that changes everywhere is one change. */
export function compareTags(pair: Both): Finding[] {
  const changes = new Map<string, { readonly finding: Finding; readonly reach: Reach[] }>();
  for (const [bucket, is] of entriesOf(pair.after.buckets)) {
    const was = own(pair.before.buckets, bucket);
    if (was === undefined) continue;
    for (const tag of new Set([...Object.keys(was.tags), ...Object.keys(is.tags)])) {
      const from = own(was.tags, tag);
      const to = own(is.tags, tag);
      if (from === to || (ownTags as readonly string[]).includes(tag)) continue;
      const gist = {
        kind: 'tag-changed',
        tag,
        from: shownText(from),
        to: shownText(to),
      } as const;
      const key = JSON.stringify(gist);
      const change = changes.get(key) ?? { finding: { gist, environment: pair.name }, reach: [] };
      changes.set(key, change);
      change.reach.push({ bucket, targets: [] });
    }
  }
  return [...changes.values()].map(({ finding, reach }) => ({ ...finding, reach }));
}

const reachOfBucket = ({ name, entries }: BucketPlan): Reach => ({
  bucket: name,
  targets: entriesOf(entries).map(([target]) => target),
});
