import { isMap } from 'yaml';
import type { Step } from './edit-rounds';
import { type ParsedEnvironment, valuePairs } from './parse-environment';
import { addToMap, fillEmptyMap, type NewItem, type ParsedMap, pairsOf, replaceValue } from './set-in-map';
import type { Splice } from './splice';

/** What to change in the text for one round of steps; nothing where one of them finds no place: the proof says so then. */
export function splicesOf(
  text: string,
  parsed: ParsedEnvironment,
  round: readonly Step[],
): readonly Splice[] {
  const pairs = valuePairs(parsed);
  const added = round.filter(({ name, isField }) => !isField && !pairs.has(name));
  const changed = round.filter((step) => !added.includes(step));
  const splices = changed.map((step) => {
    const pair = pairs.get(step.name)?.[0];
    if (pair === undefined) return null;
    return step.isField
      ? setField(text, pair.value, step)
      : replaceValue(text, parsed.values?.value as ParsedMap, pair, step.write);
  });
  if (added.length > 0) splices.push(addNames(text, parsed, added));
  return splices.every((each) => each !== null) ? splices.flat() : [];
}

function setField(text: string, value: unknown, item: NewItem): readonly Splice[] | null {
  if (!isMap(value)) return null;
  const map = value as ParsedMap;
  const pair = pairsOf(map, item.key)[0];
  return pair === undefined ? addToMap(text, map, [item]) : replaceValue(text, map, pair, item.write);
}

function addNames(
  text: string,
  { root, values }: ParsedEnvironment,
  items: readonly NewItem[],
): readonly Splice[] | null {
  const map = values?.value;
  if (isMap(map) && (map.items.length > 0 || root.flow || holdsText(text, map as ParsedMap)))
    return addToMap(text, map as ParsedMap, items);
  const written = (inFlow: boolean) =>
    items.map(({ key, write }) => `${key}: ${write({ quotes: 'plain', inFlow })}`);
  if (root.flow) return values && replaceValue(text, root, values, () => `{ ${written(true).join(', ')} }`);
  if (values === null || root.srcToken?.type !== 'block-map') return null;
  const parent = root.srcToken.indent;
  return fillEmptyMap(text, values, { parent, own: parent + indentStep(root, parent) }, written(false));
}

/** Whether something stands inside the braces of an empty flow map, such as a comment. */
function holdsText(text: string, map: ParsedMap): boolean {
  const [from, to] = map.range;
  return text.slice(from + 1, to - 1).trim() !== '';
}

/** How far the file indents: as its first nested block map does, else two. */
function indentStep(root: ParsedMap, parent: number): number {
  for (const { value } of root.items) {
    const token = isMap(value) ? value.srcToken : undefined;
    if (token?.type === 'block-map' && token.indent > parent) return token.indent - parent;
  }
  return 2;
}
