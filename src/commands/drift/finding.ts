import type { BucketName, EnvironmentName } from '../../model';

/** How AWSCURRENT got to stand elsewhere: `unknown` where neither dates nor ids of versions tell. */
export type Move = 'rolled-back' | 'written-outside' | 'unknown';

/** What stands in AWS otherwise than it was deployed, with what is needed to say it. No value of a secret is among it. */
export type Gist =
  /** The last deploy made it, or the environment adopts it, and it is gone. */
  | { readonly kind: 'deleted'; readonly arn: string }
  /** It is not there; whether it ever was, nobody could say without the outputs of the stack. */
  | { readonly kind: 'missing' }
  /** @param date - ISO 8601 with a time; from then on nothing brings it back */
  | { readonly kind: 'scheduled-for-deletion'; readonly date: string }
  /** Another entry has its name by now. @param deployed - ARN of the one that was deployed, or is to be adopted */
  | { readonly kind: 'replaced'; readonly arn: string; readonly deployed: string }
  /** An entry has its name, and the last deploy knew nothing of it. */
  | { readonly kind: 'not-in-state'; readonly arn: string }
  /** @param stack - the foundation stack that makes it */
  | { readonly kind: 'key-missing'; readonly alias: string; readonly stack: string }
  /** @param state - `Disabled`, `PendingDeletion` … */
  | { readonly kind: 'key-unusable'; readonly arn: string; readonly state: string }
  /** No version is labelled AWSCURRENT, so that nothing can be read. */
  | { readonly kind: 'no-current-version'; readonly deployed: string }
  | OtherVersion
  /**
   * By Sid; a statement without one is called by its place, `#1`.
   *
   * @param isPlanned - whether the entry is to have a policy; no deploy touches that of one that is to have none
   */
  | {
      readonly kind: 'policy-changed';
      readonly isPlanned: boolean;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly changed: readonly string[];
    }
  /** @param key - as AWS names it; null for the account's own key of Secrets Manager */
  | { readonly kind: 'other-key'; readonly key: string | null; readonly planned: string }
  | { readonly kind: 'rotation-enabled' }
  | { readonly kind: 'replicated'; readonly regions: readonly string[] }
  | {
      readonly kind: 'tag-changed';
      readonly tag: string;
      /** As planned; null where there is to be no such tag. */
      readonly from: string | null;
      /** As it stands; null where it is gone. */
      readonly to: string | null;
    }
  | { readonly kind: 'description-changed'; readonly from: string; readonly to: string }
  /** It is tagged as this environment's, and no bucket has it. */
  | { readonly kind: 'unknown-entry'; readonly arn: string };

/** What is read now is not what the last deploy wrote. */
export interface OtherVersion {
  readonly kind: 'other-version';
  readonly how: Move;
  /** Id of the version that is labelled AWSCURRENT. */
  readonly current: string;
  /** When that came, ISO 8601; null where AWS does not say. */
  readonly since: string | null;
  /** Id of the version that was deployed; null where there was none, or nobody knows it. */
  readonly deployed: string | null;
  /** Whether that is labelled AWSPREVIOUS, so that a rollback brings it back. */
  readonly isPrevious: boolean;
}

/**
 * `loss`: what can no longer be read, or soon. `values`: what is read is something else. `access`: who can read it may
 * be somebody else.
 */
export const weights = ['loss', 'values', 'access', 'rest'] as const;
export type Weight = (typeof weights)[number];

export interface Finding {
  readonly gist: Gist;
  readonly weight: Weight;
  readonly environment: EnvironmentName;
  /** Null where it is about the environment as a whole, or about an entry of no bucket. */
  readonly bucket: BucketName | null;
  /** Null where it is about the environment as a whole. */
  readonly secretName: string | null;
}

/** What the next deploy does by itself, and nobody has to look into. */
export interface Pending {
  /**
   * `not-made`: the entry comes with the next deploy. `not-adopted`: it is there, and comes under Terraform with the
   * next deploy. `not-deployed`: its contents changed since the last one.
   * `removal-not-deployed`: the plan has no such bucket any more.
   */
  readonly kind: 'not-made' | 'not-adopted' | 'not-deployed' | 'removal-not-deployed';
  readonly environment: EnvironmentName;
  readonly bucket: string;
  readonly secretName: string;
}
