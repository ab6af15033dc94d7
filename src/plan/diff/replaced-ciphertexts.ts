import type { EnvironmentName } from '../../model';
import { entriesOf, own } from '../record';
import { pairEnvironments } from './environment-changes';
import type { Side } from './side';

/** Ciphertexts that stand where another one stood before: their file's history says whether they are new. */
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
      const isReplaced = source.kind === 'kms' && old?.kind === 'kms' && old.ciphertext !== source.ciphertext;
      return isReplaced ? [source.ciphertext] : [];
    });
    if (ciphertexts.length === 0) return [];
    const files = [was.name, ...(was.extends === undefined ? [] : [was.extends])];
    return [{ environment: pair.name, files, ciphertexts: new Set(ciphertexts) }];
  });
}
