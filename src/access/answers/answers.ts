import type { BucketName, EnvironmentName } from '../../model';
import { entriesOf } from '../../plan';
import type { Decision } from '../evaluate';
import { accountScopes } from '../scope';
import { askersIn } from './asker';
import { type AskedEntry, type Deed, mayDo } from './requests';
import type { AccessSubject } from './subject';

/** What one principal may do with one entry. */
export interface Answer {
  readonly principal: string;
  readonly decisions: Readonly<Partial<Record<Deed, Decision>>>;
}

/** One entry, and what everybody in its account may do with it. */
export interface EntryAnswers {
  readonly environment: EnvironmentName;
  readonly bucket: BucketName;
  readonly secretName: string;
  readonly protected: boolean;
  /** By principal, in code unit order. */
  readonly answers: readonly Answer[];
}

export interface Questions {
  /** @default - all */
  readonly environment?: string;
  /** @default - all */
  readonly bucket?: string;
  /** A principal, or all whose names begin with it and a dot, such as `execution.dev`. @default - all */
  readonly principal?: string;
  /** @default - reading and writing the entry, and decrypting what stands in git for it */
  readonly deeds?: readonly Deed[];
}

export const usualDeeds: readonly Deed[] = ['read', 'write', 'decrypt'];

/** Who may do what with which entry, from the documents alone: by environment and bucket. */
export function answer(subject: AccessSubject, questions: Questions = {}): readonly EntryAnswers[] {
  const { deeds = usualDeeds, principal } = questions;
  return askedEntries(subject, questions).map((entry) => ({
    environment: entry.environment.name,
    bucket: entry.bucket,
    secretName: entry.secretName,
    protected: entry.environment.protected,
    answers: askersIn(entry.scope, subject.access)
      .filter(({ name }) => principal === undefined || name === principal || name.startsWith(`${principal}.`))
      .map((asker) => ({
        principal: asker.name,
        decisions: Object.fromEntries(deeds.map((deed) => [deed, mayDo(asker, deed, entry, subject.access)])),
      })),
  }));
}

/** Everybody who can be asked about, each once. */
export function principalNames({ manifest, plan, access }: AccessSubject): readonly string[] {
  if (manifest.access === undefined) return [];
  const names = accountScopes(manifest, manifest.access, plan).flatMap((scope) =>
    askersIn(scope, access).map(({ name }) => name),
  );
  return [...new Set(names)].sort();
}

function askedEntries(
  { manifest, plan }: AccessSubject,
  { environment, bucket }: Questions,
): readonly AskedEntry[] {
  if (manifest.access === undefined) return [];
  return accountScopes(manifest, manifest.access, plan)
    .flatMap((scope) => scope.environments.map((each) => ({ scope, environment: each })))
    .filter(({ environment: { name } }) => environment === undefined || name === environment)
    .sort((a, b) => (a.environment.name < b.environment.name ? -1 : 1))
    .flatMap(({ scope, environment: each }) =>
      entriesOf(each.entries)
        .filter(([name]) => bucket === undefined || name === bucket)
        .map(([name, secretName]) => ({ scope, environment: each, bucket: name, secretName })),
    );
}
