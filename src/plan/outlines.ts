import type { Environment, Manifest } from '../model';
import type { Workspace } from '../workspace/workspace';
import type { ResolvedEnvironment } from './environments';
import type { EnvironmentFacts, EnvironmentOutline, UpstreamReference } from './plan';
import { entriesOf, toRecord } from './record';
import { secretNameOf } from './secret-name';

/** The outline of every environment, by name in code unit order. */
export function outlinesOf(
  { manifest }: Workspace,
  environments: Iterable<ResolvedEnvironment>,
): EnvironmentOutline[] {
  return [...environments].map((environment) => {
    const { file, parent } = environment;
    const files = [file.value, ...(parent === undefined ? [] : [parent.value])];
    return {
      ...factsOf(environment),
      entries: entryNames(manifest.value, environment),
      references: referencesIn(files),
    };
  });
}

export function factsOf(environment: ResolvedEnvironment): EnvironmentFacts {
  const { branches = [], backend, recoveryWindow } = environment.file.value;
  return {
    name: environment.name,
    ...(environment.parent === undefined ? {} : { extends: environment.keyOwner }),
    protected: environment.protected,
    account: environment.account,
    region: environment.region,
    branches,
    ...(backend === undefined ? {} : { backend }),
    recoveryWindow: recoveryWindow ?? (environment.protected ? 30 : 7),
  };
}

/** Names of the entries of an environment, by bucket in code unit order. */
export function entryNames(
  manifest: Manifest,
  environment: ResolvedEnvironment,
): EnvironmentOutline['entries'] {
  return toRecord(
    entriesOf(manifest.buckets)
      .filter(([, bucket]) => environment.isAmong(bucket.environments))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { secretName = manifest.secretName }]) => [
        name,
        secretNameOf(secretName, manifest.project, name, environment),
      ]),
  );
}

function referencesIn(files: readonly Environment[]): UpstreamReference[] {
  const found = new Map<string, UpstreamReference>();
  for (const { values } of files) {
    for (const value of Object.values(values)) {
      if (value === null || typeof value === 'string') continue;
      const reference =
        'secretsManager' in value
          ? { secretsManager: value.secretsManager }
          : 'ssm' in value
            ? { ssm: value.ssm }
            : undefined;
      if (reference !== undefined) found.set(JSON.stringify(reference), reference);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reference]) => reference);
}
