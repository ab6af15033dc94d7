import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { BucketName } from '../../model';
import type { ResolvedEnvironment } from '../environments';
import type { Facts } from '../facts';
import { entryNames } from '../outlines';
import { entriesOf } from '../record';
import type { Rule } from './rule';

interface OwnEntry {
  readonly bucket: BucketName;
  readonly environment: ResolvedEnvironment;
  readonly secretName: string;
}

/** Every entry that this workspace makes, over all environments. */
export function ownEntries({
  workspace,
  environments,
}: Pick<Facts, 'workspace' | 'environments'>): OwnEntry[] {
  const manifest = workspace.manifest.value;
  return [...environments.values()].flatMap((environment) =>
    entriesOf(entryNames(manifest, environment)).map(([bucket, secretName]) => ({
      bucket,
      environment,
      secretName,
    })),
  );
}

/** `own-entry-reference`: a reference to an entry that this workspace writes: it would be made from itself. */
export const ownEntryReference: Rule = (facts) => {
  const entries = ownEntries(facts);
  return [...facts.plannedFiles].flatMap((file) =>
    entriesOf(file.value.values).flatMap(([name, value]): Diagnostic[] => {
      if (value === null || typeof value === 'string' || !('secretsManager' in value)) return [];
      const entry = entries.find((each) => refersTo(value.secretsManager, each));
      if (entry === undefined) return [];
      return [
        createDiagnostic(
          'own-entry-reference',
          { name, entry: entry.secretName, bucket: entry.bucket, environment: entry.environment.name },
          file.at(['values', name]),
        ),
      ];
    }),
  );
};

/** Whether a name, an ARN or an ARN without its six random characters means this entry. */
function refersTo(id: string, { secretName, environment: { account, region } }: OwnEntry): boolean {
  const arn = /^arn:[^:]+:secretsmanager:([^:]*):([^:]*):secret:(.+)$/.exec(id);
  if (arn === null) return id === secretName;
  const [, ofRegion, ofAccount, name = ''] = arn;
  const isNamed = name === secretName || name.replace(/-[A-Za-z0-9]{6}$/, '') === secretName;
  return isNamed && ofRegion === region && ofAccount === account;
}
