import type * as z from 'zod';
import { createDiagnostic, type Diagnostic, list, nearest, type Place, quote } from '../diagnostics';
import { alternatives, expectedWords, knownFields, type Schema, schemasAt } from '../model/schema-walk';
import { chooseAlternative } from './choose-alternative';
import { dataAt, type PlainData } from './plain-data';
import type { YamlPath } from './workspace';

/** One fault that a model found, and what has to leave so that the rest can be used. */
export interface ModelFault {
  readonly path: YamlPath;
  /** `key`: the key itself is wrong; `field`: it is one too many; `missing`: there is none; `value`: what stands there. */
  readonly kind: 'key' | 'field' | 'missing' | 'value';
  readonly diagnostic: Diagnostic;
}

interface Context {
  readonly schema: Schema;
  readonly data: PlainData;
  readonly at: (path: YamlPath) => Place;
}

/** The validator's issues as faults of ours. Never with a part of a value in it. */
export function modelFaults(issues: readonly z.core.$ZodIssue[], context: Context): ModelFault[] {
  return withoutMistyped(issues.flatMap((issue) => translated(issue, [], context)));
}

/** A field that is missing because it is mistyped is one fault: the name that was written says more. */
function withoutMistyped(faults: readonly ModelFault[]): ModelFault[] {
  const meant = new Set(
    faults
      .filter(({ kind }) => kind === 'field')
      .map(({ path, diagnostic }) => JSON.stringify([...path.slice(0, -1), diagnostic.args.nearest])),
  );
  return faults.filter(({ kind, path }) => kind !== 'missing' || !meant.has(JSON.stringify(path)));
}

/** @param above - the path of the alternative in which the issue was found */
function translated(issue: z.core.$ZodIssue, above: YamlPath, context: Context): ModelFault[] {
  const path = [...above, ...(issue.path as YamlPath)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return isTwoInOne(path, context)
        ? [wrongType(path, context)]
        : unknownFields(issue.keys, path, context);
    case 'invalid_key':
      return [
        { path, kind: 'key', diagnostic: keyFault(issue.issues[0]?.message ?? '', path, context.at(path)) },
      ];
    case 'invalid_union':
      return unionFaults(issue, path, context);
    default:
      if (dataAt(context.data, path) === undefined) return [missing(path, context)];
      return [{ path, kind: 'value', diagnostic: valueFault(issue, path, context) }];
  }
}

function unionFaults(issue: z.core.$ZodIssueInvalidUnion, path: YamlPath, context: Context): ModelFault[] {
  const data = dataAt(context.data, path);
  if (data === undefined) return [missing(path, context)];
  const [union] = schemasAt(context.schema, path);
  const chosen = union === undefined ? undefined : chooseAlternative(union, data);
  const issues = chosen === undefined ? undefined : issue.errors[chosen];
  if (issues === undefined) return [wrongType(path, context)];
  return issues.flatMap((inner) => translated(inner, path, context));
}

/** Fields of two alternatives at once: neither is the one too many. */
function isTwoInOne(path: YamlPath, { schema, data }: Context): boolean {
  const here = dataAt(data, path);
  return schemasAt(schema, path).some(
    (union) =>
      alternatives(union).length > 1 && here !== undefined && chooseAlternative(union, here) === undefined,
  );
}

function unknownFields(keys: readonly string[], path: YamlPath, context: Context): ModelFault[] {
  const known = schemasAt(context.schema, path).flatMap(knownFields);
  return keys.map((field) => {
    const at = [...path, field];
    const args = { field, nearest: nearest(field, known) };
    return { path: at, kind: 'field', diagnostic: createDiagnostic('unknown-field', args, context.at(at)) };
  });
}

function missing(path: YamlPath, { at }: Context): ModelFault {
  const field = String(path.at(-1) ?? '');
  return {
    path,
    kind: 'missing',
    diagnostic: createDiagnostic('missing-field', { field }, at(path.slice(0, -1))),
  };
}

function wrongType(path: YamlPath, context: Context): ModelFault {
  const expected = schemasAt(context.schema, path)
    .map(expectedWords)
    .find((words) => words !== undefined);
  return { path, kind: 'value', diagnostic: typeFault(path, expected ?? 'something else', context.at(path)) };
}

function keyFault(message: string, path: YamlPath, place: Place): Diagnostic {
  const [code, rule] = coded(message);
  if (code === 'invalid-target') return createDiagnostic('invalid-target', {}, place);
  const name = String(path.at(-1));
  return createDiagnostic(
    'invalid-name',
    { name, rule: rule === '' ? 'a name that can be used here' : rule },
    place,
  );
}

function valueFault(issue: z.core.$ZodIssue, path: YamlPath, context: Context): Diagnostic {
  const place = context.at(path);
  const [code, rule] = coded(issue.message);
  if (code === 'invalid-target') return createDiagnostic('invalid-target', {}, place);
  if (code === 'invalid-name')
    return createDiagnostic('invalid-name', { field: fieldWords(path), rule }, place);
  if (code === 'wrong-type') return typeFault(path, rule, place);
  const words = schemasAt(context.schema, path)
    .map(expectedWords)
    .find((one) => one !== undefined);
  return typeFault(path, words ?? expectedByIssue(issue, dataAt(context.data, path)), place);
}

function typeFault(path: YamlPath, expected: string, place: Place): Diagnostic {
  return createDiagnostic('wrong-type', { field: fieldWords(path), expected }, place);
}

/** The code and the rule of a message that a model made; nothing of the validator's own messages. */
function coded(message: string): [code: string, rule: string] {
  const bar = message.indexOf('|');
  return bar === -1 ? ['', ''] : [message.slice(0, bar), message.slice(bar + 1)];
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
};

function expectedByIssue(issue: z.core.$ZodIssue, data: PlainData | undefined): string {
  if (issue.code === 'invalid_type') {
    const isPlain = typeof data === 'number' || typeof data === 'boolean';
    if (issue.expected === 'string' && isPlain) return 'a text; put it in quotes';
    return typeWords[issue.expected] ?? 'something else';
  }
  if (issue.code === 'invalid_value')
    return list(issue.values.map(String)).replace(/ and (?=[^ ]*$)/, ' or ');
  return 'a whole number that is not too large';
}

function fieldWords(path: YamlPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'This file';
  if (typeof last === 'string') return quote(last);
  const name = path.findLast((key) => typeof key === 'string');
  return `An item of ${quote(name ?? '')}`;
}
