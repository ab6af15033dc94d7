import { createDiagnostic } from '../../diagnostics';
import { entriesOf } from '../record';
import type { Rule } from './rule';

/** `unused-name`: a canonical name that no bucket takes, and that does not say why. */
export const unusedName: Rule = ({ workspace: { canonical, complete }, layers }) => {
  if (!complete) return [];
  const used = new Set<string>();
  for (const given of layers.values()) {
    for (const { contributions } of given) {
      for (const { names } of contributions) for (const name of names) used.add(name);
    }
  }
  return entriesOf(canonical.value)
    .filter(([name, { unused }]) => unused === undefined && !used.has(name))
    .map(([name]) => createDiagnostic('unused-name', { name }, canonical.at([name])));
};

/** `unused-mapping`: a file in mappings/ that no bucket takes. */
export const unusedMapping: Rule = ({ workspace: { manifest, mappings, complete } }) => {
  if (!complete) return [];
  const used = new Set(
    Object.values(manifest.value.buckets).flatMap(({ include }) =>
      include.flatMap((layer) => ('mapping' in layer ? [layer.mapping] : [])),
    ),
  );
  return [...mappings]
    .filter(([name]) => !used.has(name))
    .map(([name, file]) => createDiagnostic('unused-mapping', { mapping: name }, file.at([])));
};
