import * as z from 'zod';
import { type CanonicalMap, canonicalMap } from './canonical';
import { environment } from './environment';
import { manifest } from './manifest';
import { mapping } from './mapping';
import { canonicalNamePattern } from './names';
import { keepsText, type Schema } from './schema-walk';

export const schemaNames = ['manifest', 'canonical', 'mapping', 'environment'] as const;
export type SchemaName = (typeof schemaNames)[number];

/**
 * JSON Schemas, by name, with which editors complete and check the files of a workspace. Draft 7, which every editor's
 * YAML support reads. They describe what may be written: fields with defaults left out, a plain boolean where text is
 * meant. Where a rule can't be said in one, the schema takes more than the model.
 *
 * @param canonical - the names to complete, all others being refused. @default - every name of the right form
 * @returns the text of each schema, with a line end
 */
export function jsonSchemas(canonical?: CanonicalMap): Record<SchemaName, string> {
  return {
    manifest: printed(schemaOf(manifest)),
    canonical: printed(schemaOf(canonicalMap)),
    mapping: printed(withNames(schemaOf(mapping), canonical)),
    environment: printed(withNames(schemaOf(environment), canonical)),
  };
}

type Json = Record<string, unknown>;

function schemaOf(schema: Schema): Json {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => shown(zodSchema, jsonSchema),
  });
}

/** Takes out what only we understand, and says what it means in words of JSON Schema. */
function shown(schema: Schema, json: Json): void {
  if (keepsText(schema) && json.type === 'string') json.type = ['string', 'number', 'boolean'];
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  delete json.fanoutAsWritten;
  delete json.fanoutExpects;
}

/** Lists the names in the one map by canonical name that a mapping or an environment has. */
function withNames(schema: Json, canonical: CanonicalMap | undefined): Json {
  if (canonical === undefined) return schema;
  let entry: unknown;
  const named = replaced(schema, (map) => {
    const { propertyNames, additionalProperties, ...rest } = map;
    if ((propertyNames as Json | undefined)?.pattern !== canonicalNamePattern.source) return undefined;
    entry = additionalProperties;
    const properties: Json = {};
    for (const name of Object.keys(canonical).sort()) {
      const description = canonical[name as keyof CanonicalMap]?.description;
      properties[name] = {
        ...(description === undefined ? {} : { description }),
        $ref: '#/definitions/entry',
      };
    }
    return { ...rest, properties, additionalProperties: false };
  });
  return { ...named, definitions: { entry } };
}

/** A copy in which `replace` has taken the place of every object for which it returns one. */
function replaced(json: Json, replace: (json: Json) => Json | undefined): Json {
  const within = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(within);
    return typeof value === 'object' && value !== null ? replaced(value as Json, replace) : value;
  };
  return (
    replace(json) ?? Object.fromEntries(Object.entries(json).map(([key, value]) => [key, within(value)]))
  );
}

function printed(schema: Json): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
