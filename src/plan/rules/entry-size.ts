import { createDiagnostic } from '../../diagnostics';
import type { CanonicalName } from '../../model';
import { plaintextBytes } from '../ciphertext';
import { directName, isComputed } from '../origin';
import type { EntryPlan, EnvironmentPlan } from '../plan';
import { entriesOf, own } from '../record';
import { applyFilters } from '../template';
import type { Rule } from './rule';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const maximumEntryBytes = 65_536;

/** `too-large`: an entry that may pass the limit. What references bring in is not known, and not counted. */
export const entrySize: Rule = ({ workspace: { manifest }, plan }) =>
  Object.values(plan.environments).flatMap((environment) =>
    Object.values(environment.buckets).flatMap(({ name, entries }) => {
      let bytes = 2;
      for (const [target, entry] of entriesOf(entries)) {
        bytes += target.length + 6 + valueBytes(entry, environment);
      }
      if (bytes <= maximumEntryBytes) return [];
      const what = `The entry of bucket ${name} in ${environment.name}`;
      const place = manifest.at(['buckets', name]);
      return [createDiagnostic('too-large', { what, bytes, limit: maximumEntryBytes }, place)];
    }),
  );

/** The length of a value in the entry's JSON: exact for configuration, the most that a ciphertext can hold for a secret. */
function valueBytes({ from, value }: EntryPlan, environment: EnvironmentPlan): number {
  if (value !== undefined) return jsonBytes(value);
  if (!isComputed(from)) return sourceBytes(directName(from), environment);
  const names = [...from.secrets, ...from.config];
  return from.template.length + names.reduce((sum, name) => sum + sourceBytes(name, environment), 0);
}

function sourceBytes(name: CanonicalName, { sources }: EnvironmentPlan): number {
  const source = own(sources, name);
  if (source?.kind === 'kms') return plaintextBytes(source.ciphertext);
  return source?.kind === 'config' ? jsonBytes(source.value) : 0;
}

/** Without its quotes, as Terraform writes it: `<` alone takes six bytes. */
const jsonBytes = (text: string): number => Buffer.byteLength(applyFilters(text, ['json'])) - 2;
