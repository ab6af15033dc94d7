import type { AccessDocument, Statement } from '../policy';

export type LintRule =
  | 'sid'
  | 'element'
  | 'unknown-action'
  | 'unknown-operator'
  | 'unknown-key'
  | 'unsent-key'
  | 'resource-arn'
  | 'entry-pattern'
  | 'variable'
  | 'set-operator'
  | 'missing-key'
  | 'version-stage'
  | 'trust'
  | 'resource-policy'
  | 'key-policy'
  | 'size';

/** Something in a generated document that AWS would refuse, or would read otherwise than it looks. */
export interface LintFault {
  readonly rule: LintRule;
  /** Name of the document. */
  readonly document: string;
  /** Of the statement; empty where it is about the whole document. */
  readonly sid: string;
  readonly message: string;
}

/** What a rule finds in one statement. */
export type Finding = Pick<LintFault, 'rule' | 'message'>;
export type StatementRule = (statement: Statement, document: AccessDocument) => readonly Finding[];
