import type { CanonicalName } from '../model';
import { secretShape } from '../model/secret-shape';
import type { EntryPlan, EnvironmentPlan, FanOutPlan } from '../plan';
import { own, toRecord } from '../plan/record';
import { literalOf } from '../plan/template';
import type { Workspace } from '../workspace';

type Shown = Pick<EntryPlan, 'from' | 'value'>;
type Sources = EnvironmentPlan['sources'];

/**
 * Keeps what looks like a secret out of reports. It is an error (`plaintext-secret`) wherever it stands in a file, so
 * nothing is ever made of it, but a plan is printed in spite of errors, often into the log of a pull request.
 */
export class Concealer {
  constructor(private readonly workspace: Workspace) {}

  /** Whether a configuration value looks like a secret, and nobody has said that it is none. */
  hides(name: CanonicalName, value: string): boolean {
    return own(this.workspace.canonical.value, name)?.plain === undefined && secretShape(value) !== undefined;
  }

  /**
   * Where a target comes from and its value, with nothing in it that looks like a secret.
   *
   * @param sources - of the environment
   */
  shown({ from, value }: Shown, sources: Sources): Shown {
    const isTemplate = 'template' in from;
    const isHidden = isTemplate && secretShape(literalOf(from.template)) !== undefined;
    const names = isTemplate ? from.config : 'config' in from ? [from.config] : [];
    const holdsHidden = names.some((name) => {
      const source = own(sources, name);
      return source?.kind === 'config' && this.hides(name, source.value);
    });
    return {
      from: isHidden ? { ...from, template: '***' } : from,
      ...(value === undefined || isHidden || holdsHidden ? {} : { value }),
    };
  }

  plan(plan: FanOutPlan): FanOutPlan {
    return {
      ...plan,
      environments: mapRecord(plan.environments, (environment) => ({
        ...environment,
        buckets: mapRecord(environment.buckets, (bucket) => ({
          ...bucket,
          entries: mapRecord(bucket.entries, ({ layer, ...entry }) => ({
            ...this.shown(entry, environment.sources),
            layer,
          })),
        })),
      })),
    };
  }
}

function mapRecord<K extends string, V>(
  record: Readonly<Record<K, V>>,
  change: (value: V) => V,
): Record<K, V> {
  return toRecord(Object.entries<V>(record).map(([key, value]) => [key as K, change(value)]));
}
