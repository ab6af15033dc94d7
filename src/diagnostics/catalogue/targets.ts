import { quote } from '../quote';
import { define, inBuckets, inEnvironments } from './define';

/** Which source gives a target. */
export const ofTargets = {
  collision: define<{
    target: string;
    first: string;
    second: string;
    buckets: readonly string[];
    environments: readonly string[] | undefined;
  }>(
    'error',
    ({ target, first, second, buckets, environments }) =>
      `${target} is given twice in ${inBuckets(buckets)}: by ${first} and by ${second}${inEnvironments(environments)}`,
    ({ target }) =>
      `Rename one of the two targets, leave one out with "except", or let the later layer say override: { ${target}: "the reason" }.`,
  ),
  'case-collision': define<{
    target: string;
    other: string;
    buckets: readonly string[];
    environments: readonly string[] | undefined;
  }>(
    'error',
    ({ target, other, buckets, environments }) =>
      `${target} and ${other} in ${inBuckets(buckets)} differ only by case${inEnvironments(environments)}`,
    'Readers that ignore case see one of them only: rename one.',
  ),
  'nested-collision': define<{
    target: string;
    nested: string;
    buckets: readonly string[];
    environments: readonly string[] | undefined;
  }>(
    'warning',
    ({ target, nested, buckets, environments }) =>
      `${target} is a value and, through ${nested}, a group as well in ${inBuckets(buckets)}${inEnvironments(environments)}`,
    'A nested settings reader can hold only one of the two: rename one.',
  ),
  'stale-override': define<{ target: string; bucket: string }>(
    'error',
    ({ target, bucket }) =>
      `The override of ${quote(target)} in bucket ${bucket} replaces nothing: no earlier layer gives it from another source`,
    'Remove the override, so that a later collision is not hidden by it.',
  ),
  final: define<{ target: string; bucket: string; name: string }>(
    'error',
    ({ target, bucket, name }) => `${target} in bucket ${bucket} may not be overridden: ${name} is final`,
    ({ name }) => `Give the other value a target of its own, or remove "final" from ${name}.`,
  ),
};
