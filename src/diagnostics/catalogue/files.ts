import { quote } from '../quote';
import { define, meant } from './define';

/** What a file of the workspace can be and say. */
export const inFiles = {
  'yaml-syntax': define<{ reason: string }>(
    'error',
    ({ reason }) => `This is not YAML that fanout can read: ${reason}`,
    'Correct the syntax; everything in this file is left out until it can be read.',
  ),
  'duplicate-key': define<{ key: string }>(
    'error',
    ({ key }) => `The key ${quote(key)} stands twice in one map`,
    'Keep one of the two: the second would silently replace the first.',
  ),
  'wrong-type': define<{ field: string; expected: string }>(
    'error',
    ({ field, expected }) => `${field} must be ${expected}`,
    ({ expected }) => `Write ${expected} here.`,
  ),
  'unknown-field': define<{ field: string; nearest: string | undefined }>(
    'error',
    ({ field }) => `There is no field ${quote(field)} here`,
    ({ nearest }) => meant(nearest, 'Remove it, or look the field up in the schema of this file.'),
  ),
  'missing-field': define<{ field: string }>(
    'error',
    ({ field }) => `The field ${quote(field)} is missing`,
    ({ field }) => `Add ${quote(field)}; it has no default.`,
  ),
  'invalid-name': define<{ name: string; rule: string } | { field: string; rule: string }>(
    'error',
    (args) =>
      'name' in args ? `${quote(args.name)} is not ${args.rule}` : `${args.field} must be ${args.rule}`,
    'Choose another name, and correct what refers to it.',
  ),
  'unreadable-file': define<{ file: string; reason: string; remedy: string }>(
    'error',
    ({ file, reason }) => `${quote(file)} cannot be read: ${reason}`,
    ({ remedy }) => remedy,
  ),
  'unfinished-write': define<{ file: string }>(
    'error',
    ({ file }) => `A change of several files was cut off before all of them were in place (${file})`,
    'Run the command again: whatever writes to the workspace first finishes what was begun.',
  ),
  'environment-mismatch': define<{ reason: string; remedy: string }>(
    'error',
    ({ reason }) => reason,
    ({ remedy }) => remedy,
  ),
  'extends-cycle': define<{ environment: string; parent: string }>(
    'error',
    ({ environment, parent }) =>
      environment === parent
        ? `Environment ${environment} extends itself`
        : `Environment ${environment} extends ${parent}, which extends another one`,
    'Inheritance has one level: extend an environment that has no "extends" of its own.',
  ),
  'extends-protected': define<{ environment: string; parent: string }>(
    'error',
    ({ environment, parent }) =>
      `Environment ${environment} is not protected and would inherit the values of ${parent}, which is`,
    ({ environment }) =>
      `Extend an unprotected environment, or make ${environment} protected as well: values never flow to where less is denied.`,
  ),
};
