import { createDiagnostic } from '../../diagnostics';
import { isReservedTarget } from '../../model/reserved-target';
import { own } from '../record';
import type { Rule } from './rule';

/** `reserved-target`: a target that changes how the process runs, in any case. */
export const reservedTarget: Rule = ({ workspace: { manifest }, reach }) =>
  [...reach].flatMap(([{ target, at }, buckets]) => {
    if (!isReservedTarget(target)) return [];
    const refused = [...buckets]
      .filter((bucket) => own(manifest.value.buckets[bucket]?.allowReserved ?? {}, target) === undefined)
      .sort();
    return refused.length === 0
      ? []
      : [createDiagnostic('reserved-target', { target, buckets: refused }, at())];
  });
