import type { Conditions, OneOrMore, PolicyDocument, Statement } from './policy';

type List = readonly string[];

interface Body {
  readonly principal?: Statement['Principal'];
  readonly action?: List;
  readonly notAction?: List;
  readonly resource?: List;
  readonly notResource?: List;
  readonly condition?: Conditions;
}

/** A statement as it was thought of: null where there is nothing that it would be about. */
export type Draft = Statement | null;

/** @param sid - says what the statement is for */
export const allow = (sid: string, body: Body): Draft => draft(sid, 'Allow', body);

/** @param sid - says what the statement is for */
export const deny = (sid: string, body: Body): Draft => draft(sid, 'Deny', body);

/** Everything that a statement without a resource of its own is about. */
export const anything: List = ['*'];

/** IAM wants each id once: where two names are spelt alike in ids, the second one gets a number. */
export function documentOf(...drafts: readonly Draft[]): PolicyDocument {
  const taken = new Map<string, number>();
  const statements = drafts
    .filter((each) => each !== null)
    .map((statement) => {
      const count = (taken.get(statement.Sid) ?? 0) + 1;
      taken.set(statement.Sid, count);
      return count === 1 ? statement : { ...statement, Sid: `${statement.Sid}x${count}` };
    });
  return { Version: '2012-10-17', Statement: statements };
}

/**
 * A list that is empty means different things: nothing to allow or to deny, or, in its negated form, that nothing is
 * excepted.
 */
function draft(Sid: string, Effect: Statement['Effect'], body: Body): Draft {
  const { principal, action, notAction, resource, notResource, condition } = body;
  if (action?.length === 0 || resource?.length === 0) return null;
  return {
    Sid,
    Effect,
    ...(principal === undefined ? {} : { Principal: principal }),
    ...(action === undefined ? {} : { Action: compact(action) }),
    ...(notAction === undefined ? {} : { NotAction: compact(notAction) }),
    ...(resource === undefined ? {} : { Resource: compact(resource) }),
    ...(notResource === undefined
      ? {}
      : notResource.length === 0
        ? { Resource: '*' }
        : { NotResource: compact(notResource) }),
    ...(condition === undefined || Object.keys(condition).length === 0
      ? {}
      : { Condition: compactConditions(condition) }),
  };
}

/** Each once, and one alone without its list: a policy's size is limited. */
function compact(list: List): OneOrMore {
  const unique = [...new Set(list)];
  return unique.length === 1 && unique[0] !== undefined ? unique[0] : unique;
}

function compactConditions(conditions: Conditions): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).map(([key, value]) => [key, typeof value === 'string' ? value : compact(value)]),
      ),
    ]),
  );
}
