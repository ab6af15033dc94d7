import { deployAccess } from '../access';
import type { EnvironmentName } from '../model';
import type { EnvironmentPlan, FanOutPlan } from '../plan';
import { foundationStackName } from '../stacks/foundation-stacks';
import type { CommandContext } from './context';
import { type EnvironmentEdges, lookAtEnvironment } from './doctor/environment';
import { lookAtMachine, type MachineEdges } from './doctor/machine';
import type { Observation } from './doctor/observation';
import { hasErrors, type LoadedPlan, loadPlan } from './load-plan';

export type DoctorEdges = MachineEdges & EnvironmentEdges;

export interface DoctorResult extends Pick<LoadedPlan, 'misuse'> {
  readonly machine: readonly Observation[];
  /** In the order in which they are planned; empty where the files cannot be read. */
  readonly environments: readonly {
    readonly name: EnvironmentName;
    readonly observations: readonly Observation[];
  }[];
}

/**
 * Looks at everything that a deploy stands on, and at what an interrupted one has left behind. Writes nothing.
 *
 * @param environment - as somebody typed it; undefined for all
 */
export async function doctor(
  context: CommandContext,
  environment: string | undefined,
  edges: DoctorEdges,
): Promise<DoctorResult> {
  const environments = environment === undefined ? [] : [environment];
  const loaded = loadPlan(context, { environments, strict: false });
  if (loaded.misuse.length > 0) return { misuse: loaded.misuse, machine: [], environments: [] };
  const { plan, workspace, access, diagnostics } = loaded;
  const deployment =
    workspace === null || plan === null || access === null || hasErrors(diagnostics)
      ? null
      : deployAccess({ manifest: workspace.manifest.value, plan, access });
  const planned = Object.values<EnvironmentPlan>(plan?.environments ?? {});
  const [machine, ...looked] = await Promise.all([
    lookAtMachine(context, loaded, edges),
    ...planned.map(async (each) => ({
      name: each.name,
      observations: await lookAtEnvironment(
        each,
        {
          project: plan?.project ?? '',
          foundation: foundationOf(each, plan),
          roles: deployment?.environments[each.name]?.roles ?? [],
        },
        edges,
      ),
    })),
  ]);
  return { misuse: [], machine, environments: looked };
}

function foundationOf({ account }: EnvironmentPlan, plan: FanOutPlan | null): string {
  const owners = (plan?.outlines ?? []).filter((outline) => outline.extends === undefined);
  return foundationStackName(account, [...new Set(owners.map((outline) => outline.account))]);
}

export const isWell = ({ machine, environments }: DoctorResult): boolean =>
  [...machine, ...environments.flatMap(({ observations }) => observations)].every(
    ({ health }) => health !== 'wrong',
  );
