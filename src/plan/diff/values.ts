import type { CanonicalName } from '../../model';
import { identityOf } from '../ciphertext';
import type { ValueSource } from '../plan';
import type { Gist } from './change';
import { shownConfig } from './shown';
import type { Side } from './side';

/** The day on which a ciphertext came, by ciphertext, of those that stood in an environment's file before. */
export type EarlierCiphertexts = ReadonlyMap<string, string>;

/** What has happened to the value of a name; null where nothing has. */
export function compareValues(
  name: CanonicalName,
  was: ValueSource,
  is: ValueSource,
  context: { readonly before: Side; readonly after: Side; readonly earlier: EarlierCiphertexts },
): Gist | null {
  if (was.kind === 'unset') return is.kind === 'unset' ? null : { kind: 'value-set', name };
  if (is.kind === 'unset') return { kind: 'value-unset', name };
  if (was.kind === 'config' && is.kind === 'config') {
    if (was.value === is.value) return null;
    const from = shownConfig(context.before, name, was.value);
    const to = shownConfig(context.after, name, is.value);
    return { kind: 'config-changed', name, from, to };
  }
  if (was.kind === 'kms' && is.kind === 'kms') {
    if (identityOf(was) === identityOf(is))
      return was.ciphertext === is.ciphertext ? null : { kind: 're-encrypted', name };
    const since = context.earlier.get(identityOf(is));
    return since === undefined ? { kind: 'rotated', name } : { kind: 'reverted', name, since };
  }
  if (placeOf(was) !== placeOf(is)) return { kind: 'source-changed', name, from: was.kind, to: is.kind };
  const steps = revisionOf(is) - revisionOf(was);
  if (steps === 0) return null;
  return steps > 0 ? { kind: 'rotated', name } : { kind: 'reverted', name, since: null };
}

/** Where a reference points to, whatever its revision. */
function placeOf(source: ValueSource): string {
  switch (source.kind) {
    case 'secretsManager':
      return JSON.stringify([source.kind, source.id, source.key ?? null]);
    case 'ssm':
      return JSON.stringify([source.kind, source.parameter]);
    default:
      return source.kind;
  }
}

const revisionOf = (source: ValueSource): number => ('revision' in source ? source.revision : 0);
