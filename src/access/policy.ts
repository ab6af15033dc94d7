/** One value, or several of them: what IAM's JSON allows almost everywhere. */
export type OneOrMore = string | readonly string[];

/** Operator (`StringEquals`, `ForAnyValue:StringLike`, `ArnNotEqualsIfExists`, …) → condition key → values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** `'*'`, or kind (`AWS`, `Service`, `Federated`) → who. */
export type PrincipalElement = '*' | Readonly<Record<string, OneOrMore>>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement {
  /** Says what the statement is for. */
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalElement;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Conditions;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** What a document is attached to, which decides its limits and what it may hold. */
export type DocumentKind = 'identity' | 'trust' | 'boundary' | 'secret-policy' | 'key-policy' | 'scp';

export interface AccessDocument {
  /** The file's name without `.json`, such as `ci-deploy.production.trust`. */
  readonly name: string;
  readonly kind: DocumentKind;
  readonly document: PolicyDocument;
}

/** A role that is generated, or a kind of human principal that generated policies are attached to. */
export interface AccessPrincipal {
  /** Such as `execution.dev.api`, `ci-plan` or `developer`. */
  readonly name: string;
  /** ARN of the role; for humans a stand-in of the form that their session's role has. */
  readonly arn: string;
  /** Names of the identity documents that are bound to it. */
  readonly identity: readonly string[];
  /** Name of its permissions boundary. */
  readonly boundary?: string;
  /** Name of its trust document. */
  readonly trust?: string;
}

/** Everything that is generated about access, as plain data. */
export interface AccessPlan {
  /** By name, in code unit order. */
  readonly documents: Readonly<Record<string, AccessDocument>>;
  readonly principals: Readonly<Record<string, AccessPrincipal>>;
}
