import { isDeepStrictEqual } from 'node:util';
import type { Location, Locator } from '../../diagnostics';
import type { BucketName, EnvironmentName, TargetName } from '../../model';
import type { FanOutPlan, LayerName, Origin } from '../../plan';
import { contributionsOf } from '../../plan/contributions';
import type { Workspace } from '../../workspace';
import type { Concealer } from '../conceal';

/** A target of a bucket in an environment, with where it is written. */
export interface Use {
  readonly environment: EnvironmentName;
  readonly bucket: BucketName;
  readonly target: TargetName;
  readonly from: Origin;
  /** Only where no secret is in it. */
  readonly value?: string;
  readonly layer: LayerName;
  /** The line that makes it: of the canonical map, of a mapping or of the manifest. */
  readonly location: Location | null;
}

/** The targets of the plan that are asked for, by environment, bucket and name. */
export function findUses(
  workspace: Workspace,
  plan: FanOutPlan,
  locator: Locator,
  concealer: Concealer,
  isAskedFor: (target: string, from: Origin) => boolean,
): Use[] {
  const layers = contributionsOf(workspace);
  return Object.values(plan.environments).flatMap(({ name: environment, buckets, sources }) =>
    Object.values(buckets).flatMap((bucket) =>
      Object.entries(bucket.entries)
        .filter(([target, { from }]) => isAskedFor(target, from))
        .map(([target, entry]) => {
          const contribution = layers
            .get(bucket.name)
            ?.filter(({ name }) => name === entry.layer)
            .flatMap(({ contributions }) => contributions)
            .find((each) => each.target === target && isDeepStrictEqual(each.origin, entry.from));
          return {
            environment,
            bucket: bucket.name,
            target: target as TargetName,
            ...concealer.shown(entry, sources),
            layer: entry.layer,
            location: contribution === undefined ? null : locator.locate(contribution.at()),
          };
        }),
    ),
  );
}
