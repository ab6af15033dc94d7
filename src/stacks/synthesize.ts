import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { App } from 'cdktf';
import type { AccessDeployment } from '../access';
import { checkDebugLog, type EnvironmentVariables, Fault, type WithDiagnostics } from '../diagnostics';
import type { EnvironmentPlan, FanOutPlan } from '../plan/plan';
import { environmentAddresses, foundationAddresses } from './addresses';
import { type Addresses, checkSynthesized } from './check-synthesized';
import { EnvironmentStack } from './environment-stack';
import { FoundationStack } from './foundation-stack';
import { foundationStacks } from './foundation-stacks';
import type { StateLocation } from './state-location';

export interface SynthesizeOptions {
  /** The workspace's folder: local state and `.terraform.lock.hcl` are at home there. */
  readonly root: string;
  /** Where the Terraform JSON goes, such as `cdktf.out`. Made where it is missing. */
  readonly outdir: string;
  readonly env: EnvironmentVariables;
  /** Roles and policies. @default - none */
  readonly access?: AccessDeployment | null;
}

export interface SynthesizedStack {
  readonly name: string;
  /** The folder in which terraform is run, under `outdir`. */
  readonly folder: string;
  /** The file in it that holds the stack, under `outdir`. */
  readonly file: string;
  /** Managed resources, sorted. */
  readonly addresses: Addresses;
}

/**
 * Writes one folder of Terraform JSON for each environment and each account's foundation in the plan.
 *
 * Where terraform would be made to log plaintext, nothing is written and the result is empty.
 *
 * @throws where what came out is not what was planned; what was written is taken back then
 */
export function synthesize(
  plan: FanOutPlan,
  options: SynthesizeOptions,
): WithDiagnostics<readonly SynthesizedStack[]> {
  const diagnostics = checkDebugLog(options.env);
  if (diagnostics.length > 0) return [[], diagnostics];
  mkdirSync(options.outdir, { recursive: true });
  const app = new App({ outdir: options.outdir });
  if (app.hclOutput)
    throw new Fault('A stack is written as JSON only: leave out --hcl, and SYNTH_HCL_OUTPUT');
  const stacks = [...addFoundation(app, plan, options), ...addEnvironments(app, plan, options)];
  app.synth();
  check(stacks, options.outdir);
  copyLock(stacks, options);
  return [stacks, []];
}

function addEnvironments(app: App, plan: FanOutPlan, options: SynthesizeOptions): SynthesizedStack[] {
  return Object.values<EnvironmentPlan>(plan.environments).map((environment) => {
    const state = environment.backend ?? localState(environment.name, options);
    const access = options.access?.environments[environment.name];
    new EnvironmentStack(app, {
      project: plan.project,
      tags: plan.tags,
      environment,
      state,
      ...(access === undefined ? {} : { access }),
    });
    return synthesized(environment.name, environmentAddresses(environment, access));
  });
}

function addFoundation(app: App, plan: FanOutPlan, options: SynthesizeOptions): SynthesizedStack[] {
  if (plan.foundation === null) return [];
  return foundationStacks(plan.foundation).map((foundation) => {
    const state = foundation.backend ?? localState(foundation.name, options);
    const access = options.access?.foundations[foundation.account];
    new FoundationStack(app, {
      project: plan.project,
      tags: plan.tags,
      foundation,
      state,
      ...(access === undefined ? {} : { access }),
    });
    return synthesized(foundation.name, foundationAddresses(foundation, access));
  });
}

function synthesized(name: string, addresses: Addresses): SynthesizedStack {
  const folder = `stacks/${name}`;
  return { name, folder, file: `${folder}/cdk.tf.json`, addresses };
}

/**
 * A state file in the workspace, seen from the folder in which terraform runs the stack: it outlives the output
 * folder, and moves along with the workspace.
 */
function localState(stack: string, { root, outdir }: SynthesizeOptions): StateLocation {
  const path = relative(join(realpathSync(outdir), 'stacks', stack), realpathSync(root));
  return { local: `${path.split(sep).join('/')}/terraform.${stack}.tfstate` };
}

function check(stacks: readonly SynthesizedStack[], outdir: string): void {
  const files = stacks.map((stack) => ({ ...stack, path: join(outdir, stack.file) }));
  try {
    for (const { name, path, addresses } of files)
      checkSynthesized(name, readFileSync(path, 'utf8'), addresses);
  } catch (error) {
    for (const { path } of files) rmSync(path, { force: true });
    throw error;
  }
}

/** Versions of providers that the team has agreed on hold for every stack. */
function copyLock(stacks: readonly SynthesizedStack[], { root, outdir }: SynthesizeOptions): void {
  const lock = join(root, '.terraform.lock.hcl');
  if (!existsSync(lock)) return;
  for (const { folder } of stacks) copyFileSync(lock, join(outdir, folder, '.terraform.lock.hcl'));
}
