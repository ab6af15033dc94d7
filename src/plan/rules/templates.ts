import { createDiagnostic, nearest } from '../../diagnostics';
import { entriesOf } from '../record';
import { filters, parseTemplate } from '../template';
import type { Rule } from './rule';

/** `invalid-template` and `unknown-filter`. */
export const templates: Rule = ({ workspace: { manifest } }) =>
  entriesOf(manifest.value.buckets).flatMap(([bucket, { include }]) =>
    include.flatMap((layer, index) =>
      'values' in layer
        ? entriesOf(layer.values).flatMap(([target, template]) => {
            const place = manifest.at(['buckets', bucket, 'include', index, 'values', target]);
            return parseTemplate(template).faults.map((fault) =>
              fault.kind === 'filter'
                ? createDiagnostic(
                    'unknown-filter',
                    { target, filter: fault.filter, nearest: nearest(fault.filter, filters) },
                    place,
                  )
                : createDiagnostic('invalid-template', { target, reason: fault.reason }, place),
            );
          })
        : [],
    ),
  );
