import { quote } from '../quote';
import { define } from './define';

/** What a team has to look after. */
export const ofUpkeep = {
  'empty-match': define<{ what: string }>(
    'error',
    ({ what }) => `${what} matches nothing`,
    'Correct or remove it: what matches nothing protects nothing.',
  ),
  'unused-name': define<{ name: string }>(
    'warning',
    ({ name }) => `${name} is taken by no bucket`,
    'Map it, remove it, or say unused: "the reason" in mappings/canonical.yaml.',
  ),
  'unused-mapping': define<{ mapping: string }>(
    'warning',
    ({ mapping }) => `The mapping ${mapping} is taken by no bucket`,
    'Include it in a bucket, or remove the file.',
  ),
  'local-state': define<{ environment: string }>(
    'warning',
    ({ environment }) => `The protected environment ${environment} keeps its Terraform state in a local file`,
    ({ environment }) =>
      `Add "backend: { s3: { bucket, key, region } }" to environments/${environment}.yaml.`,
  ),
  'shared-state': define<{ one: string; other: string }>(
    'error',
    ({ one, other }) => `${one} and ${other} keep their Terraform state in the same place`,
    'Give each its own "key": a stack that reads the state of another one plans to destroy what that one made.',
  ),
  'rotation-due': define<{ name: string; environment: string; reason: string }>(
    'warning',
    ({ name, environment, reason }) => `${name} in ${environment} ${reason}`,
    ({ name, environment }) =>
      `Make a new one at its provider and write it with: fanout rotate ${environment} ${name}`,
  ),
  'debug-log': define<{ variable: string }>(
    'error',
    ({ variable }) => `${variable} asks Terraform for a debug log, which prints values in plain text`,
    ({ variable }) =>
      `Unset ${variable}, or set it to INFO, WARN, ERROR or OFF; Terraform takes every other word for TRACE.`,
  ),
  'staged-values': define<{ file: string; reason: string }>(
    'error',
    ({ file, reason }) => `${quote(file)} is about to be committed: ${reason}`,
    'Take it out of the commit (git rm --cached FILE) and let .gitignore name it. A value that is in git already must be replaced at its provider.',
  ),
};
