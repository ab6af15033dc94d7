import type { AccessDocument, AccessPrincipal, DocumentKind } from './policy';
import { limitOf, managedLimit, sizeOf } from './sizes';
import { split } from './split';
import { type Draft, documentOf } from './statement';

/** Documents, and who they bind. */
export interface Made {
  readonly documents: readonly AccessDocument[];
  readonly principals?: readonly AccessPrincipal[];
}

export const make = (name: string, kind: DocumentKind, drafts: readonly Draft[]): AccessDocument => ({
  name,
  kind,
  document: documentOf(...drafts),
});

export const together = (...parts: readonly Made[]): Made => ({
  documents: parts.flatMap(({ documents }) => documents),
  principals: parts.flatMap(({ principals = [] }) => principals),
});

interface RoleProps {
  readonly name: string;
  readonly arn: string;
  readonly identity: readonly Draft[];
  readonly trust: readonly Draft[];
  /** Name of the document. */
  readonly boundary?: string;
}

/** A role: what it may, who may take it on, and what caps it. What it may stands inline in it, so it is one document. */
export function role({ name, arn, identity, trust, boundary }: RoleProps): Made {
  return roleOf({ name, arn, trust, ...(boundary === undefined ? {} : { boundary }) }, [
    make(name, 'identity', identity),
  ]);
}

/** A role of the foundation, which may make policies of their own for what is too much to stand inline. */
export function foundationRoleOf({ name, identity, ...props }: RoleProps): Made {
  const whole = make(name, 'identity', identity);
  const fits = sizeOf(whole.document) <= limitOf(whole);
  return roleOf({ name, ...props }, fits ? [whole] : split(whole, managedLimit));
}

function roleOf(
  { name, arn, trust, boundary }: Omit<RoleProps, 'identity'>,
  identity: readonly AccessDocument[],
): Made {
  return {
    documents: [...identity, make(`${name}.trust`, 'trust', trust)],
    principals: [
      {
        name,
        arn,
        identity: identity.map((document) => document.name),
        trust: `${name}.trust`,
        ...(boundary === undefined ? {} : { boundary }),
      },
    ],
  };
}
