import { Fault } from '../../diagnostics';
import type { Aws } from '../../values/aws';
import type { NewValues } from '../../values/new-value';
import { replaceFile } from '../../values/replace-file';
import { valueTexts } from '../../values/value-texts';
import type { TakenValues } from '../take-values';
import { encryptValues, tryValues } from '../write-values';

/** How many values are written at a time: what is cut off has lost no more than these. */
const batchSize = 40;

export interface Target {
  readonly root: string;
  /** Relative to it. */
  readonly file: string;
  /** Of the file, as it was when it was decided what to write. */
  readonly text: string;
  readonly project: string;
  readonly now: Date;
}

/**
 * Encrypts and writes values, some at a time: each part of them all or none.
 *
 * @param progress - told after each value
 * @returns names that got a value from somebody else meanwhile, which they keep
 * @throws Fault with how far it came: what has been written stays, and the same command goes on with the rest
 */
export async function writeBatches(
  target: Target,
  values: TakenValues,
  aws: Pick<Aws, 'encrypt'>,
  progress: (done: number, total: number) => void,
): Promise<ReadonlySet<string>> {
  const all = [...values];
  const secrets = all.filter(([{ entry }]) => entry.kind === 'secret').length;
  const overtaken = new Set<string>();
  let encrypted = 0;
  const counted: Pick<Aws, 'encrypt'> = {
    encrypt: async (value, request) => {
      const ciphertext = await aws.encrypt(value, request);
      encrypted += 1;
      progress(encrypted, secrets);
      return ciphertext;
    },
  };
  for (let done = 0; done < all.length; done += batchSize) {
    const batch = new Map(all.slice(done, done + batchSize));
    try {
      const made = await encryptValues(target.project, batch, target.now, counted);
      for (const name of await writeUntouched(target, made)) overtaken.add(name);
    } catch (error) {
      if (!(error instanceof Fault) || all.length <= batchSize) throw error;
      throw new Fault(
        `${error.message}; ${done - overtaken.size} of ${all.length} values have been written: run the same command again, and it goes on with the others`,
      );
    }
  }
  return overtaken;
}

/** Leaves names alone behind which there is something else by now than when it was decided; returns those. */
async function writeUntouched({ root, file, text }: Target, values: NewValues): Promise<readonly string[]> {
  const before = valueTexts(text);
  const { overtaken } = await replaceFile(root, file, (current) => {
    const now = valueTexts(current);
    // A name that has been added meanwhile has no value either.
    const isTouched = (name: string): boolean => (now.get(name) ?? '') !== (before.get(name) ?? '');
    const left = [...values.keys()].filter(isTouched);
    const written = tryValues(current, file, new Map([...values].filter(([name]) => !isTouched(name))));
    return { text: written.text === current ? undefined : written.text, overtaken: left };
  });
  return overtaken;
}
