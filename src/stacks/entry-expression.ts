import type { CanonicalName } from '../model';
import type { BucketPlan, EntryPlan, EnvironmentPlan } from '../plan/plan';
import { expression, quoted } from './escape';
import { templateExpression } from './template-expression';

/** Where a bucket stands; what its templates may speak of. */
export type EntryScope = Pick<EnvironmentPlan, 'name' | 'region' | 'account' | 'sources'> & {
  readonly project: string;
};

/** The text of a bucket's entry, a JSON object of its targets, as Terraform code over `local.<NAME>`. */
export function entryExpression(bucket: BucketPlan, scope: EntryScope): string {
  const fields = Object.entries<EntryPlan>(bucket.entries).map(
    ([target, entry]) => `${quoted(target)} = ${valueCode(entry, bucket, scope)}`,
  );
  return expression(`jsonencode({${fields.join(', ')}})`);
}

/** The secrets that the entries of these buckets are made of, in code unit order. */
export function secretsIn(buckets: readonly BucketPlan[]): CanonicalName[] {
  const names = buckets.flatMap(({ entries }) =>
    Object.values<EntryPlan>(entries).flatMap(({ from }) => {
      if ('secret' in from) return [from.secret];
      return 'template' in from ? from.secrets : [];
    }),
  );
  return [...new Set(names)].sort();
}

function valueCode(entry: EntryPlan, bucket: BucketPlan, scope: EntryScope): string {
  if (entry.value !== undefined) return quoted(entry.value);
  const { from } = entry;
  if ('secret' in from) return `local.${from.secret}`;
  if ('template' in from) {
    return templateExpression(from.template, {
      builtins: {
        environment: scope.name,
        region: scope.region,
        account: scope.account,
        project: scope.project,
        bucket: bucket.name,
      },
      lookUp: (name) => {
        const source = scope.sources[name];
        return source?.kind === 'config' ? { text: source.value } : { code: `local.${name}` };
      },
    });
  }
  throw new Error(`${from.config} is configuration without a text`);
}
