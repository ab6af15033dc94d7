import type { BucketName } from '../model';
import { entriesOf, own } from '../plan';
import { shownText } from '../plan/diff/shown';
import type { ReportBucket, ReportEnvironment } from './model';
import type { ReportSubject } from './subject';

export function reportEnvironments({ plan }: Pick<ReportSubject, 'plan'>): ReportEnvironment[] {
  return Object.values(plan.environments).map(
    ({ name, protected: isProtected, region, extends: parent }) => ({
      name,
      protected: isProtected,
      region,
      ...(parent === undefined ? {} : { extends: parent }),
    }),
  );
}

/** Every bucket that exists in one of the environments, by name in code unit order. */
export function reportBuckets({ plan }: Pick<ReportSubject, 'plan'>): ReportBucket[] {
  const environments = Object.values(plan.environments);
  const names = new Set(
    environments.flatMap(({ buckets }) => entriesOf<BucketName, unknown>(buckets).map(([name]) => name)),
  );
  return [...names].sort().map((name) => {
    const found = environments.map(({ buckets }) => own(buckets, name));
    const description = shownText(found.find((bucket) => bucket !== undefined)?.description);
    return {
      name,
      ...(description === null ? {} : { description }),
      entries: found.map((bucket) =>
        bucket === undefined ? null : { secretName: bucket.secretName, status: bucket.status },
      ),
    };
  });
}
