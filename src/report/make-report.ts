import type { LocatedDiagnostic } from '../diagnostics';
import { parityGaps } from '../plan/diff/parity';
import { reportAccess } from './access';
import { reportBuckets, reportEnvironments } from './buckets';
import { reportConsumers } from './consumers';
import type { Report } from './model';
import { reportNames } from './names';
import { reportRotation } from './rotation';
import type { ReportSubject } from './subject';
import { reportTargets } from './targets';

/** Everything that the page shows. */
export function makeReport(subject: ReportSubject, diagnostics: readonly LocatedDiagnostic[]): Report {
  return {
    project: subject.plan.project,
    today: subject.today,
    environments: reportEnvironments(subject),
    buckets: reportBuckets(subject),
    names: reportNames(subject),
    targets: reportTargets(subject),
    consumers: reportConsumers(subject),
    access: reportAccess(subject),
    rotation: reportRotation(subject),
    parity: parityGaps(null, subject).map(({ name, environment, why, elsewhere }) => ({
      name,
      environment,
      why,
      elsewhere,
    })),
    diagnostics,
  };
}
