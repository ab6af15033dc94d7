import { alternatives, knownFields, type Schema, schemaType } from '../model/schema-walk';
import type { PlainData } from './plain-data';

const typeOf = (data: PlainData): string => {
  if (data === null) return 'null';
  return Array.isArray(data) ? 'array' : typeof data;
};

const takes: Readonly<Record<string, readonly string[]>> = {
  string: ['string', 'enum'],
  array: ['array'],
  object: ['object', 'record'],
};

/**
 * Which alternative of a union is meant by what was written: the only one of its type, or the one to which the fields
 * that no other one has belong. Undefined where that says none or several.
 */
export function chooseAlternative(union: Schema, data: PlainData): number | undefined {
  const options = alternatives(union);
  const types = takes[typeOf(data)] ?? [];
  const possible = [...options.keys()].filter((index) =>
    types.includes(schemaType(options[index] as Schema)),
  );
  if (possible.length < 2) return possible[0];
  const meant = possible.filter((index) =>
    ownFields(options, index).some((field) => Object.hasOwn(data as object, field)),
  );
  return meant.length === 1 ? meant[0] : undefined;
}

function ownFields(options: readonly Schema[], index: number): readonly string[] {
  const others = new Set(options.flatMap((option, other) => (other === index ? [] : knownFields(option))));
  return knownFields(options[index] as Schema).filter((field) => !others.has(field));
}
