import type { Report, ReportName, ReportTarget } from '../report/model';

/** What of the report is to be seen. */
export interface Filter {
  /** Words that all have to be found, in any case. */
  readonly query: string;
  /** An index into the environments. */
  readonly environment: number | null;
  readonly bucket: string | null;
  readonly kind: ReportName['kind'] | null;
}

export const everything: Filter = { query: '', environment: null, bucket: null, kind: null };

/** What is asked of a report again and again, worked out once. */
export class ReportIndex {
  readonly names: ReadonlyMap<string, ReportName>;
  readonly #targetsByName: ReadonlyMap<string, readonly ReportTarget[]>;
  readonly #texts: ReadonlyMap<string, string>;

  constructor(readonly report: Report) {
    this.names = new Map(report.names.map((name) => [name.name, name]));
    const targets = new Map<string, ReportTarget[]>();
    for (const target of report.targets) {
      for (const name of target.names) {
        const known = targets.get(name);
        if (known === undefined) targets.set(name, [target]);
        else known.push(target);
      }
    }
    this.#targetsByName = targets;
    this.#texts = new Map(
      report.names.map((name) => [name.name, searchText(name, targets.get(name.name) ?? [])]),
    );
  }

  /** The keys that are made from a name, in the environment of a filter and, unless all are wanted, in its bucket. */
  targetsOf(name: string, { environment, bucket }: Pick<Filter, 'environment' | 'bucket'>): ReportTarget[] {
    return (this.#targetsByName.get(name) ?? []).filter((target) => isIn(target, { environment, bucket }));
  }

  /** The names that a filter lets through, in their order. */
  namesIn(filter: Filter): ReportName[] {
    const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
    const isPlaced = filter.bucket !== null || filter.environment !== null;
    return this.report.names.filter((name) => {
      if (filter.kind !== null && name.kind !== filter.kind) return false;
      const text = this.#texts.get(name.name) ?? '';
      if (!words.every((word) => text.includes(word))) return false;
      return !isPlaced || this.targetsOf(name.name, filter).length > 0;
    });
  }
}

export function isIn(
  { bucket, environments }: Pick<ReportTarget, 'bucket' | 'environments'>,
  filter: Pick<Filter, 'environment' | 'bucket'>,
): boolean {
  return (
    (filter.bucket === null || filter.bucket === bucket) &&
    (filter.environment === null || environments.includes(filter.environment))
  );
}

function searchText({ name, owner, description }: ReportName, targets: readonly ReportTarget[]): string {
  const keys = new Set(targets.map(({ target }) => target));
  return [name, owner, description, ...keys].join('\n').toLowerCase();
}
