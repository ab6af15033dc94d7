import type { Backend, BucketName, CanonicalName, EnvironmentName, TargetName } from '../model';

/** Where a target's value comes from. Two contributions with an equal origin are the same source. */
export type Origin =
  | { readonly secret: CanonicalName }
  | { readonly config: CanonicalName }
  | {
      readonly template: string;
      readonly secrets: readonly CanonicalName[];
      readonly config: readonly CanonicalName[];
    };

/** Which layer gave a target: `originals`, `mapping:NAME` or `values`. */
export type LayerName = string;

export interface EntryPlan {
  readonly from: Origin;
  readonly layer: LayerName;
  /** The text of the target; only where no secret is in it. */
  readonly value?: string;
}

/** What stands behind a canonical name in one environment. Never a plaintext secret. */
export type ValueSource =
  | { readonly kind: 'config'; readonly value: string }
  | {
      readonly kind: 'kms';
      /** Base64 of what KMS returned. */
      readonly ciphertext: string;
      /** The ciphertext that this one was made from inside of KMS: it holds the same value. */
      readonly sameAs?: string;
      readonly context: { readonly project: string; readonly environment: string; readonly name: string };
    }
  | {
      readonly kind: 'secretsManager';
      /** Name or ARN of the entry. */
      readonly id: string;
      /** Key of its JSON object; the whole text where there is none. */
      readonly key?: string;
      readonly revision: number;
    }
  | { readonly kind: 'ssm' /** Name or ARN. */; readonly parameter: string; readonly revision: number }
  | { readonly kind: 'variable'; readonly revision: number }
  | { readonly kind: 'unset' };

/**
 * `ready`: every target has a value. `new`: no secret of it has one, so the entry gets no version.
 * `incomplete`: some have and some have not; an error, since a live entry must not leave Terraform by an edit.
 */
export type BucketStatus = 'ready' | 'new' | 'incomplete';

export interface BucketPlan {
  readonly name: BucketName;
  readonly description?: string;
  readonly secretName: string;
  readonly status: BucketStatus;
  /** Canonical names that this bucket needs and that have no value yet, sorted. Empty where it is ready. */
  readonly unset: readonly CanonicalName[];
  /** ARN of the entry that exists already, and that is taken in without being written to. */
  readonly adopts?: string;
  /** Hex SHA-256 over what the bucket is made of; null unless it is ready, and while its entry is being adopted. */
  readonly fingerprint: string | null;
  /** The first 48 bits of the fingerprint; null where that is. */
  readonly version: number | null;
  /** Every tag of the entry. */
  readonly tags: Readonly<Record<string, string>>;
  /** By target, in code unit order. */
  readonly entries: Readonly<Record<TargetName, EntryPlan>>;
  /** Targets that a preview deployment must set for itself. */
  readonly excludeFromPreview: readonly TargetName[];
}

/** What an environment's file says of the environment itself. */
export interface EnvironmentFacts {
  readonly name: EnvironmentName;
  readonly extends?: EnvironmentName;
  readonly protected: boolean;
  readonly account: string;
  readonly region: string;
  readonly branches: readonly string[];
  readonly backend?: Backend;
  /** Days in which a deleted entry can be restored. */
  readonly recoveryWindow: number;
}

export interface EnvironmentPlan extends EnvironmentFacts {
  /** Alias of the KMS key, `alias/<project>/<environment>`; an extending environment uses its parent's. */
  readonly keyAlias: string;
  /** What stands behind each canonical name that a bucket takes here, by name in code unit order. */
  readonly sources: Readonly<Record<CanonicalName, ValueSource>>;
  /** By name, in code unit order. */
  readonly buckets: Readonly<Record<BucketName, BucketPlan>>;
}

/** A value that stands elsewhere already, as an environment's file names it. */
export type UpstreamReference =
  /** Name or ARN of an entry. */
  | { readonly secretsManager: string }
  /** Name or ARN of a parameter. */
  | { readonly ssm: string };

/** What access is generated from: where an environment stands and what its entries are called. */
export interface EnvironmentOutline extends EnvironmentFacts {
  /** Names of the entries, by bucket in code unit order. */
  readonly entries: Readonly<Record<BucketName, string>>;
  /** What its own file and the one that it extends refer to; each once. */
  readonly references: readonly UpstreamReference[];
}

/** One key per environment that does not extend another; what the foundation of an account is made from. */
export interface KeyPlan {
  readonly environment: EnvironmentName;
  readonly account: string;
  readonly region: string;
  readonly protected: boolean;
  readonly alias: string;
}

/** What the foundation stacks are made from. */
export interface FoundationPlan {
  readonly backend?: Backend;
  readonly retired: readonly EnvironmentName[];
  /** By environment, in code unit order; of all environments, also those that were not asked for. */
  readonly keys: readonly KeyPlan[];
}

/** The pure result of planning. Plain data: it can be printed, compared and stored. */
export interface FanOutPlan {
  readonly project: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Null where it was not asked for: no foundation stack is made then. */
  readonly foundation: FoundationPlan | null;
  /** By name, in code unit order; those that were asked for. */
  readonly environments: Readonly<Record<EnvironmentName, EnvironmentPlan>>;
  /** By name, in code unit order; of all environments, also those that were not asked for. */
  readonly outlines: readonly EnvironmentOutline[];
}
