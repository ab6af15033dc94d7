import type { LocatedDiagnostic } from '../diagnostics/sources';

/**
 * What the page shows, as plain data: never a secret's value, a ciphertext, or what a reference points to. Lists that are
 * said to be by environment have one item for each of `environments`, in that order.
 */
export interface Report {
  readonly project: string;
  /** The day it was made: `YYYY-MM-DD`, as all days here. */
  readonly today: string;
  readonly environments: readonly ReportEnvironment[];
  readonly buckets: readonly ReportBucket[];
  /** Every canonical name, in code unit order. */
  readonly names: readonly ReportName[];
  readonly targets: readonly ReportTarget[];
  /** Who reads entries at run time; empty where the manifest says nothing about access. */
  readonly consumers: readonly ReportConsumer[];
  /** Null where the manifest says nothing about access. */
  readonly access: ReportAccess | null;
  readonly rotation: readonly RotationRow[];
  readonly parity: readonly ParityRow[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

export interface ReportEnvironment {
  readonly name: string;
  readonly protected: boolean;
  readonly region: string;
  readonly extends?: string;
}

export interface ReportBucket {
  readonly name: string;
  readonly description?: string;
  /** By environment; null where it does not exist. */
  readonly entries: readonly (ReportEntry | null)[];
}

export interface ReportEntry {
  readonly secretName: string;
  readonly status: 'ready' | 'new' | 'incomplete';
}

/**
 * What stands behind a name in an environment: the kind of its value; `unset`: it waits for one; `absent`: the canonical map
 * says that it does not exist there; `missing`: no bucket takes it there, or its file lacks it.
 */
export type ValueState =
  | 'config'
  | 'kms'
  | 'secretsManager'
  | 'ssm'
  | 'variable'
  | 'unset'
  | 'absent'
  | 'missing';

export interface ReportName {
  readonly name: string;
  readonly kind: 'secret' | 'config';
  readonly public: boolean;
  readonly description?: string;
  readonly owner?: string;
  /** Why no bucket takes it. */
  readonly unused?: string;
  /** By environment. */
  readonly states: readonly ValueState[];
  /** Its text by environment, of configuration that may be shown; null elsewhere. Left out where all are null. */
  readonly values?: readonly (string | null)[];
}

/** One key of a bucket, in the environments in which it is made in the same way. */
export interface ReportTarget {
  readonly bucket: string;
  readonly target: string;
  readonly layer: string;
  /** The canonical names that it is made from. */
  readonly names: readonly string[];
  /** Of a computed one. */
  readonly template?: string;
  /** Indices into `environments`, ascending. */
  readonly environments: readonly number[];
  /** Text of a computed one, for each of its environments; null where it may not be shown. Left out where all are null. */
  readonly values?: readonly (string | null)[];
}

export interface ReportConsumer {
  readonly name: string;
  readonly kind: 'ecs' | 'amplify' | 'lambda' | 'reader';
  /** By environment: the buckets that it reads there. */
  readonly buckets: readonly (readonly string[])[];
}

export interface ReportAccess {
  /** What was asked about: reading an entry, writing it, and decrypting what stands in git for it. */
  readonly deeds: readonly string[];
  /** Every different answer. */
  readonly decisions: readonly ReportDecision[];
  /** By environment; null where nothing is known of it. */
  readonly environments: readonly (ReportMatrix | null)[];
}

export interface ReportDecision {
  readonly answer: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** The statement that decided, or what would have had to allow. */
  readonly why: string;
}

export interface ReportMatrix {
  /** Buckets, as columns. */
  readonly buckets: readonly string[];
  /** By principal; then for each bucket and deed an index into `decisions`. */
  readonly principals: readonly {
    readonly name: string;
    readonly decisions: readonly (readonly number[])[];
  }[];
}

/**
 * `expired`: past its last day; `due`: older than it may be; `soon`: that is so within 30 days; `undated`: nobody has
 * noted when it was replaced; `manual`: replaced by hand; `unscheduled`: nobody has said how often.
 */
export type RotationState = 'expired' | 'due' | 'soon' | 'current' | 'undated' | 'manual' | 'unscheduled';

/** A value that stands in the file of an environment. */
export interface RotationRow {
  readonly name: string;
  readonly environment: string;
  readonly state: RotationState;
  readonly rotated: string | null;
  /** Days since it was replaced. */
  readonly age: number | null;
  /** How often it is to be replaced: `90d`, `1y` or `manual`. */
  readonly every: string | null;
  /** The day from which on it is to be replaced: its age or its last day, whichever comes first. */
  readonly due: string | null;
  readonly expires: string | null;
  /** Whether what it replaced has been revoked; null where nothing is known to have been replaced. */
  readonly previous: 'unrevoked' | 'revoked' | null;
}

/** A name that a protected environment lacks and another one has. */
export interface ParityRow {
  readonly name: string;
  readonly environment: string;
  readonly why: 'unset' | 'missing' | 'absent';
  readonly elsewhere: readonly string[];
}
