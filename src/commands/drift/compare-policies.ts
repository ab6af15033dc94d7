import type { PolicyDocument } from '../../access';

export interface PolicyDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/**
 * How the policy of an entry differs from what is generated, statement by statement; null where they say the same.
 *
 * @param planned - undefined where none is generated
 * @param actual - its JSON; null where there is none
 */
export function comparePolicies(
  planned: PolicyDocument | undefined,
  actual: string | null,
): PolicyDifference | null {
  const wanted = statementsOf(planned);
  const found = statementsOf(parsed(actual));
  const added = [...found.keys()].filter((sid) => !wanted.has(sid));
  const removed = [...wanted.keys()].filter((sid) => !found.has(sid));
  const changed = [...wanted].flatMap(([sid, text]) => ((found.get(sid) ?? text) === text ? [] : [sid]));
  return added.length + removed.length + changed.length === 0 ? null : { added, removed, changed };
}

/** AWS takes in no policy that is not JSON, so what cannot be read counts as none. */
function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Each statement's meaning as a text, by Sid. The version of the language belongs to it: in an older one a variable is a text like
 * any other.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
function statementsOf(document: unknown): ReadonlyMap<string, string> {
  if (!isObject(document)) return new Map();
  const { Version = '2008-10-17', Statement } = document;
  const statements = new Map<string, string>();
  for (const [index, { Sid, ...rest }] of [Statement].flat().filter(isObject).entries()) {
    const name = typeof Sid === 'string' && Sid !== '' ? Sid : `#${index + 1}`;
    const isTaken = statements.has(name);
    statements.set(isTaken ? `${name} #${index + 1}` : name, JSON.stringify([Version, normalized(rest)]));
  }
  return statements;
}

/**
 * One form for what IAM takes for the same: lists are sets, one value is a list of it, everybody is `*` or
 * `{ AWS: '*' }`, and an account is its number or its root.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function normalized(element: unknown): unknown {
  if (Array.isArray(element)) {
    const items = element.map((item) => JSON.stringify(normalized(item)));
    const unique = [...new Set(items)].sort();
    return unique.length === 1 ? JSON.parse(unique[0] ?? '') : unique;
  }
  if (isObject(element)) {
    return Object.fromEntries(
      Object.entries(element)
        .map(
          ([key, value]) => [key, key.endsWith('Principal') ? principal(value) : normalized(value)] as const,
        )
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  }
  return String(element);
}

function principal(element: unknown): unknown {
  const who = element === '*' ? { AWS: '*' } : element;
  if (!isObject(who)) return normalized(who);
  const { AWS, ...rest } = who;
  return normalized(AWS === undefined ? rest : { ...rest, AWS: [AWS].flat().map(asRoot) });
}

const asRoot = (who: unknown): unknown =>
  typeof who === 'string' && /^\d{12}$/.test(who) ? `arn:aws:iam::${who}:root` : who;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
