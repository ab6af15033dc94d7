import type { Diagnostic, SourceTexts } from '../../diagnostics';
import type { EnvironmentName } from '../../model';
import type { RotationReach } from './reach';

/** A value that was replaced, or would be. */
export interface RotatedPlace {
  readonly environment: EnvironmentName;
  readonly name: string;
  /** `value`: a new ciphertext; `revision`: the reference is read anew by the next deploy. */
  readonly kind: 'value' | 'revision';
  /** Relative to the workspace, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Of a reference: the new one. */
  readonly revision: number | null;
  /** Of a generated key pair: the public half, as PEM. */
  readonly publicKey: string | null;
  /** Whether what stood there is to be revoked at its provider. */
  readonly revoke: boolean;
}

export interface RotateResult {
  /**
   * `written`: in every environment that was asked for; `partly`: see `left`; `declined`: a person said no; `refused`: see the
   * diagnostics.
   */
  readonly status: 'written' | 'partly' | 'dry-run' | 'declined' | 'refused';
  readonly name: string;
  readonly reach: readonly RotationReach[];
  /** What was written, or would be. */
  readonly places: readonly RotatedPlace[];
  /** Environments in which nothing was written, and why: in sentences. */
  readonly left: readonly { readonly environment: EnvironmentName; readonly reason: string }[];
  readonly texts: SourceTexts;
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of the arguments. */
  readonly misuse: readonly Diagnostic[];
}
