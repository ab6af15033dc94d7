import { isMap, isScalar } from 'yaml';
import { type NewValue, type NewValues, secretFields } from './new-value';
import { type ParsedEnvironment, valuePairs } from './parse-environment';
import { type NewItem, pairsOf } from './set-in-map';
import { writeScalar } from './write-scalar';

/** One thing to write: the whole value of a name, or one field of the map that its value is. */
export interface Step extends NewItem {
  readonly name: string;
  readonly isField: boolean;
}

/**
 * What is replaced needs nothing else to be there, so that all of it is done at once. What is added stands behind the
 * last one: fields one after the other, and new names in the end.
 */
export function roundsOf(parsed: ParsedEnvironment, values: NewValues): readonly (readonly Step[])[] {
  const pairs = valuePairs(parsed);
  const replaced: Step[] = [];
  const added: Step[] = [];
  const fields: Step[][] = [];
  for (const [name, value] of values) {
    const present = pairs.get(name)?.[0];
    const map = present?.value;
    const written = fieldsOf(map, value);
    if (written === null) (present === undefined ? added : replaced).push(wholeStep(name, value, map));
    else {
      const steps = written.map(([key, text]) => fieldStep(name, key, text));
      const isThere = ({ key }: Step): boolean => isMap(map) && pairsOf(map, key).length > 0;
      replaced.push(...steps.filter(isThere));
      for (const [index, step] of steps.filter((one) => !isThere(one)).entries())
        fields[index] = [...(fields[index] ?? []), step];
    }
  }
  return [replaced, ...fields, added].filter((round) => round.length > 0);
}

const fieldStep = (name: string, key: string, text: string): Step => ({
  name,
  key,
  isField: true,
  write: (style) => writeScalar(text, style),
});

function wholeStep(name: string, value: NewValue, present: unknown): Step {
  return { name, key: name, isField: false, write: (style) => writeValue(value, present, style) };
}

function writeValue(value: NewValue, present: unknown, style: Parameters<NewItem['write']>[0]): string {
  if (value.kind === 'config') return writeScalar(value.value, style);
  const fields = value.kind === 'fields' ? value.fields : secretFields(value, previousOf(present));
  const written = Object.entries(fields).map(
    ([key, text]) => `${key}: ${writeScalar(text, { quotes: 'plain', inFlow: true })}`,
  );
  return `{ ${written.join(', ')} }`;
}

/**
 * The fields to write into the map that stands there, so that its style and comments stay; null where the whole value
 * is written anew. A ciphertext with fields of other meaning goes: what they said was about that ciphertext.
 */
function fieldsOf(present: unknown, value: NewValue): readonly (readonly [string, string])[] | null {
  if (value.kind === 'config') return null;
  if (value.kind === 'fields') return value.whole ? null : Object.entries(value.fields);
  if (!isMap(present) || !present.items.every((pair) => isScalar(pair.value))) return null;
  const fields = secretFields(value, previousOf(present));
  const keys = present.items.map((pair) => (isScalar(pair.key) ? pair.key.value : undefined));
  const isCiphertext = keys.includes('kms') && keys.every((key) => Object.hasOwn(fields, String(key)));
  return isCiphertext ? Object.entries(fields) : null;
}

/** What the field `previous` of a value says. */
function previousOf(present: unknown): string | undefined {
  const said = isMap(present) ? pairsOf(present, 'previous')[0]?.value : undefined;
  return isScalar(said) ? String(said.value) : undefined;
}
