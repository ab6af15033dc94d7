import type { Reader, ReaderName } from '../../model';
import { getValue } from '../actions';
import { entryArn } from '../entries';
import { type AccountScope, namesOfBuckets } from '../scope';
import { sidOf } from '../sid';
import { allow, anything, type Draft, deny } from '../statement';
import { trustJobs } from './github-trust';
import { allowReading, denyOtherValues, denyOtherVersions, type Readable } from './reading';

/** A reader as far as it reads in one account. */
export interface PlacedReader {
  readonly name: ReaderName;
  readonly reader: Reader;
  readonly readables: readonly Readable[];
}

/** The readers that read something in an account, by name in code unit order. */
export function readersIn({ access, environments }: AccountScope): readonly PlacedReader[] {
  return (Object.entries(access.readers) as [ReaderName, Reader][])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, reader]) => ({
      name,
      reader,
      readables: environments
        .filter((environment) => reader.environments.includes(environment.name))
        .map((environment) => ({
          environment,
          entries: namesOfBuckets(environment, reader.buckets).map((each) => entryArn(environment, each)),
        }))
        .filter(({ entries }) => entries.length > 0),
    }))
    .filter(({ readables }) => readables.length > 0);
}

export function reader(scope: AccountScope, { readables }: PlacedReader): readonly Draft[] {
  return [
    ...readables.flatMap((readable) =>
      allowReading(scope, readable, {
        read: sidOf('ReadIn', readable.environment.name),
        decrypt: sidOf('DecryptIn', readable.environment.name),
      }),
    ),
    ...denyOtherValues(readables),
    ...denyOtherVersions(['AWSCURRENT', 'AWSPREVIOUS']),
    deny('DenyEverythingElse', {
      notAction: [getValue, 'kms:Decrypt', 'sts:GetCallerIdentity'],
      resource: anything,
    }),
  ];
}

export function readerTrust(
  scope: AccountScope,
  { reader: { principals, subjects } }: PlacedReader,
): readonly Draft[] {
  return [
    allow('TrustNamedPrincipals', {
      principal: { AWS: principals },
      action: principals.length === 0 ? [] : ['sts:AssumeRole'],
    }),
    ...subjects.map((each, index) => trustJobs(scope, `TrustSubject${index + 1}`, each)),
  ];
}
