import fc from 'fast-check';
import { hostileTexts } from '../../../support/hostile-texts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: expansions are what is hostile here
const pieces = [
  ...'\'"`\\$#=: \t\n\r!%{}[]()&;|<>*?~-,@^+/',
  ...'abnrtvxNAME019_',
  'ü',
  '漢',
  '🔐',
  '\u00a0',
  '\u2028',
  '\u0085',
  '\u001c',
  '\ufeff',
  "\\'",
  '\\\\',
  '\\n',
  '${NAME}',
  '$NAME',
  '${NAME:-x}',
  '\\$',
  '$(id)',
  '`id`',
  '%{x}',
  ' #',
  "'\\''",
  '\nNAME=x\n',
  '\n# <<< fanout sync\n',
  'EOF',
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

/** Texts that are made of what readers of files trip over. */
export const nastyText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom(...pieces), maxLength: 12 }) },
    {
      weight: 2,
      arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !/\0|\p{Cs}/u.test(text)),
    },
    { weight: 1, arbitrary: fc.constantFrom(...hostileTexts) },
  );

/** The same ones at each run, for readers that are a process of their own. */
export function nastyValues(count: number): ReadonlyMap<string, string> {
  const texts = [...hostileTexts, ...fc.sample(nastyText(), { numRuns: count, seed: 20_261_122 })];
  return new Map(texts.map((text, index) => [`NAME_${index}`, text]));
}
