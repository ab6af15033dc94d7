import type { AccessDocument, PolicyDocument, Statement } from './policy';
import { sizeOf } from './sizes';
import { documentOf } from './statement';

/**
 * A document as as many of them as its limit asks for: `guardrail`, `guardrail.2` and so on. Statements keep their
 * order; one that would fill more than a document alone is taken apart by its resources, which changes nothing of what
 * it means. What can't be taken apart stays as it is, over its limit.
 */
export function split(document: AccessDocument, limit: number): readonly AccessDocument[] {
  if (sizeOf(document.document) <= limit) return [document];
  const parts: Statement[][] = [[]];
  for (const statement of document.document.Statement.flatMap((each) => withinLimit(each, limit))) {
    const last = parts.at(-1) ?? [];
    if (last.length > 0 && sizeOf(documentOf(...last, statement)) > limit) parts.push([statement]);
    else last.push(statement);
  }
  return parts.map((statements, index) => ({
    ...document,
    name: index === 0 ? document.name : `${document.name}.${index + 1}`,
    document: documentOf(...statements),
  }));
}

function withinLimit(statement: Statement, limit: number): readonly Statement[] {
  const { Resource: resources } = statement;
  if (fits(documentOf(statement), limit) || typeof resources === 'string' || resources === undefined) {
    return [statement];
  }
  if (resources.length < 2) return [statement];
  const half = Math.ceil(resources.length / 2);
  return [resources.slice(0, half), resources.slice(half)].flatMap((some, index) =>
    withinLimit({ ...statement, Sid: `${statement.Sid}${index + 1}`, Resource: some }, limit),
  );
}

const fits = (document: PolicyDocument, limit: number): boolean => sizeOf(document) <= limit;
