import type { CanonicalName } from '../model';
import { secretShape } from '../model/secret-shape';
import type { EntryPlan, FanOutPlan, Origin } from '../plan';
import { own, toRecord } from '../plan/record';
import type { Workspace } from '../workspace';

interface Shown {
  readonly from: Origin;
  readonly value?: string | undefined;
}

/**
 * Keeps what looks like a secret out of reports. It is an error (`plaintext-secret`) wherever it stands in a file, so
 * nothing is ever made of it, but a plan is printed in spite of errors, often into the log of a pull request.
 */
export class Concealer {
  constructor(private readonly workspace: Workspace) {}

  /** A value as it may be shown; undefined where it looks like a secret and nobody has said that it is none. */
  value(value: string | undefined, names: readonly CanonicalName[]): string | undefined {
    if (value === undefined || secretShape(value) === undefined) return value;
    const excused = names.some((name) => own(this.workspace.canonical.value, name)?.plain !== undefined);
    return excused ? value : undefined;
  }

  origin(from: Origin): Origin {
    return 'template' in from && secretShape(from.template) !== undefined
      ? { ...from, template: '***' }
      : from;
  }

  /** Where a target comes from and its value, with nothing in it that looks like a secret. */
  shown({ from, value }: Shown): Pick<EntryPlan, 'from' | 'value'> {
    const names = 'template' in from ? from.config : 'config' in from ? [from.config] : [];
    const kept = this.value(value, names);
    return { from: this.origin(from), ...(kept === undefined ? {} : { value: kept }) };
  }

  plan(plan: FanOutPlan): FanOutPlan {
    return {
      ...plan,
      environments: mapRecord(plan.environments, (environment) => ({
        ...environment,
        buckets: mapRecord(environment.buckets, (bucket) => ({
          ...bucket,
          entries: mapRecord(bucket.entries, ({ layer, ...entry }) => ({ ...this.shown(entry), layer })),
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
