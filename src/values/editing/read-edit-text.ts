import { isMap, isScalar, type Node } from 'yaml';
import { Locator, nearest, quote } from '../../diagnostics';
import { composeYaml } from '../../workspace/compose-yaml';
import { SecretValue } from '../secret-value';

/** What is wrong with the text that came out of an editor. Never with a part of it: it could be of a value. */
export interface EditFault {
  /** 1-based, in the text; null where it is about the whole. */
  readonly line: number | null;
  readonly message: string;
}

export interface ReadValue {
  /** Null where nothing stands behind the name. */
  readonly value: SecretValue | null;
  /** 1-based. */
  readonly line: number;
}

export interface ReadEditText {
  readonly values: ReadonlyMap<string, ReadValue>;
  readonly faults: readonly EditFault[];
}

/**
 * Reads what came out of an editor: a map of names to texts. Plain booleans and numbers are the text that they are
 * written with.
 *
 * @param known - every name that may stand there
 */
export function readEditText(text: SecretValue, known: ReadonlySet<string>): ReadEditText {
  const plain = text.reveal().replace(/^\uFEFF/, '');
  const document = composeYaml(plain);
  const lineOf = lineFinder(plain);
  if ('reason' in document)
    return {
      values: new Map(),
      // What is not closed is missed at the end, which an editor shows as the last line.
      faults: [
        {
          line: lineOf(Math.min(document.offset, plain.trimEnd().length)),
          message: `This cannot be read: ${document.reason}`,
        },
      ],
    };
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return { values: new Map(), faults: [] };
  if (!isMap(root)) return { values: new Map(), faults: [{ line: lineOf(root.range[0]), message: notAMap }] };
  const values = new Map<string, ReadValue>();
  const faults: EditFault[] = [];
  for (const { key, value } of root.items) {
    const line = lineOf(key.range?.[0] ?? 0);
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : '';
    const fault = keyFault(name, known, values) ?? valueFault(name, value);
    if (fault === undefined) values.set(name, { value: textOf(value), line });
    else faults.push({ line, message: fault });
  }
  return { values, faults };
}

const notAMap = 'Here stands something other than names with their values: write NAME: text';

function keyFault(
  name: string,
  known: ReadonlySet<string>,
  values: ReadonlyMap<string, ReadValue>,
): string | undefined {
  if (values.has(name)) return `${name} stands here for the second time: keep one of the two`;
  if (known.has(name)) return undefined;
  // It could be a line of a value that has lost its indentation: no more than what is near to it is shown.
  const meant = nearest(name, known);
  const remedy =
    meant === undefined
      ? 'correct it, or indent it where it belongs to the value above'
      : `did you mean ${quote(meant)}?`;
  return `This is no canonical name: ${remedy}`;
}

function valueFault(name: string, value: Node | null): string | undefined {
  if (value === null || (isScalar(value) && value.tag === undefined && value.anchor === undefined))
    return undefined;
  if (isScalar(value))
    return `The value of ${name} begins with a sign that means something: put it in quotes`;
  return `${name} is a list, a map or an alias here: put the text in single quotes, or write ${name}: |- and the text below, indented by two spaces`;
}

function textOf(value: Node | null): SecretValue | null {
  if (!isScalar(value) || value.value === null) return null;
  if (typeof value.value === 'string') return new SecretValue(value.value);
  return new SecretValue(value.source ?? String(value.value));
}

function lineFinder(text: string): (offset: number) => number {
  const locator = new Locator(new Map([['', text]]));
  return (offset) => locator.locate({ file: '', offset, length: 0 }).line;
}
