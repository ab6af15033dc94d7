import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { BucketName, CanonicalName, Layer } from '../../model';
import { matcher } from '../globs';
import { entriesOf } from '../record';
import type { Rule } from './rule';

/** `empty-match`: a glob, a layer, a mapping, an exclusion or an exception that is about nothing. */
export const emptyMatch: Rule = ({ workspace, layers }) => {
  if (!workspace.complete) return [];
  const { manifest, canonical, mappings } = workspace;
  const names = Object.keys(canonical.value) as CanonicalName[];
  const diagnostics: Diagnostic[] = [];
  const report = (what: string, file: Pick<typeof manifest, 'at'>, path: (string | number)[]): void => {
    diagnostics.push(createDiagnostic('empty-match', { what }, file.at(path)));
  };

  const taken = (bucket: BucketName, index: number): number | undefined =>
    layers.get(bucket)?.[index]?.contributions.length;
  /** How much a layer has to take from. An empty mapping is said of the mapping itself. */
  const writtenIn = (layer: Layer, originals: number): number | undefined => {
    if ('originals' in layer) return originals;
    if ('values' in layer) return Object.keys(layer.values).length;
    return Object.keys(mappings.get(layer.mapping)?.value ?? {}).length || undefined;
  };

  for (const [name, file] of mappings) {
    if (Object.keys(file.value).length === 0) report(`The mapping ${name}`, file, []);
  }
  for (const [bucket, { include, excludeFromPreview, allowReserved }] of entriesOf(manifest.value.buckets)) {
    const path = ['buckets', bucket];
    for (const [index, layer] of include.entries()) {
      const before = diagnostics.length;
      for (const filter of ['only', 'except'] as const) {
        for (const [at, glob] of (layer[filter] ?? []).entries()) {
          if (!names.some(matcher([glob]))) {
            report(`The glob under "${filter}"`, manifest, [...path, 'include', index, filter, at]);
          }
        }
      }
      const isFiltered = layer.only !== undefined || layer.except !== undefined;
      const written = writtenIn(layer, names.length);
      const isEmpty = isFiltered
        ? written !== undefined && written > 0 && taken(bucket, index) === 0
        : written === 0;
      if (diagnostics.length === before && isEmpty) {
        report(`This layer of bucket ${bucket}`, manifest, [...path, 'include', index]);
      }
    }
    const targets = new Set(
      (layers.get(bucket) ?? []).flatMap(({ contributions }) => contributions.map(({ target }) => target)),
    );
    for (const [index, target] of (excludeFromPreview ?? []).entries()) {
      if (!targets.has(target)) {
        report(`The exclusion of ${target} from previews`, manifest, [...path, 'excludeFromPreview', index]);
      }
    }
    for (const [target] of entriesOf(allowReserved ?? {})) {
      if (!targets.has(target)) {
        report(`The permission of the reserved ${target}`, manifest, [...path, 'allowReserved', target]);
      }
    }
  }
  return diagnostics;
};
