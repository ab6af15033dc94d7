import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import { formatFault } from '../../model/format';
import { secretShape } from '../../model/secret-shape';
import { textFault } from '../../model/text-fault';
import { entriesOf, own } from '../record';
import { literalOf } from '../template';
import type { Rule } from './rule';

/**
 * `plaintext-secret`: a secret in plain text, or configuration and literals that look like one. `wrong-type`: configuration
 * that is no text, not of its format, or that Terraform would not keep as it is.
 */
export const plaintext: Rule = ({ workspace, plannedFiles }) => {
  const { canonical, manifest, faulty } = workspace;
  const diagnostics: Diagnostic[] = [];
  for (const file of plannedFiles) {
    for (const [name, value] of entriesOf(file.value.values)) {
      const entry = own(canonical.value, name);
      if (entry === undefined || value === null || faulty.has(name)) continue;
      const place = file.at(['values', name]);
      const wrong = (expected: string): void => {
        diagnostics.push(createDiagnostic('wrong-type', { field: name, expected }, place));
      };
      if (entry.kind === 'secret') {
        if (typeof value !== 'string') continue;
        diagnostics.push(
          createDiagnostic('plaintext-secret', { what: `The secret ${name}`, shape: undefined }, place),
        );
      } else if (typeof value !== 'string') wrong('plain text, since it is configuration');
      else {
        const shape = entry.plain === undefined ? secretShape(value) : undefined;
        const fault = textFault(value) ?? formatFault(value, entry);
        if (shape !== undefined) {
          const what = `The configuration value ${name}`;
          diagnostics.push(createDiagnostic('plaintext-secret', { what, shape }, place));
        }
        if (fault !== undefined) wrong(fault);
      }
    }
  }
  for (const [bucket, { include }] of entriesOf(manifest.value.buckets)) {
    for (const [index, layer] of include.entries()) {
      if (!('values' in layer)) continue;
      for (const [target, template] of entriesOf(layer.values)) {
        const place = manifest.at(['buckets', bucket, 'include', index, 'values', target]);
        const literal = literalOf(template);
        const shape = secretShape(literal);
        const fault = textFault(literal.replaceAll('\0', ''));
        if (shape !== undefined) {
          diagnostics.push(
            createDiagnostic('plaintext-secret', { what: `The value of ${target}`, shape }, place),
          );
        }
        if (fault !== undefined) {
          diagnostics.push(createDiagnostic('wrong-type', { field: target, expected: fault }, place));
        }
      }
    }
  }
  return diagnostics;
};
