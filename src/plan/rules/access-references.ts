import { createDiagnostic, type Diagnostic, nearest } from '../../diagnostics';
import type { YamlPath } from '../../workspace/workspace';
import { entriesOf } from '../record';
import type { Rule } from './rule';

/** `unknown-bucket`, `unknown-environment`: what `access` refers to and is not there. */
export const accessReferences: Rule = ({ workspace: { manifest, environmentNames } }) => {
  const { access, buckets } = manifest.value;
  if (access === undefined) return [];
  const check = (
    code: 'unknown-bucket' | 'unknown-environment',
    known: readonly string[],
    names: readonly string[] | undefined,
    path: YamlPath,
  ): Diagnostic[] =>
    [...(names ?? []).entries()]
      .filter(([, name]) => !known.includes(name))
      .map(([index, name]) =>
        createDiagnostic(code, { name, nearest: nearest(name, known) }, manifest.at([...path, index])),
      );
  const bucketNames = Object.keys(buckets);
  const ofConsumer = (
    {
      buckets: read,
      environments,
    }: { buckets: readonly string[]; environments?: readonly string[] | undefined },
    path: YamlPath,
  ): Diagnostic[] => [
    ...check('unknown-bucket', bucketNames, read, [...path, 'buckets']),
    ...check('unknown-environment', environmentNames, environments, [...path, 'environments']),
  ];
  return [
    ...entriesOf(access.services).flatMap(([name, service]) => {
      const path = ['access', 'services', name];
      const kind = 'amplify' in service ? 'amplify' : 'lambda';
      // A service fills only what it reads as well.
      const writer =
        'ecs' in service ? [] : 'amplify' in service ? service.amplify.writer : service.lambda.writer;
      return [
        ...ofConsumer(service, path),
        ...check('unknown-bucket', service.buckets, writer, [...path, kind, 'writer']),
      ];
    }),
    ...entriesOf(access.readers).flatMap(([name, reader]) => ofConsumer(reader, ['access', 'readers', name])),
  ];
};
