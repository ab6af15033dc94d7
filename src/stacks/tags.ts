import { literal } from './escape';

/** The tags of something that belongs to no bucket, as arguments. @param environment - @default - it belongs to none */
export function tagsOf(
  more: Readonly<Record<string, string>>,
  { project, environment }: { readonly project: string; readonly environment?: string },
): Record<string, string> {
  const own = {
    Project: project,
    ...(environment === undefined ? {} : { Environment: environment }),
    ManagedBy: 'fanout',
  };
  return Object.fromEntries(
    Object.entries({ ...more, ...own }).map(([name, value]) => [literal(name), literal(value)]),
  );
}
