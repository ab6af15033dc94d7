import { createDiagnostic, type Place } from '../../diagnostics';
import type { Given } from '../merge';
import { directName, isComputed } from '../origin';
import { type Found, grouped } from './grouped';
import type { Rule } from './rule';

/** `collision`: two different sources that give one target in one bucket. */
export const collisions: Rule = (facts) => {
  const found = facts.collisions.map(
    ({ first, second, bucket, environment }): Found<[Given, Given, Place, Place]> => {
      const places = [first.contribution.at(), second.contribution.at()] as const;
      return {
        key: JSON.stringify([first.contribution.target, places]),
        item: [first, second, ...places],
        bucket,
        environment,
      };
    },
  );
  return grouped(found, facts).map(
    ({ item: [first, second, firstPlace, secondPlace], buckets, environments }) =>
      createDiagnostic(
        'collision',
        {
          target: second.contribution.target,
          first: describe(first),
          second: describe(second),
          buckets,
          environments,
        },
        secondPlace,
        {
          related: [
            {
              place: firstPlace,
              message: `${first.contribution.target} is first given here, by ${describe(first)}`,
            },
          ],
        },
      ),
  );
};

function describe({ contribution: { origin }, layer }: Given): string {
  if (isComputed(origin)) return 'a computed value';
  const name = directName(origin);
  return layer === 'originals' ? `the original ${name}` : `${name} (${layer.replace(':', ' ')})`;
}
