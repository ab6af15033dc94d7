import type { OneOrMore } from '../policy';

/**
 * Who asks. `arn` is the role's, the user's or the root's; of a service its host name (`ecs-tasks.amazonaws.com`), of
 * a federated identity the ARN of its provider.
 */
export interface Caller {
  readonly kind: 'role' | 'user' | 'root' | 'service' | 'federated';
  readonly arn: string;
  /** Of the role's session, where a policy names it. */
  readonly sessionArn?: string;
}

/** Condition key, in any case → its value or values. A key that is absent is missing from the request. */
export type ContextKeys = Readonly<Record<string, OneOrMore>>;

export interface AccessRequest {
  readonly caller: Caller;
  /** Such as `secretsmanager:GetSecretValue`. */
  readonly action: string;
  /** An ARN, or `*` for an action that knows no resource. */
  readonly resource: string;
  readonly context?: ContextKeys;
}
