import { type AccessRequest, contextOf, type PoliciesInForce } from '../../../src/access/evaluate';
import { type CompiledStatement, compileDocument } from '../../../src/access/evaluate/compile';
import type { RequestContext } from '../../../src/access/evaluate/context';
import { namingOf } from '../../../src/access/evaluate/principals';
import type { AccessDocument, Statement } from '../../../src/access/policy';
import { caseFiles } from './cases';
import { actions, columnNames, rows, stepOf } from './matrix';
import type { Mutant } from './mutate';
import { type Actor, readingsOf, type Step, weighed } from './request';
import { forbidden, granted, spared } from './sweeps';
import { allowsOf, isAllowsOnly, layers, policiesIn, type Setup, textOf, weakest } from './weigh';
import type { World } from './world';

/** A question that the documents answer, with the answer that they have to give. */
interface Check {
  readonly readings: readonly Reading[];
  readonly policies: PoliciesInForce;
  readonly answer: string;
}
interface Reading {
  readonly request: AccessRequest;
  readonly context: RequestContext;
}

const setups: readonly Setup[] = ['generated', 'administrator', 'without denies', ...layers];

const documentsIn = ({
  identity,
  boundary,
  resource,
  scp = [],
}: PoliciesInForce): readonly AccessDocument[] =>
  [...identity, boundary, resource, ...scp].filter((document) => document !== undefined);

type Question = readonly [step: Step, by: Actor, setups: readonly Setup[]];

/** The cases under every setup; the rest under those that the tests of it ask for. */
function questions(world: World): readonly Question[] {
  return [
    ...[...caseFiles().values()].flatMap(({ cases }) =>
      cases.flatMap(({ steps, by }) => steps.map((step): Question => [step, by, setups])),
    ),
    ...Object.values(rows).flatMap(({ by, bucket }) =>
      actions.flatMap((action) =>
        columnNames.map(
          (column): Question => [stepOf(action, column, bucket), by, ['generated', 'without denies']],
        ),
      ),
    ),
    ...granted(world).map(({ step, by }): Question => [step, by, ['generated']]),
    ...[...forbidden(world), ...spared()].map(({ step, by, layer }): Question => [step, by, [layer]]),
  ];
}

/** Every question, by the names of the documents that have a say in it. */
export function checksOf(world: World): ReadonlyMap<string, readonly Check[]> {
  const checks = new Map<string, Check[]>();
  for (const [step, by, asked] of questions(world)) {
    const request = weighed(world, step, by);
    const readings = readingsOf(request.request).map((reading) => ({
      request: reading,
      context: contextOf(reading),
    }));
    for (const setup of asked) {
      const policies = policiesIn(setup, world, request);
      const answer = textOf(
        weakest(
          readings.map(({ request }) => request),
          policies,
        ),
      );
      for (const { name } of documentsIn(policies)) {
        const known = checks.get(name) ?? [];
        known.push({ readings, policies, answer });
        checks.set(name, known);
      }
    }
  }
  return checks;
}

const compiled = (statement: Statement | undefined): CompiledStatement | undefined =>
  statement && compileDocument({ Version: '2012-10-17', Statement: [statement] })[0];

function applies(statement: CompiledStatement | undefined, { request, context }: Reading): string {
  if (statement === undefined) return 'no';
  const naming = statement.principal === undefined ? 'name' : namingOf(statement.principal, request.caller);
  return naming !== 'none' && statement.matches(request.action.toLowerCase(), request.resource, context)
    ? naming
    : 'no';
}

function replaced(policies: PoliciesInForce, document: AccessDocument): PoliciesInForce {
  const now = (each: AccessDocument): AccessDocument => {
    if (each.name !== document.name) return each;
    return isAllowsOnly(each) ? allowsOf(document) : document;
  };
  return {
    identity: policies.identity.map(now),
    ...(policies.boundary === undefined ? {} : { boundary: now(policies.boundary) }),
    ...(policies.resource === undefined ? {} : { resource: now(policies.resource) }),
    ...(policies.scp === undefined ? {} : { scp: policies.scp.map(now) }),
  };
}

/** Whether some question is answered otherwise. Only those are asked again to which the changed statement applies otherwise. */
export function isNoticed(mutant: Mutant, checks: readonly Check[]): boolean {
  const before = compiled(mutant.before);
  const after = compiled(mutant.after);
  return checks.some(
    ({ readings, policies, answer }) =>
      readings.some((reading) => applies(before, reading) !== applies(after, reading)) &&
      textOf(
        weakest(
          readings.map(({ request }) => request),
          replaced(policies, mutant.document),
        ),
      ) !== answer,
  );
}
