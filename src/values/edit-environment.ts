import { isMap, isScalar } from 'yaml';
import { quote } from '../diagnostics';
import type { NewValue } from './new-value';
import { type ParsedEnvironment, parseEnvironment } from './parse-environment';
import { proveEdit } from './prove-edit';
import { fillEmptyMap, type ParsedMap, pairsOf, setInMap, type Write } from './set-in-map';
import { sharedAnchor } from './shared-anchor';
import { applySplices, type Splice } from './splice';
import { writeScalar } from './write-scalar';

/** The new text and the 1-based line of the name in it, or why it cannot be edited: never with a value in it. */
export type Edited = { readonly text: string; readonly line: number } | { readonly refused: string };

/**
 * Replaces the value of one name in the text of an environment file, or adds the name at the end of `values`.
 * Everything else stays as it is, to the byte; the result is parsed again to prove it.
 */
export function editEnvironment(file: string, name: string, value: NewValue): Edited {
  const mark = file.startsWith('\uFEFF') ? '\uFEFF' : '';
  const before = file.slice(mark.length);
  const original = parseEnvironment(before);
  const refused = obstacle(original, name);
  if (original === null || refused !== null) return { refused: refused ?? unreadable };
  let text = before;
  for (const step of stepsOf(original, name, value)) {
    // Parsing is what takes the time in a large file.
    const parsed = text === before ? original : parseEnvironment(text);
    const splices = parsed === null ? null : splicesOf(text, parsed, name, step);
    text = applySplices(text, splices ?? []);
  }
  const line = proveEdit(original, text, name, value);
  if (line !== null) return { text: mark + text, line };
  return {
    refused: `${quote(name)} is written in a way that cannot be edited safely: make it "${name}:" with nothing behind it first`,
  };
}

interface Step {
  /** The key below the name; undefined for the value itself. */
  readonly key?: string;
  readonly write: Write;
}

/** Where there is a ciphertext already, its two fields are replaced in it, so that its style and comments stay. */
function stepsOf(parsed: ParsedEnvironment, name: string, value: NewValue): Step[] {
  if (value.kind === 'config') return [{ write: (style) => writeScalar(value.value, style) }];
  const { ciphertext, rotated } = value;
  if (!holdsCiphertext(parsed, name)) return [{ write: () => `{ kms: ${ciphertext}, rotated: ${rotated} }` }];
  return [
    { key: 'kms', write: (style) => writeScalar(ciphertext, style) },
    { key: 'rotated', write: (style) => writeScalar(rotated, style) },
  ];
}

function holdsCiphertext({ values }: ParsedEnvironment, name: string): boolean {
  const map = values?.value;
  const present = isMap(map) ? pairsOf(map, name)[0]?.value : undefined;
  if (!isMap(present) || !present.items.every((pair) => isScalar(pair.value))) return false;
  const keys = present.items.map((pair) => (isScalar(pair.key) ? pair.key.value : undefined));
  return keys.toSorted().join() === 'kms' || keys.toSorted().join() === 'kms,rotated';
}

const unreadable = 'The file is not YAML that can be edited: correct it first';

/** What stands against the edit, in words. */
function obstacle(parsed: ParsedEnvironment | null, name: string): string | null {
  if (parsed === null) return unreadable;
  const map = parsed.values?.value;
  if (parsed.values === null) return 'The file has no field "values": add "values:" to it first';
  if (!isMap(map) && !(isScalar(map) && map.value === null) && map !== null)
    return 'The field "values" is not a map of names: correct it first';
  const present = isMap(map) ? pairsOf(map, name) : [];
  if (present.length > 1) return `${quote(name)} stands twice under "values": remove one of the two first`;
  const anchor = sharedAnchor(parsed, present[0]?.value ?? null);
  if (anchor === null) return null;
  return `${quote(name)} cannot be changed alone, since another place takes its value from here by the alias ${quote(`*${anchor}`)}: give that place a value of its own first`;
}

function splicesOf(
  text: string,
  { root, values }: ParsedEnvironment,
  name: string,
  step: Step,
): readonly Splice[] | null {
  const map = values?.value;
  if (isMap(map) && step.key !== undefined) {
    const present = pairsOf(map, name)[0]?.value;
    return isMap(present) ? setInMap(text, present as ParsedMap, step.key, step.write) : null;
  }
  if (isMap(map) && (map.items.length > 0 || root.flow || holdsText(text, map as ParsedMap)))
    return setInMap(text, map as ParsedMap, name, step.write);
  if (root.flow)
    return setInMap(
      text,
      root,
      'values',
      () => `{ ${name}: ${step.write({ quotes: 'plain', inFlow: true })} }`,
    );
  if (values === null || root.srcToken?.type !== 'block-map') return null;
  const parent = root.srcToken.indent;
  const line = `${name}: ${step.write({ quotes: 'plain', inFlow: false })}`;
  return fillEmptyMap(text, values, { parent, own: parent + indentStep(root, parent) }, line);
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
