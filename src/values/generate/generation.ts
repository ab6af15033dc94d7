import type { CanonicalEntry } from '../../model';
import { formatFault } from '../../model/format';
import { SecretValue } from '../secret-value';
import type { Generation, GenerationOptions } from './generated';
import { planKeyPair } from './key-pair';
import { planText } from './random-text';

/** A pattern that wants a digit among many letters is met soon; one that wants much more is met never. */
const mostTries = 1000;

/**
 * Prepares the making of values that are what the canonical map says of the name. They come from the operating system's
 * randomness, and each that is possible is as likely as any other.
 */
export function planGeneration(
  options: GenerationOptions,
  entry: Pick<CanonicalEntry, 'format' | 'minLength'>,
): Generation {
  const { format } = entry;
  if (options.format === 'rsa' || options.format === 'ed25519') return planKeyPair(options, entry);
  if (format === 'pem') return { refused: 'Its format is pem: say --generate rsa or --generate ed25519' };
  if (typeof format === 'string')
    return { refused: `Its format is ${format}: no such value can be generated, so make one and set it` };
  const planned = planText(options, entry.minLength ?? 0);
  if ('refused' in planned) return planned;
  const draw = (): string | undefined => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const text = planned.draw();
      if (formatFault(text, entry) === undefined) return text;
    }
    return undefined;
  };
  const sample = draw();
  if (sample === undefined) {
    const expected = formatFault(planned.draw(), entry) ?? 'something else';
    return { refused: `It must be ${expected}: choose another format, --length or --alphabet` };
  }
  return {
    make: async () => ({ value: new SecretValue(draw() ?? sample), publicKey: null }),
    weak: planned.weak,
  };
}
