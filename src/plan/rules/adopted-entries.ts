import { createDiagnostic, type Diagnostic, nearest } from '../../diagnostics';
import { parseSecretArn } from '../../model/arn';
import type { EnvironmentPlan } from '../plan';
import { entriesOf, own } from '../record';
import type { Rule } from './rule';

/** `unknown-bucket`, `adopted-entry`: what `adopt` of an environment names has to be the entry that the bucket means. */
export const adoptedEntries: Rule = ({ plan, planned }) =>
  planned.flatMap(({ name: environment, file }) =>
    entriesOf(file.value.adopt ?? {}).flatMap(([bucket, arn]): Diagnostic[] => {
      const place = file.at(['adopt', bucket]);
      const {
        buckets = {},
        account,
        region,
      }: Partial<EnvironmentPlan> = own(plan.environments, environment) ?? {};
      const secretName = own(buckets as EnvironmentPlan['buckets'], bucket)?.secretName;
      if (secretName === undefined) {
        const known = Object.keys(buckets);
        return [createDiagnostic('unknown-bucket', { name: bucket, nearest: nearest(bucket, known) }, place)];
      }
      const parts = parseSecretArn(arn);
      const reason =
        parts === null
          ? 'is not the whole ARN of an entry'
          : parts.account !== account
            ? `is in account ${parts.account}, and ${environment} lives in ${account}`
            : parts.region !== region
              ? `is in ${parts.region}, and ${environment} lives in ${region}`
              : parts.name !== secretName
                ? `is called ${parts.name}, and the bucket's entry is called ${secretName}`
                : undefined;
      if (reason === undefined) return [];
      return [createDiagnostic('adopted-entry', { bucket, environment, reason }, place)];
    }),
  );
