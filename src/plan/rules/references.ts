import { createDiagnostic, type Diagnostic, nearest } from '../../diagnostics';
import { entriesOf, own } from '../record';
import { parseTemplate, templateNames } from '../template';
import type { Rule } from './rule';

/** `unknown-name`, `unknown-mapping`, `unknown-environment`: whatever refers to nothing. */
export const references: Rule = ({ workspace, plannedFiles }) => {
  const { manifest, canonical, mappings, environmentNames } = workspace;
  const diagnostics: Diagnostic[] = [];
  const names = Object.keys(canonical.value);
  const checkName = (name: string, at: Parameters<typeof createDiagnostic>[2]): void => {
    if (own(canonical.value, name) !== undefined) return;
    diagnostics.push(createDiagnostic('unknown-name', { name, nearest: nearest(name, names) }, at));
  };
  const checkEnvironments = (
    listed: readonly string[] | undefined,
    at: typeof manifest.at,
    path: string[],
  ) => {
    for (const [index, name] of (listed ?? []).entries()) {
      if (environmentNames.some((known) => known === name)) continue;
      diagnostics.push(
        createDiagnostic(
          'unknown-environment',
          { name, nearest: nearest(name, environmentNames) },
          at([...path, index]),
        ),
      );
    }
  };

  for (const file of mappings.values()) {
    for (const name of Object.keys(file.value)) checkName(name, file.at([name]));
  }
  for (const file of plannedFiles) {
    for (const name of Object.keys(file.value.values)) checkName(name, file.at(['values', name]));
  }
  for (const [name, { environments }] of entriesOf(canonical.value)) {
    checkEnvironments(environments, canonical.at, [name, 'environments']);
  }
  for (const [bucket, { include, environments }] of entriesOf(manifest.value.buckets)) {
    checkEnvironments(environments, manifest.at, ['buckets', bucket, 'environments']);
    for (const [index, layer] of include.entries()) {
      const path = ['buckets', bucket, 'include', index];
      if ('mapping' in layer && !mappings.has(layer.mapping)) {
        const { mapping: name } = layer;
        diagnostics.push(
          createDiagnostic(
            'unknown-mapping',
            { name, nearest: nearest(name, mappings.keys()) },
            manifest.at([...path, 'mapping']),
          ),
        );
      }
      if (!('values' in layer)) continue;
      for (const [target, template] of entriesOf(layer.values)) {
        for (const name of templateNames(parseTemplate(template).parts)) {
          checkName(name, manifest.at([...path, 'values', target]));
        }
      }
    }
  }
  return diagnostics;
};
