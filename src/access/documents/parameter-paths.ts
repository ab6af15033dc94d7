/**
 * A parameter's ARN and those of the paths above it: who may read a path may read everything below, even where that is
 * denied by itself. https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export function parameterPaths(arn: string): readonly string[] {
  const [prefix = '', name = ''] = arn.split(/:parameter\/(.*)/s);
  const parts = name.split('/');
  const above = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
  return [name, ...above, ''].map((path) => `${prefix}:parameter/${path}`);
}
