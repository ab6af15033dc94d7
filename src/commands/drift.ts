import { deployAccess } from '../access';
import type { EnvironmentPlan } from '../plan/plan';
import type { CommandContext } from './context';
import { chooseEnvironments } from './drift/choose-environments';
import type { Finding, Pending } from './drift/finding';
import { type Checked, type DriftEdges, type Look, lookAt } from './drift/look';
import { orderFindings } from './drift/weigh';
import { hasErrors, type LoadedPlan, type LoadPlanOptions, loadPlan } from './load-plan';

export interface DriftResult extends LoadedPlan {
  /** Empty where the files have errors: nothing was asked of AWS then. */
  readonly environments: readonly Checked[];
  /** Environments of other accounts than that of the credentials, which were not looked at. */
  readonly elsewhere: readonly Pick<Checked, 'name' | 'account'>[];
  /** The heaviest first. */
  readonly findings: readonly Finding[];
  readonly pending: readonly Pending[];
}

/**
 * What stands in AWS against the plan, from metadata alone.
 *
 * @throws AwsFault where AWS refuses, or the credentials are of another account; TerraformFault where the state cannot be
 * read
 */
export async function drift(
  context: CommandContext,
  options: LoadPlanOptions,
  edges: DriftEdges,
): Promise<DriftResult> {
  const loaded = withErrorsAlone(loadPlan(context, options));
  const { workspace, plan, diagnostics, misuse } = loaded;
  if (
    workspace === null ||
    plan === null ||
    loaded.access === null ||
    misuse.length > 0 ||
    hasErrors(diagnostics)
  )
    return { ...loaded, environments: [], elsewhere: [], findings: [], pending: [] };
  const asked = Object.values<EnvironmentPlan>(plan.environments);
  const { here, elsewhere } = await chooseEnvironments(asked, options.environments.length > 0, edges.aws);
  const deployment = deployAccess({ manifest: workspace.manifest.value, plan, access: loaded.access });
  const looks: Look[] = [];
  // One after another: what is asked at once within each is as much as AWS likes.
  for (const environment of here) {
    const access = deployment?.environments[environment.name];
    looks.push(await lookAt({ plan, environment, access }, edges));
  }
  return {
    ...loaded,
    environments: looks.map(({ checked }) => checked),
    elsewhere: elsewhere.map(({ name, account }) => ({ name, account })),
    findings: orderFindings(looks.flatMap(({ findings }) => findings)),
    pending: looks.flatMap(({ pending }) => pending),
  };
}

/** What else could be said of the files is no matter of what stands in AWS. */
const withErrorsAlone = (loaded: LoadedPlan): LoadedPlan => ({
  ...loaded,
  diagnostics: loaded.diagnostics.filter(({ severity }) => severity === 'error'),
});
