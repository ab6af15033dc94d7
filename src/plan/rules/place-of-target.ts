import type { Place } from '../../diagnostics';
import type { BucketName, TargetName } from '../../model';
import type { Facts } from '../facts';

/** Where a bucket's first layer that gives a target does so. */
export function placeOfTarget(
  { layers }: Pick<Facts, 'layers'>,
  bucket: BucketName | undefined,
  target: TargetName,
): Place | null {
  if (bucket === undefined) return null;
  for (const { contributions } of layers.get(bucket) ?? []) {
    const given = contributions.find((contribution) => contribution.target === target);
    if (given !== undefined) return given.at();
  }
  return null;
}
