import { Fault } from '../../diagnostics';
import type { Aws } from '../../values/aws';
import type { TakenValues } from '../take-values';
import { encryptValues, writeValues } from '../write-values';

/** How many values are written at a time: what is cut off has lost no more than these. */
const batchSize = 40;

export interface Target {
  readonly root: string;
  /** Relative to it. */
  readonly file: string;
  readonly project: string;
  readonly now: Date;
}

/**
 * Encrypts and writes values, some at a time: each part of them all or none.
 *
 * @param progress - told after each value
 * @throws Fault with how far it came: what has been written stays, and the same command goes on with the rest
 */
export async function writeBatches(
  { root, file, project, now }: Target,
  values: TakenValues,
  aws: Pick<Aws, 'encrypt'>,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const all = [...values];
  let encrypted = 0;
  const counted: Pick<Aws, 'encrypt'> = {
    encrypt: async (value, request) => {
      const ciphertext = await aws.encrypt(value, request);
      encrypted += 1;
      progress(encrypted, secrets);
      return ciphertext;
    },
  };
  const secrets = all.filter(([{ entry }]) => entry.kind === 'secret').length;
  for (let written = 0; written < all.length; written += batchSize) {
    const batch = new Map(all.slice(written, written + batchSize));
    try {
      await writeValues(root, file, await encryptValues(project, batch, now, counted));
    } catch (error) {
      if (!(error instanceof Fault) || all.length <= batchSize) throw error;
      throw new Fault(
        `${error.message}; ${written} of ${all.length} values have been written: run the same command again, and it goes on with the others`,
      );
    }
  }
}
