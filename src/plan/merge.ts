import type { Bucket, TargetName } from '../model';
import type { Contribution, LayerContributions } from './contributions';
import type { ResolvedEnvironment } from './environments';
import type { LayerName } from './plan';
import { own } from './record';

/** A contribution with the layer that gives it. */
export interface Given {
  readonly contribution: Contribution;
  readonly layer: LayerName;
  readonly layerIndex: number;
}

/** Told while a bucket's targets are chosen. */
export interface MergeEvents {
  /** Two sources give one target; the first one is kept. */
  collision(first: Given, second: Given): void;
}

/** The layers of one bucket, by target in code unit order: what every environment chooses from. */
export class MergedBucket {
  readonly #byTarget: readonly (readonly [TargetName, readonly Given[]])[];

  constructor(
    readonly bucket: Bucket,
    readonly layers: readonly LayerContributions[],
  ) {
    const byTarget = new Map<TargetName, Given[]>();
    for (const { contributions, name, index } of layers) {
      for (const contribution of contributions) {
        const given = { contribution, layer: name, layerIndex: index };
        const others = byTarget.get(contribution.target);
        if (others === undefined) byTarget.set(contribution.target, [given]);
        else others.push(given);
      }
    }
    this.#byTarget = [...byTarget].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** What the bucket holds where a contribution counts only if `isThere` says so. */
  choose(isThere: (contribution: Contribution) => boolean, events: MergeEvents): Given[] {
    const chosen: Given[] = [];
    for (const [target, givens] of this.#byTarget) {
      let winner: Given | undefined;
      for (const given of givens) {
        if (!isThere(given.contribution)) continue;
        if (winner === undefined) winner = given;
        else if (sameOrigin(winner.contribution, given.contribution)) continue;
        else if (given.layerIndex > winner.layerIndex && this.#overrides(given, target)) winner = given;
        else events.collision(winner, given);
      }
      if (winner !== undefined) chosen.push(winner);
    }
    return chosen;
  }

  #overrides({ layerIndex }: Given, target: TargetName): boolean {
    const override = this.bucket.include[layerIndex]?.override;
    return override !== undefined && own(override, target) !== undefined;
  }
}

/** Two contributions with an equal origin are one source. */
export function sameOrigin(a: Contribution, b: Contribution): boolean {
  return a.origin === b.origin || JSON.stringify(a.origin) === JSON.stringify(b.origin);
}

/**
 * Whether a contribution exists in an environment: its names do, and an optional one has a value. What is merely unset is
 * there: it waits for its value.
 */
export function presence(environment: ResolvedEnvironment): (contribution: Contribution) => boolean {
  return ({ names, optional }) =>
    names.every((name) => {
      if (!environment.has(name)) return false;
      if (!optional) return true;
      const source = environment.sourceOf(name);
      return source === 'refused' || (source !== 'missing' && source.kind !== 'unset');
    });
}
