import { operators, parseOperator } from '../evaluate/operators';
import { many } from '../many';
import type { Statement } from '../policy';
import { conditionEntries, requiresKey } from './condition-entries';
import type { Finding, StatementRule } from './fault';

/** Keys that carry several values, which only the set operators compare as they look. */
const severalValues = new Set([
  'aws:tagkeys',
  'aws:principalorgpaths',
  'aws:calledvia',
  'kms:encryptioncontextkeys',
  'kms:resourcealiases',
  'kms:grantoperations',
  'secretsmanager:addreplicaregions',
  'sts:transitivetagkeys',
]);

export const operatorRule: StatementRule = (statement) =>
  conditionEntries(statement)
    .filter(({ operator }) => parseOperator(operator) === undefined)
    .map(({ operator }) => ({ rule: 'unknown-operator', message: `There is no operator ${operator}.` }));

const texts = (statement: Statement): readonly string[] => [
  ...many(statement.Resource ?? statement.NotResource),
  ...conditionEntries(statement).flatMap(({ values }) => values),
];

/** A variable that nothing defines never equals anything, and differs from everything: each has a default. */
export const variableRule: StatementRule = (statement) => [
  ...texts(statement)
    .flatMap((text) => text.match(/\$\{[^}]*\}?/g) ?? [])
    .filter((variable) => !/^\$\{(?:[*?$]|[A-Za-z0-9:/._-]+, '[^']+')\}$/.test(variable))
    .map((variable): Finding => ({ rule: 'variable', message: `${variable} has no default.` })),
  ...conditionEntries(statement)
    .filter(
      ({ operator, values }) => !/String|Arn/.test(operator) && values.some((text) => text.includes('${')),
    )
    .map(({ operator }): Finding => ({ rule: 'variable', message: `${operator} fills in no variables.` })),
];

/** An empty set passes ForAllValues; several values pass no plain operator in a way that one could read off. */
export const setOperatorRule: StatementRule = (statement) =>
  conditionEntries(statement).flatMap(({ operator, key }): Finding[] => {
    const set = parseOperator(operator)?.set;
    if (set === 'ForAllValues' && statement.Effect === 'Allow' && !requiresKey(statement, key)) {
      return [{ rule: 'set-operator', message: `ForAllValues on ${key} also allows when it is missing.` }];
    }
    const several = severalValues.has(key.toLowerCase());
    if (operator === 'Null' || several === (set !== undefined)) return [];
    return [{ rule: 'set-operator', message: `${key} has ${several ? 'several values' : 'one value'}.` }];
  });

/** A Deny that spares what is missing is no Deny; an Allow that takes in what is missing says so. */
export const missingKeyRule: StatementRule = (statement) =>
  conditionEntries(statement).flatMap(({ operator, key }): Finding[] => {
    const parsed = parseOperator(operator);
    const negated = operators.get(parsed?.name ?? '')?.negated === true;
    if (statement.Effect === 'Deny' && parsed?.ifExists === true && negated) {
      return [{ rule: 'missing-key', message: `IfExists on ${key} changes nothing in a Deny that negates.` }];
    }
    if (
      statement.Effect === 'Allow' &&
      negated &&
      parsed?.set !== 'ForAnyValue' &&
      !requiresKey(statement, key)
    ) {
      return [
        { rule: 'missing-key', message: `An Allow that negates ${key} also allows when it is missing.` },
      ];
    }
    return [];
  });

/** Callers that name no stage send no key: an Allow shuts them out, and a Deny that does not say so too. */
export const versionStageRule: StatementRule = (statement) =>
  conditionEntries(statement)
    .filter(({ operator, key }) => operator !== 'Null' && key.toLowerCase() === 'secretsmanager:versionstage')
    .filter(({ key }) => statement.Effect === 'Allow' || !requiresKey(statement, key))
    .map(() => ({
      rule: 'version-stage',
      message: 'Whoever names no stage is meant to pass: Deny, and Null "false".',
    }));

/** The service's own spelling of a tag's key is not sent with every action. */
export const tagKeyRule: StatementRule = (statement) =>
  conditionEntries(statement)
    .filter(({ key }) => /^secretsmanager:resourcetag\//i.test(key))
    .map(({ key }) => ({ rule: 'unknown-key', message: `Use aws:ResourceTag instead of ${key}.` }));
