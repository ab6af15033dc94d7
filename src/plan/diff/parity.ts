import type { CanonicalName, EnvironmentName } from '../../model';
import type { EnvironmentPlan } from '../plan';
import { entriesOf, own } from '../record';
import type { MaybeSide, Side } from './side';

/**
 * A name that a protected environment lacks and another environment has. `unset`: it waits for its value; `missing`: no
 * bucket takes it there, or it is optional; `absent`: the canonical map says that it does not exist there.
 */
export interface ParityGap {
  readonly environment: EnvironmentName;
  readonly name: CanonicalName;
  readonly why: 'unset' | 'missing' | 'absent';
  /** The environments that have it, in code unit order. */
  readonly elsewhere: readonly EnvironmentName[];
  /** Whether it was not so on the base. */
  readonly fresh: boolean;
}

export function parityGaps(before: MaybeSide, after: Side): ParityGap[] {
  const known = new Set((before === null ? [] : gapsOf(before)).map(keyOf));
  return gapsOf(after).map((gap) => ({ ...gap, fresh: !known.has(keyOf(gap)) }));
}

type Gap = Omit<ParityGap, 'fresh'>;

const keyOf = ({ environment, name }: Gap): string => `${environment}/${name}`;

function gapsOf({ plan, workspace }: Side): Gap[] {
  const environments = Object.values<EnvironmentPlan>(plan.environments);
  const holders = new Map<CanonicalName, EnvironmentName[]>();
  for (const environment of environments) {
    for (const [name, { kind }] of entriesOf(environment.sources)) {
      if (kind !== 'unset') holders.set(name, [...(holders.get(name) ?? []), environment.name]);
    }
  }
  const names = [...holders.keys()].sort();
  return environments
    .filter((environment) => environment.protected)
    .flatMap((environment) =>
      names.flatMap((name): Gap[] => {
        const source = own(environment.sources, name);
        if (source !== undefined && source.kind !== 'unset') return [];
        const elsewhere = holders.get(name) ?? [];
        const only = own(workspace.canonical.value, name)?.environments;
        const isAbsent = only !== undefined && !only.includes(environment.name);
        const why = source !== undefined ? 'unset' : isAbsent ? 'absent' : 'missing';
        return [{ environment: environment.name, name, why, elsewhere }];
      }),
    );
}
