import type { AccessDocument } from '../policy';
import { limitOf, sizeOf } from '../sizes';
import { actionRule } from './actions';
import {
  missingKeyRule,
  operatorRule,
  setOperatorRule,
  tagKeyRule,
  variableRule,
  versionStageRule,
} from './conditions';
import { elementRule } from './elements';
import type { LintFault, StatementRule } from './fault';
import type { KnownToIam } from './known';
import { keyPolicyRule, secretPolicyRule } from './resource-policies';
import { entryPatternRule, resourceRule } from './resources';
import { sentKeyRule } from './sent-keys';
import { trustRule } from './trust';

const statementRules: readonly StatementRule[] = [
  elementRule,
  operatorRule,
  resourceRule,
  entryPatternRule,
  variableRule,
  setOperatorRule,
  missingKeyRule,
  versionStageRule,
  tagKeyRule,
  trustRule,
  secretPolicyRule,
  keyPolicyRule,
];

function documentFaults(document: AccessDocument, limit: number): LintFault[] {
  const sids = document.document.Statement.map(({ Sid }) => Sid);
  const twice = sids.filter((sid, at) => sids.indexOf(sid) !== at);
  const size = sizeOf(document.document);
  return [
    ...twice.map((sid) => ({
      rule: 'sid' as const,
      document: document.name,
      sid,
      message: 'Two statements share it.',
    })),
    ...(size <= limit
      ? []
      : [
          {
            rule: 'size' as const,
            document: document.name,
            sid: '',
            message: `${size} characters of ${limit}.`,
          },
        ]),
  ];
}

/**
 * Everything in a generated document that AWS would refuse, or that says something else than it seems to say.
 * @param limit in characters, where it is attached in another way than its kind is usually.
 */
export function lintDocument(
  document: AccessDocument,
  known: KnownToIam,
  limit: number = limitOf(document),
): readonly LintFault[] {
  const rules = [...statementRules, actionRule(known), sentKeyRule(known)];
  return [
    ...documentFaults(document, limit),
    ...document.document.Statement.flatMap((statement) =>
      rules.flatMap((rule) =>
        rule(statement, document).map((finding) => ({
          ...finding,
          document: document.name,
          sid: statement.Sid ?? '',
        })),
      ),
    ),
  ];
}
