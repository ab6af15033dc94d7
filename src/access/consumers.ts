import type { BucketName, EnvironmentName } from '../model';
import type { AccessSubject } from './answers/subject';
import { readersIn } from './documents/reader';
import { accountScopes } from './scope';
import { type Placed, servicesIn } from './services';

/** Somebody who reads entries of an environment at run time. */
export interface Consumer {
  readonly name: string;
  readonly kind: Placed['kind'] | 'reader';
  readonly environment: EnvironmentName;
  /** Those that exist there. */
  readonly buckets: readonly BucketName[];
}

/** The services and readers of every environment; none where the manifest says nothing about access. */
export function consumersOf({ manifest, plan }: Pick<AccessSubject, 'manifest' | 'plan'>): Consumer[] {
  const { access } = manifest;
  if (access === undefined) return [];
  return accountScopes(manifest, access, plan).flatMap((scope) => [
    ...scope.environments.flatMap((environment) =>
      servicesIn(scope, environment).map(({ name, kind, buckets }) => ({
        name,
        kind,
        environment: environment.name,
        buckets,
      })),
    ),
    ...readersIn(scope).flatMap(({ name, reader, readables }) =>
      readables.map(({ environment }) => ({
        name,
        kind: 'reader' as const,
        environment: environment.name,
        buckets: reader.buckets.filter((bucket) => Object.hasOwn(environment.entries, bucket)),
      })),
    ),
  ]);
}
