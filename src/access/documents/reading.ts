import { getValue } from '../actions';
import { taggedAs, throughSecretsManagerFor, viaService } from '../conditions';
import type { AccessEnvironment, AccountScope } from '../scope';
import { allow, anything, type Draft, deny } from '../statement';

/** Entries of one environment, as a role reads them. */
export interface Readable {
  readonly environment: AccessEnvironment;
  /** Patterns of the ARNs of entries. */
  readonly entries: readonly string[];
}

/** Reading these entries, where name and tags agree, and decrypting them through Secrets Manager. */
export function allowReading(
  { project }: AccountScope,
  { environment, entries }: Readable,
  sids = { read: 'ReadOwnEntries', decrypt: 'DecryptOwnEntries' },
): readonly Draft[] {
  return [
    allow(sids.read, {
      action: [getValue],
      resource: entries,
      condition: taggedAs(project, [environment.name]),
    }),
    allow(sids.decrypt, {
      action: ['kms:Decrypt'],
      resource: entries.length === 0 ? [] : [environment.keyArn],
      condition: throughSecretsManagerFor(environment, entries),
    }),
  ];
}

/** Any other entry, an entry whose tags say something else, another key, and decrypting anything by itself. */
export function denyOtherValues(readables: readonly Readable[]): readonly Draft[] {
  const regions = [...new Set(readables.map(({ environment }) => environment.region))];
  return [
    deny('DenyOtherEntries', {
      action: [getValue],
      notResource: readables.flatMap(({ entries }) => entries),
    }),
    deny('DenyMistaggedEntries', {
      action: [getValue],
      resource: anything,
      condition: {
        StringNotEquals: {
          'aws:ResourceTag/Environment': readables.map(({ environment }) => environment.name),
        },
      },
    }),
    deny('DenyOtherKeys', {
      action: ['kms:Decrypt'],
      notResource: readables.map(({ environment }) => environment.keyArn),
    }),
    deny('DenyDecryptingDirectly', {
      action: ['kms:Decrypt'],
      resource: anything,
      condition: {
        StringNotEquals: { 'kms:ViaService': regions.map((region) => viaService('secretsmanager', region)) },
      },
    }),
  ];
}

/** A version may be asked for by its stage or not at all; asking for none gives the current one. */
export function denyOtherVersions(stages: readonly string[]): readonly Draft[] {
  return [
    deny('DenyOtherStages', {
      action: [getValue],
      resource: anything,
      condition: {
        StringNotEquals: { 'secretsmanager:VersionStage': stages },
        Null: { 'secretsmanager:VersionStage': 'false' },
      },
    }),
    deny('DenyVersionsById', {
      action: [getValue],
      resource: anything,
      condition: { Null: { 'secretsmanager:VersionId': 'false' } },
    }),
  ];
}
