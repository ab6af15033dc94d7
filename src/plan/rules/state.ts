import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { Rule } from './rule';

/** `local-state`: a protected environment whose Terraform state is a local file. */
export const localState: Rule = ({ planned }) =>
  planned
    .filter((environment) => environment.protected && environment.file.value.backend === undefined)
    .map(({ name, file }) =>
      createDiagnostic('local-state', { environment: name }, file.at(['environment'])),
    );

/** `shared-state`: two stacks that keep their state in one object. */
export const sharedState: Rule = ({ workspace: { manifest }, environments }) => {
  const stacks = [
    {
      name: 'The foundation',
      backend: manifest.value.foundation.backend,
      at: () => manifest.at(['foundation']),
    },
    ...[...environments.values()].map(({ name, file }) => ({
      name,
      backend: file.value.backend,
      at: () => file.at(['backend']),
    })),
  ];
  const first = new Map<string, { name: string; at: () => Place }>();
  return stacks.flatMap(({ name, backend, at }): Diagnostic[] => {
    if (backend === undefined) return [];
    const key = JSON.stringify([backend.s3.bucket, backend.s3.key]);
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, { name, at });
      return [];
    }
    const related = [{ place: other.at(), message: 'the other state is placed here' }];
    return [createDiagnostic('shared-state', { one: other.name, other: name }, at(), { related })];
  });
};
