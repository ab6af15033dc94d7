import { many } from '../../../src/access/many';
import type { AccessDocument, OneOrMore, Statement } from '../../../src/access/policy';

/** A document with one thing taken out or made wider. */
export interface Mutant {
  /** `DOCUMENT SID: what was changed`, without the number of a document that goes on in several. */
  readonly name: string;
  readonly document: AccessDocument;
  /** The statement that was changed, before and after; after is undefined where it was dropped. */
  readonly before: Statement;
  readonly after: Statement | undefined;
}

type Change = readonly [what: string, statement: Statement | undefined];
type Field = 'Action' | 'NotAction' | 'Resource' | 'NotResource';

/** Without one field, or with another value in it. */
const withField = (statement: Statement, field: keyof Statement, value: unknown): Statement => {
  const { [field]: _, ...rest } = statement;
  return (value === undefined ? rest : { ...rest, [field]: value }) as Statement;
};

/** A list with each of its values left out in turn; a single value has nothing to leave out. */
function* shorter(list: OneOrMore | undefined): Generator<readonly [string, OneOrMore]> {
  const values = many(list);
  if (values.length < 2) return;
  for (const [at, value] of values.entries()) yield [value, values.filter((_, other) => other !== at)];
}

function* fieldChanges(statement: Statement, field: Field): Generator<Change> {
  const list = statement[field];
  if (list === undefined) return;
  for (const [value, rest] of shorter(list)) {
    yield [`${field} without ${value}`, withField(statement, field, rest)];
  }
  // A Deny that is wider denies more: what has to work is what would notice.
  if (statement.Effect === 'Deny') return;
  if (field === 'Action') {
    for (const action of many(list)) {
      const wider = action.replace(/:.*/, ':*');
      if (wider === action || action === '*') continue;
      const actions = many(list).map((each) => (each === action ? wider : each));
      yield [`${action} as ${wider}`, withField(statement, field, actions)];
    }
  }
  if (field === 'Resource' && list !== '*') yield ['on every Resource', withField(statement, field, '*')];
}

function* conditionChanges(statement: Statement): Generator<Change> {
  const { Condition = {} } = statement;
  const changed = (operator: string, keys: Record<string, OneOrMore>): Statement => {
    const { [operator]: _, ...others } = Condition;
    const all = Object.keys(keys).length === 0 ? others : { ...others, [operator]: keys };
    return withField(statement, 'Condition', Object.keys(all).length === 0 ? undefined : all);
  };
  for (const [operator, keys] of Object.entries(Condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const { [key]: _, ...others } = keys;
      yield [`without ${operator} ${key}`, changed(operator, others)];
      for (const [value, rest] of shorter(values)) {
        yield [`${operator} ${key} without ${value}`, changed(operator, { ...keys, [key]: rest })];
      }
    }
  }
}

function* principalChanges(statement: Statement): Generator<Change> {
  const { Principal } = statement;
  if (Principal === undefined || Principal === '*') return;
  if (statement.Effect === 'Allow') yield ['for every Principal', withField(statement, 'Principal', '*')];
}

function* changesOf(statement: Statement): Generator<Change> {
  yield ['dropped', undefined];
  for (const field of ['Action', 'NotAction', 'Resource', 'NotResource'] as const) {
    yield* fieldChanges(statement, field);
  }
  yield* conditionChanges(statement);
  yield* principalChanges(statement);
}

/** Every document that differs from this one by one thing. */
export function* mutantsOf(document: AccessDocument): Generator<Mutant> {
  const statements = document.document.Statement;
  for (const [at, before] of statements.entries()) {
    for (const [what, after] of changesOf(before)) {
      const changed = statements.flatMap((each, other) =>
        other !== at ? [each] : after === undefined ? [] : [after],
      );
      yield {
        name: `${document.name.replace(/\.\d+$/, '')} ${before.Sid}: ${what}`,
        document: { ...document, document: { ...document.document, Statement: changed } },
        before,
        after,
      };
    }
  }
}
