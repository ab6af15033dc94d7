import type { AccessDocument, DocumentKind, Statement } from '../../../src/access/policy';

/** A document of the statements given; a statement says only what matters to its test. */
export function documentOf(
  kind: DocumentKind,
  ...statements: readonly (Partial<Statement> & Pick<Statement, 'Effect'>)[]
): AccessDocument {
  return {
    name: kind,
    kind,
    document: {
      Version: '2012-10-17',
      Statement: statements.map((statement, at) => ({ Sid: `Statement${at}`, ...statement })),
    },
  };
}
