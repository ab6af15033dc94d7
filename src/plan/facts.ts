import type { BucketName, CanonicalName, Environment, EnvironmentName } from '../model';
import type { SourceFile, Workspace } from '../workspace/workspace';
import type { Contribution, LayerContributions } from './contributions';
import type { ResolvedEnvironment } from './environments';
import type { Given } from './merge';
import type { FanOutPlan } from './plan';

/** Two sources that give one target of a bucket, in an environment. */
export interface Collision {
  readonly first: Given;
  readonly second: Given;
  readonly bucket: BucketName;
  readonly environment: EnvironmentName;
}

/** Everything that the rules judge. */
export interface Facts {
  readonly workspace: Workspace;
  readonly plan: FanOutPlan;
  /** What each layer of each bucket gives, whatever the environment. */
  readonly layers: ReadonlyMap<BucketName, readonly LayerContributions[]>;
  /** All environments that could be read: what is judged across environments. */
  readonly environments: ReadonlyMap<EnvironmentName, ResolvedEnvironment>;
  /** Those that are planned. */
  readonly planned: readonly ResolvedEnvironment[];
  /** The files of those, and of what they extend. */
  readonly plannedFiles: ReadonlySet<SourceFile<Environment>>;
  readonly collisions: readonly Collision[];
  /** Which buckets each contribution ends up in, in any planned environment. */
  readonly reach: ReadonlyMap<Contribution, ReadonlySet<BucketName>>;
  /** The buckets that cannot do without a name, by environment and name. */
  readonly needs: ReadonlyMap<EnvironmentName, ReadonlyMap<CanonicalName, readonly BucketName[]>>;
  /** `YYYY-MM-DD`, handed in: planning reads no clock. */
  readonly today: string;
}
