import * as z from 'zod';
import { compareText } from '../../diagnostics';
import { parsedJson } from '../../terraform/parsed-json';

/** The statements of a policy that are otherwise, by their Sid; one without a Sid counts as `(no Sid)`. */
export interface StatementChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

const document = z.object({
  Statement: z.union([z.array(z.looseObject({ Sid: z.string().optional() })), z.looseObject({})]),
});

/** @returns null where neither text is a policy document */
export function statementChanges(from: unknown, to: unknown): StatementChanges | null {
  const was = statementsOf(from);
  const is = statementsOf(to);
  if (was === null && is === null) return null;
  const before = was ?? new Map<string, string>();
  const after = is ?? new Map<string, string>();
  const sids = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return {
    added: sids.filter((sid) => !before.has(sid)),
    removed: sids.filter((sid) => !after.has(sid)),
    changed: sids.filter((sid) => before.has(sid) && after.has(sid) && before.get(sid) !== after.get(sid)),
  };
}

function statementsOf(text: unknown): ReadonlyMap<string, string> | null {
  if (typeof text !== 'string' || !text.startsWith('{')) return null;
  const parsed = document.safeParse(parsedJson(text));
  if (!parsed.success) return null;
  const { Statement } = parsed.data;
  const statements = new Map<string, string>();
  for (const statement of Array.isArray(Statement) ? Statement : [Statement]) {
    const sid = typeof statement.Sid === 'string' ? statement.Sid : '(no Sid)';
    statements.set(sid, `${statements.get(sid) ?? ''}${JSON.stringify(statement)}`);
  }
  return statements;
}
