import * as z from 'zod';
import type { asWritten, expects } from './scalars';

export type Schema = z.core.$ZodType;

type Metadata = Partial<typeof asWritten & ReturnType<typeof expects>>;

const metadata = (schema: Schema): Metadata => (z.globalRegistry.get(schema) as Metadata | undefined) ?? {};

/** The schema of the input inside of what only wraps it: `optional`, `default`, `prefault`, `nullable`, `transform`. */
function inner(schema: Schema): Schema | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
      return def.innerType;
    case 'pipe':
      return def.in;
    default:
      return undefined;
  }
}

function unwrapped(schema: Schema): z.core.$ZodTypes {
  let here = schema;
  for (let next = inner(here); next !== undefined; next = inner(here)) here = next;
  return here as z.core.$ZodTypes;
}

/** The alternatives of a union, wrappers taken off; of every other schema itself. */
export function alternatives(schema: Schema): readonly Schema[] {
  const { def } = unwrapped(schema)._zod;
  return def.type === 'union' ? def.options : [unwrapped(schema)];
}

/** What may stand under a key of a map or at an index of a list; several where alternatives have that key. */
export function childSchemas(schema: Schema, key: string | number): readonly Schema[] {
  const found = unwrapped(schema);
  const { def } = found._zod;
  switch (def.type) {
    case 'union':
      return def.options.flatMap((option) => childSchemas(option, key));
    case 'object': {
      const child = Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
      return child === undefined ? [] : [child];
    }
    case 'record':
      return [def.valueType];
    case 'array':
      return [def.element];
    default:
      return [];
  }
}

/** What may stand at a path. */
export function schemasAt(schema: Schema, path: readonly (string | number)[]): readonly Schema[] {
  let here: readonly Schema[] = [schema];
  for (const key of path) here = here.flatMap((one) => childSchemas(one, key));
  return here;
}

/** The fields that a map may have, over all alternatives. */
export function knownFields(schema: Schema): readonly string[] {
  return alternatives(schema).flatMap((option) => {
    const { def } = unwrapped(option)._zod;
    return def.type === 'object' ? Object.keys(def.shape) : [];
  });
}

/** Whether a plain boolean or number here keeps its text. */
export function keepsText(schema: Schema): boolean {
  if (metadata(schema).fanoutAsWritten === true) return true;
  const wrapped = inner(schema);
  if (wrapped !== undefined) return keepsText(wrapped);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'union' && def.options.some(keepsText);
}

/** What the schema itself says that it takes, in words that end the sentence "… must be". */
export function expectedWords(schema: Schema): string | undefined {
  const wrapped = inner(schema);
  return metadata(schema).fanoutExpects ?? (wrapped === undefined ? undefined : expectedWords(wrapped));
}

/** What a schema takes in, as far as telling alternatives apart goes. */
export function schemaType(schema: Schema): z.core.$ZodTypes['_zod']['def']['type'] {
  return unwrapped(schema)._zod.def.type;
}
