import { consumersOf } from '../access';
import type { ReportConsumer } from './model';
import type { ReportSubject } from './subject';

/** Services and readers, each once, by kind and name. */
export function reportConsumers({
  workspace,
  plan,
}: Pick<ReportSubject, 'workspace' | 'plan'>): ReportConsumer[] {
  const consumers = consumersOf({ manifest: workspace.manifest.value, plan });
  const known = new Map(consumers.map(({ kind, name }) => [`${kind} ${name}`, { kind, name }]));
  return [...known]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { kind, name }]) => ({
      name,
      kind,
      buckets: Object.keys(plan.environments).map((environment) =>
        consumers
          .filter((each) => each.environment === environment && each.kind === kind && each.name === name)
          .flatMap(({ buckets }) => buckets)
          .sort(),
      ),
    }));
}
