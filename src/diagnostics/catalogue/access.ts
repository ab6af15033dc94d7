import { quote } from '../quote';
import { define } from './define';

/** Who may do what. */
export const ofAccess = {
  'no-access': define<Record<string, never>>(
    'warning',
    () => 'Nothing says who may read what: there is no "access"',
    'Add "access:" to fanout.yaml. Until then entries and keys are made, but no roles and no denials around them.',
  ),
  'protected-entry-read': define<{ service: string; environment: string; entry: string }>(
    'error',
    ({ service, environment, entry }) =>
      `The service ${service} in ${environment}, which is not protected, is allowed to read ${quote(entry)}, which is`,
    'Name resources with {environment} in them, or give the service an entry of its own where it runs.',
  ),
  'task-reads-secrets': define<{ service: string }>(
    'error',
    ({ service }) => `The task role of ${service} is allowed secrets, but nothing says that it reads any`,
    'Remove the statement: values are handed in when a task starts. Where the running code has to read them, say read: runtime.',
  ),
  'ambiguous-pattern': define<{ pattern: string; environment: string; reason: string }>(
    'error',
    ({ pattern, environment, reason }) =>
      `What is to take in the own environments of developers of ${environment} (${pattern}) ${reason}`,
    'Choose other names, or put {project}/{environment}/ before {bucket} in "secretName", so that each environment has a path of its own.',
  ),
  'deployer-locked-out': define<{ environment: string }>(
    'error',
    ({ environment }) =>
      `Policies of the entries in ${environment} would shut out whoever deploys them: nobody is named`,
    'Name the repository that deploys under "github", or who deploys by hand under "administrators"; or say entryPolicies: none.',
  ),
  'unsafe-statement': define<{ service: string; reason: string }>(
    'error',
    ({ service, reason }) => `A statement of the service ${service} is not safe. ${reason}`,
    'Allow the actions that it needs on the resources that it needs, each by name; never secrets, keys or roles of others.',
  ),
  'access-limit': define<{ what: string; size: number; unit: string; limit: number }>(
    'error',
    ({ what, size, unit, limit }) => `${what} has ${size} ${unit}; AWS takes ${limit}`,
    'Choose shorter names, fewer buckets for one service, or put {project}/{environment}/ before {bucket} in "secretName".',
  ),
};
