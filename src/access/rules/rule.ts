import type { Diagnostic, Place } from '../../diagnostics';
import type { Access, Manifest } from '../../model';
import type { FanOutPlan } from '../../plan';
import type { AccessPlan } from '../policy';
import type { AccessEnvironment, AccountScope } from '../scope';

/** Where something stands in the manifest; null where nobody asks. */
export type PlaceInManifest = (path: readonly (string | number)[]) => Place | null;

/** Everything that the rules of access judge. */
export interface AccessFacts {
  readonly manifest: Manifest;
  readonly access: Access;
  readonly plan: FanOutPlan;
  readonly scopes: readonly AccountScope[];
  readonly accessPlan: AccessPlan;
  /** Whether an environment was asked for: one never holds up another. Who asks for the foundation asks for all. */
  readonly isAsked: (environment: AccessEnvironment) => boolean;
  readonly at: PlaceInManifest;
}

export type AccessRule = (facts: AccessFacts) => readonly Diagnostic[];
