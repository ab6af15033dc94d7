import { type Diagnostic, type DiagnosticCode, orderDiagnostics, type SourceTexts } from '../../diagnostics';
import type { Replacement } from '../../values/replace-files';
import { parseWorkspace } from '../../workspace/parse-workspace';
import type { CommandContext } from '../context';
import { planWorkspace } from '../load-plan';
import { type BucketEffect, effectsOf } from './effects';
import type { Ground } from './ground';

export interface Expectations {
  readonly expected?: readonly DiagnosticCode[];
  readonly renamed?: { readonly from: string; readonly to: string };
}

export interface Judged {
  readonly texts: SourceTexts;
  /** Errors that were not there before; a command that would make any writes nothing. */
  readonly errors: readonly Diagnostic[];
  readonly effects: readonly BucketEffect[];
}

/**
 * Plans the workspace as it would be.
 *
 * @param expected - codes of errors that are meant to be there for now
 * @param renamed - a name that has another one: what was wrong with it still is
 */
export function judge(
  context: CommandContext,
  ground: Ground,
  replacements: ReadonlyMap<string, Replacement>,
  { expected = [], renamed }: Expectations = {},
): Judged {
  const texts = new Map(ground.texts);
  for (const [file, { after }] of replacements) texts.set(file, after);
  const { workspace, diagnostics: read } = parseWorkspace(texts);
  const planned = workspace === null ? null : planWorkspace(workspace, context);
  const known = new Set(
    ground.diagnostics.map((each) =>
      renamed === undefined
        ? keyOf(each)
        : keyOf(each).replace(new RegExp(`\\b${renamed.from}\\b`, 'g'), renamed.to),
    ),
  );
  const errors = [...read, ...(planned?.diagnostics ?? [])].filter(
    (each) => each.severity === 'error' && !expected.includes(each.code) && !known.has(keyOf(each)),
  );
  return {
    texts,
    errors: orderDiagnostics(errors),
    effects: planned === null ? [] : effectsOf(ground.plan, planned.plan),
  };
}

const keyOf = ({ code, message }: Diagnostic): string => `${code} ${message}`;
