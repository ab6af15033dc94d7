import { many } from '../many';
import type { PolicyDocument, PrincipalElement, Statement } from '../policy';
import { arnTest } from './arn-test';
import { conditionsTest } from './conditions';
import type { RequestContext } from './context';
import { globOf, matchesGlob } from './glob';

/** A statement with its patterns prepared. */
export interface CompiledStatement {
  readonly sid: string;
  readonly effect: Statement['Effect'];
  readonly principal: PrincipalElement | undefined;
  /** Everything but the principal. The action is in lower case. */
  readonly matches: (action: string, resource: string, context: RequestContext) => boolean;
}

function actionTest({ Action, NotAction }: Statement): (action: string) => boolean {
  const globs = many(Action ?? NotAction).map((action) => globOf(action.toLowerCase()));
  const wanted = Action !== undefined;
  return (action) => globs.some((glob) => matchesGlob(glob, action)) === wanted;
}

/** A trust policy has no resource: it is about the role that it belongs to. */
function resourceTest({
  Resource,
  NotResource,
}: Statement): (arn: string, context: RequestContext) => boolean {
  if (Resource === undefined && NotResource === undefined) return () => true;
  const tests = many(Resource ?? NotResource).map(arnTest);
  const wanted = Resource !== undefined;
  return (arn, context) => tests.some((test) => test(arn, context)) === wanted;
}

function compileStatement(statement: Statement): CompiledStatement {
  const ofAction = actionTest(statement);
  const ofResource = resourceTest(statement);
  const holds = conditionsTest(statement.Condition);
  return {
    sid: statement.Sid,
    effect: statement.Effect,
    principal: statement.Principal,
    matches: (action, resource, context) =>
      ofAction(action) && ofResource(resource, context) && holds(context),
  };
}

const compiled = new WeakMap<PolicyDocument, readonly CompiledStatement[]>();

/** Prepared once per document object: a document is data and never changed in place. */
export function compileDocument(document: PolicyDocument): readonly CompiledStatement[] {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  const made = document.Statement.map(compileStatement);
  compiled.set(document, made);
  return made;
}
