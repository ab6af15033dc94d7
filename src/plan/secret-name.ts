import type { BucketName } from '../model';
import type { ResolvedEnvironment } from './environments';

const placeholders = ['project', 'environment', 'bucket'] as const;

/** The placeholders in a name template that do not exist. */
export function unknownPlaceholders(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !(placeholders as readonly string[]).includes(name));
}

/** The name of a bucket's entry in an environment. */
export function secretNameOf(
  template: string,
  project: string,
  bucket: BucketName,
  environment: Pick<ResolvedEnvironment, 'name'>,
): string {
  const values = { project, environment: environment.name, bucket };
  return template.replace(
    /\{(project|environment|bucket)\}/g,
    (_, name: keyof typeof values) => values[name],
  );
}
