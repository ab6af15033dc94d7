import type { EnvironmentName } from '../../model';
import { identityOf } from '../ciphertext';
import { entriesOf, own } from '../record';
import { pairEnvironments } from './environment-changes';
import type { Side } from './side';

/** What stands where another ciphertext stood before, as the ciphertext that it comes from: its file's history says whether it is new. */
export interface ReplacedCiphertexts {
  readonly environment: EnvironmentName;
  /** The environment whose file the values stood in on the base: its own, or the one that it extends. */
  readonly files: readonly EnvironmentName[];
  readonly ciphertexts: ReadonlySet<string>;
}

export function replacedCiphertexts(before: Side, after: Side): ReplacedCiphertexts[] {
  return pairEnvironments(before, after).flatMap((pair) => {
    if (pair.before === null || pair.after === null) return [];
    const was = pair.before;
    const ciphertexts = entriesOf(pair.after.sources).flatMap(([name, source]) => {
      const old = own(was.sources, name);
      const isReplaced =
        source.kind === 'kms' && old?.kind === 'kms' && identityOf(old) !== identityOf(source);
      return isReplaced ? [identityOf(source), source.ciphertext] : [];
    });
    if (ciphertexts.length === 0) return [];
    const files = [was.name, ...(was.extends === undefined ? [] : [was.extends])];
    return [{ environment: pair.name, files, ciphertexts: new Set(ciphertexts) }];
  });
}
