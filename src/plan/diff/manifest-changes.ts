import type { Bucket, BucketName, Manifest, TargetName } from '../../model';
import { entriesOf, own } from '../record';
import type { Finding, ManifestField } from './change';
import { shownText } from './shown';
import type { Side } from './side';

/** What the manifest says that no target and no tag shows: the rules that buckets are held to, and what is let go. */
export function compareManifests(before: Side, after: Side): Finding[] {
  const was = before.workspace.manifest.value;
  const is = after.workspace.manifest.value;
  const workspaceWide = compareFields(factsOf(was), factsOf(is));
  const ofBuckets = entriesOf(is.buckets).flatMap(([name, bucket]) => {
    const old = own(was.buckets, name);
    return old === undefined ? [] : compareFields(factsOfBucket(name, old), factsOfBucket(name, bucket));
  });
  return [...workspaceWide, ...ofBuckets];
}

/** A fact of the manifest that can be there or not. */
interface Fact {
  readonly field: ManifestField;
  readonly bucket: BucketName | null;
  readonly target: TargetName | null;
  readonly text: string;
}

function compareFields(was: readonly Fact[], is: readonly Fact[]): Finding[] {
  const old = new Map(was.map((fact) => [keyOf(fact), fact]));
  const now = new Map(is.map((fact) => [keyOf(fact), fact]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): Finding[] => {
    const from = old.get(key);
    const to = now.get(key);
    const about = to ?? from;
    if (about === undefined || from?.text === to?.text) return [];
    const { field, bucket, target } = about;
    const texts = { from: shownText(from?.text), to: shownText(to?.text) };
    return [{ gist: { kind: 'manifest-changed', field, bucket, target, ...texts }, ...consequences[field] }];
  });
}

const keyOf = ({ field, bucket, target }: Fact): string => JSON.stringify([field, bucket, target]);

function factsOf({ project, publicPrefixes, retired, foundation }: Manifest): Fact[] {
  const fact = (field: ManifestField, text: string): Fact => ({ field, bucket: null, target: null, text });
  return [
    fact('project', project),
    fact('publicPrefixes', [...publicPrefixes].sort().join(', ')),
    ...(retired.length === 0 ? [] : [fact('retired', [...retired].sort().join(', '))]),
    ...(foundation.backend === undefined ? [] : [fact('foundation', JSON.stringify(foundation.backend))]),
  ];
}

function factsOfBucket(bucket: BucketName, { allowReserved = {}, include, nested }: Bucket): Fact[] {
  const reasons = (field: ManifestField, record: Readonly<Record<TargetName, string>>): Fact[] =>
    entriesOf(record).map(([target, text]) => ({ field, bucket, target, text }));
  return [
    ...reasons('allowReserved', allowReserved),
    ...include.flatMap(({ override = {} }) => reasons('override', override)),
    ...(nested === undefined ? [] : [{ field: 'nested' as const, bucket, target: null, text: nested }]),
  ];
}

const consequences: Record<ManifestField, Pick<Finding, 'weight' | 'warning'>> = {
  project: {
    weight: 'loss',
    warning:
      'It is part of what every ciphertext is bound to, and of the names of keys: every value has to be set again, under new keys.',
  },
  publicPrefixes: { weight: 'access' },
  allowReserved: { weight: 'access' },
  override: { weight: 'access' },
  retired: {
    weight: 'loss',
    warning: 'Its key is let go: every value that is encrypted under it is lost with it.',
  },
  foundation: {
    weight: 'loss',
    warning: 'The state of the keys has to move with it (terraform init -migrate-state).',
  },
  nested: {},
};
