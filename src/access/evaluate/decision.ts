/** In which kind of policy something was decided. `resource` is the policy of an entry or key, or a role's trust. */
export type Layer = 'scp' | 'resource' | 'identity' | 'boundary';

export interface DecidingStatement {
  readonly layer: Layer;
  /** Name of the document. */
  readonly document: string;
  readonly sid: string;
}

export type Decision =
  | { readonly answer: 'allowed'; readonly by: DecidingStatement }
  | { readonly answer: 'explicitDeny'; readonly by: DecidingStatement }
  /** Nothing forbids it, and in that layer nothing allows it. */
  | { readonly answer: 'implicitDeny'; readonly missing: Layer };
