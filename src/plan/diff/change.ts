import type { BucketName, CanonicalName, EnvironmentName, TargetName } from '../../model';
import type { BucketStatus, LayerName, Origin, ValueSource } from '../plan';

/**
 * What a reviewer has to look at first: who gains access, then what disappears, then protected environments, then the
 * rest.
 */
export const weights = ['access', 'loss', 'protected', 'rest'] as const;
export type Weight = (typeof weights)[number];

/** The targets of one bucket that a change touches. */
export interface Reach {
  readonly bucket: BucketName;
  /** In code unit order. */
  readonly targets: readonly TargetName[];
}

export type SourceKind = ValueSource['kind'];

/** Facts of an environment's file, beside its values. */
export type EnvironmentField =
  | 'protected'
  | 'account'
  | 'region'
  | 'extends'
  | 'backend'
  | 'branches'
  | 'recoveryWindow';
export type CanonicalField =
  | 'kind'
  | 'public'
  | 'final'
  | 'environments'
  | 'plain'
  | 'format'
  | 'minLength'
  | 'rotateEvery'
  | 'expires';
export type ManifestField =
  | 'project'
  | 'publicPrefixes'
  | 'retired'
  | 'foundation'
  | 'allowReserved'
  | 'override'
  | 'nested';

/** A text before and after; null where there is none, or where it may not be shown. */
export interface Replaced {
  readonly from: string | null;
  readonly to: string | null;
}

/** What has changed. Never with a secret in it: no plaintext, no ciphertext, no reference. */
export type Gist =
  | {
      readonly kind: 'name-added';
      readonly name: CanonicalName;
      readonly source: SourceKind;
      /** Its text, where it is configuration that may be shown. */
      readonly value: string | null;
    }
  | { readonly kind: 'name-removed'; readonly name: CanonicalName }
  | { readonly kind: 'name-renamed'; readonly name: CanonicalName; readonly was: CanonicalName }
  /** It had no value, and has one. */
  | { readonly kind: 'value-set'; readonly name: CanonicalName }
  /** It had a value, and has none. */
  | { readonly kind: 'value-unset'; readonly name: CanonicalName }
  | { readonly kind: 'rotated'; readonly name: CanonicalName }
  /** Another ciphertext that says that it holds the same value: for another name, or under another key. */
  | { readonly kind: 're-encrypted'; readonly name: CanonicalName }
  /** The ciphertext is one that stood there before (`since`: the day it came), or the revision counts down (null). */
  | { readonly kind: 'reverted'; readonly name: CanonicalName; readonly since: string | null }
  /** The value comes from elsewhere: another kind of source, or another place of the same kind. */
  | {
      readonly kind: 'source-changed';
      readonly name: CanonicalName;
      readonly from: SourceKind;
      readonly to: SourceKind;
    }
  | ({ readonly kind: 'config-changed'; readonly name: CanonicalName } & Replaced)
  | {
      readonly kind: 'target-added';
      readonly origin: Origin;
      /** Secrets that the buckets did not hold before. */
      readonly gained: readonly CanonicalName[];
    }
  | { readonly kind: 'target-removed'; readonly origin: Origin }
  | { readonly kind: 'target-renamed'; readonly target: TargetName; readonly was: TargetName }
  | {
      readonly kind: 'target-changed';
      readonly target: TargetName;
      readonly from: Origin;
      readonly to: Origin;
      readonly gained: readonly CanonicalName[];
    }
  | { readonly kind: 'layer-moved'; readonly from: LayerName; readonly to: LayerName }
  | {
      readonly kind: 'bucket-added';
      readonly bucket: BucketName;
      readonly secretName: string;
      readonly status: BucketStatus;
      /** Secrets in it that were there before it. */
      readonly gained: readonly CanonicalName[];
    }
  | { readonly kind: 'bucket-removed'; readonly bucket: BucketName; readonly secretName: string }
  | {
      readonly kind: 'status-changed';
      readonly bucket: BucketName;
      readonly from: BucketStatus;
      readonly to: BucketStatus;
      readonly unset: readonly CanonicalName[];
    }
  | ({ readonly kind: 'entry-renamed'; readonly bucket: BucketName } & Replaced)
  /** An entry that exists already is taken in as it is, or, once it is, written to from now on. */
  | { readonly kind: 'entry-adopted' | 'entry-taken-over'; readonly bucket: BucketName }
  | ({ readonly kind: 'tag-changed'; readonly tag: string } & Replaced)
  | {
      readonly kind: 'preview-changed';
      readonly bucket: BucketName;
      readonly excluded: readonly TargetName[];
      readonly included: readonly TargetName[];
    }
  | { readonly kind: 'environment-added'; readonly extends: EnvironmentName | null }
  | { readonly kind: 'environment-removed' }
  | { readonly kind: 'environment-renamed'; readonly was: EnvironmentName }
  | ({ readonly kind: 'environment-changed'; readonly field: EnvironmentField } & Replaced)
  | ({
      readonly kind: 'canonical-changed';
      readonly name: CanonicalName;
      readonly field: CanonicalField;
    } & Replaced)
  | ({
      readonly kind: 'manifest-changed';
      readonly field: ManifestField;
      /** The bucket it is about, where it is about one. */
      readonly bucket: BucketName | null;
      readonly target: TargetName | null;
    } & Replaced)
  /** Somebody may do with the entries of buckets what they might not before, or no longer. */
  | {
      readonly kind: 'access-gained' | 'access-lost';
      readonly principal: string;
      /** Such as `read`, `write` and `decrypt`; in code unit order. */
      readonly deeds: readonly string[];
    }
  | ({
      readonly kind: 'access-changed';
      /** Of the manifest's access section, such as `administrators` or `readers.agents`. */
      readonly part: string;
    } & Replaced);

export type ChangeKind = Gist['kind'];

/** What goes with every change. */
export interface Circumstances {
  readonly reach: readonly Reach[];
  /** Buckets that get a new version by it: what reads them has to start anew to see it. */
  readonly restarts: readonly BucketName[];
  /** What can go wrong, and how to do it safely. */
  readonly warning: string | null;
}

/** One change, everywhere where it happens in the same way. */
export interface Change extends Circumstances {
  readonly weight: Weight;
  /** In code unit order; empty where it is about the workspace as a whole. */
  readonly environments: readonly EnvironmentName[];
  readonly gist: Gist;
}

/** A change as it is found: in one environment, or in the workspace. */
export interface Finding extends Partial<Circumstances> {
  readonly gist: Gist;
  readonly environment?: EnvironmentName;
  /** @default - `protected` or `rest`, as the environment is */
  readonly weight?: 'access' | 'loss';
}
