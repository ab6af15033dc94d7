import type { RequestContext } from './context';
import { type Glob, globOf, literalOf, matchesGlob } from './glob';

interface Variable {
  /** In lower case. */
  readonly key: string;
  readonly otherwise?: string;
}
type Part = Glob | Variable;

/** Whether a value of the request is what the policy's text says. */
export type TextTest = (value: string, context: RequestContext) => boolean;

const isVariable = (part: Part): part is Variable => 'key' in part;

/** `${key}`, `${key, 'default'}`, and `${*}`, `${?}`, `${$}` for the characters themselves. */
const placeholder = /\$\{(?:([*?$])|([^},]+?)(?:,\s*'([^']*)')?)\}/g;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
function partsOf(text: string, plain: (text: string) => Glob): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(placeholder)) {
    const [whole, escaped, key, otherwise] = match;
    parts.push(plain(text.slice(from, match.index)));
    if (escaped !== undefined) parts.push(literalOf(escaped));
    else parts.push({ key: (key ?? '').toLowerCase(), ...(otherwise === undefined ? {} : { otherwise }) });
    from = match.index + whole.length;
  }
  return [...parts, plain(text.slice(from))];
}

/** What a variable stands for; undefined where it has no single value and no default. Never a wildcard. */
function resolve({ key, otherwise }: Variable, context: RequestContext): string | undefined {
  const values = context.get(key);
  return values?.length === 1 ? values[0] : values === undefined ? otherwise : undefined;
}

/** A text with an undefined variable matches nothing. */
function resolved(parts: readonly Part[], context: RequestContext): Glob | undefined {
  const glob: number[] = [];
  for (const part of parts) {
    if (!isVariable(part)) glob.push(...part);
    else {
      const value = resolve(part, context);
      if (value === undefined) return undefined;
      glob.push(...literalOf(value));
    }
  }
  return glob;
}

function testOf(text: string, plain: (text: string) => Glob): TextTest {
  const parts = partsOf(text, plain);
  if (!parts.some(isVariable)) {
    const glob = parts.flatMap((part) => (isVariable(part) ? [] : part));
    return (value) => matchesGlob(glob, value);
  }
  return (value, context) => {
    const glob = resolved(parts, context);
    return glob !== undefined && matchesGlob(glob, value);
  };
}

/** With variables, and `*` and `?` as wildcards. */
export const likeTest = (text: string): TextTest => testOf(text, globOf);

/** With variables; everything else stands for itself. */
export const equalTest = (text: string): TextTest =>
  text.includes('${') ? testOf(text, literalOf) : (value) => value === text;

/** As `equalTest`, whatever the case of either side. */
export function equalIgnoringCaseTest(text: string): TextTest {
  const test = equalTest(text.toLowerCase());
  return (value, context) => test(value.toLowerCase(), lowerCased(context));
}

const lowered = new WeakMap<RequestContext, RequestContext>();
function lowerCased(context: RequestContext): RequestContext {
  const known = lowered.get(context);
  if (known !== undefined) return known;
  const made = new Map(
    [...context].map(([key, values]) => [key, values.map((value) => value.toLowerCase())]),
  );
  lowered.set(context, made);
  return made;
}
