import type { EnvironmentName } from '../model';
import { entriesOf, toRecord } from '../plan';
import { secretNameOf } from '../plan/secret-name';
import { ownEnvironment } from './conditions';
import { entriesOfEnvironment } from './entries';
import type { AccessEnvironment, AccountScope } from './scope';

/** Stands for the developer while names are made; no name can hold it. */
const standIn = '\u0000';

/** An environment as the variant of it that belongs to some developer, told by a text that stands for the developer. */
function variantOf(
  { project, manifest }: AccountScope,
  base: AccessEnvironment,
  developer: string,
): AccessEnvironment {
  const name = `${base.name}-${developer}` as EnvironmentName;
  const entries = entriesOf(manifest.buckets).flatMap(([bucket, { secretName = manifest.secretName }]) =>
    // Without the environment in it, the name would be that of the shared entry.
    Object.hasOwn(base.entries, bucket) && secretName.includes('{environment}')
      ? [[bucket, secretNameOf(secretName, project, bucket, { name })] as const]
      : [],
  );
  return { ...base, name, entries: toRecord(entries) };
}

/** Patterns of the entries of the caller's own variant of an environment, whoever the caller is. */
export function ownEntries(scope: AccountScope, base: AccessEnvironment): readonly string[] {
  const { identityTag } = scope.access.developers;
  const own = ownEnvironment(base.name, identityTag);
  return entriesOfEnvironment(scope.project, variantOf(scope, base, standIn)).map((pattern) =>
    pattern.replaceAll(`${base.name}-${standIn}`, () => own),
  );
}
