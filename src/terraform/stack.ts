import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentVariables } from '../diagnostics';
import { childEnvironment } from './child-environment';
import { findTerraform } from './find-terraform';
import { parsePlan, type TerraformPlan } from './plan-json';
import { inPrivateFolder } from './private-folder';
import { runTerraform, type Terraform, type TerraformRan } from './run-terraform';
import { toFault } from './sentences';
import { errorInText, errorsInJson } from './spoken';
import { parseOutputs, type StackOutputs } from './stack-outputs';
import { parseState, type StateResource } from './state-file';
import { TerraformFault } from './terraform-fault';
import { untilInterrupted } from './until-interrupted';

export interface StackOptions {
  /** Absolute path of the folder of a synthesized stack, such as `cdktf.out/stacks/dev`. */
  readonly folder: string;
  /** What the stack is called in sentences: the environment, or `foundation`. */
  readonly name: string;
  /** For terraform: credentials and settings. */
  readonly env: EnvironmentVariables;
  /** Is told what is being done, in a few words. @default - nobody is */
  readonly progress?: (doing: string) => void;
}

export interface PlanOptions {
  /** Without any right to decrypt: the variable `plan_only`. Values that are handed in are kept from terraform then. */
  readonly planOnly: boolean;
  /** Whether AWS is asked how things stand; else the state is believed. */
  readonly refresh: boolean;
}

/**
 * A stack that terraform reads and never changes. Every function throws a TerraformFault where terraform fails, and sets up
 * the backend and the provider first.
 */
export interface Stack {
  /** Sets up the backend and the provider; once, however often it is called. Never moves a state. */
  init(): Promise<void>;
  /** What a deploy would do. The state is not locked: whoever plans may not be allowed to write beside it. */
  plan(options: PlanOptions): Promise<TerraformPlan>;
  /** What the last deploy has left behind. */
  output(): Promise<StackOutputs>;
  /** Everything that the state manages; empty where there is none yet. */
  state(): Promise<readonly StateResource[]>;
}

/**
 * Opens the folder of a synthesized stack.
 *
 * @throws TerraformFault where it was not synthesized, where there is no terraform from 1.11 on, or where a variable
 * would make terraform log values
 */
export async function openStack(options: StackOptions): Promise<Stack> {
  const { folder, name, env } = options;
  if (!existsSync(join(folder, 'cdk.tf.json'))) {
    throw new TerraformFault(`${name} has not been synthesized: run fanout synth ${name} first`);
  }
  const { binary } = await untilInterrupted((interrupted) => findTerraform(env, interrupted));
  return new OpenStack(options, binary);
}

class OpenStack implements Stack {
  #ready: Promise<void> | undefined;

  constructor(
    private readonly options: StackOptions,
    private readonly binary: string,
  ) {}

  init(): Promise<void> {
    return this.#with({}, async () => undefined);
  }

  plan({ planOnly, refresh }: PlanOptions): Promise<TerraformPlan> {
    const { TF_VAR_values } = this.options.env;
    const handedIn = planOnly ? {} : { TF_VAR_values };
    return this.#with({ ...handedIn, TF_VAR_plan_only: String(planOnly) }, (terraform) =>
      inPrivateFolder(async (folder) => {
        const file = join(folder, 'plan');
        this.#tell('planning');
        const narrowed = refresh ? [] : ['-refresh=false'];
        const args = ['plan', '-json', '-input=false', '-lock=false', ...narrowed, `-out=${file}`];
        await this.#spoken(terraform, args);
        this.#tell('reading the plan');
        return parsePlan(await this.#printed(terraform, ['show', '-json', file]));
      }),
    );
  }

  output(): Promise<StackOutputs> {
    return this.#with({}, async (terraform) => {
      this.#tell('reading the outputs');
      return parseOutputs(await this.#printed(terraform, ['output', '-json']));
    });
  }

  state(): Promise<readonly StateResource[]> {
    return this.#with({}, async (terraform) => {
      this.#tell('reading the state');
      return parseState(await this.#printed(terraform, ['state', 'pull']));
    });
  }

  /**
   * @param variables - of Terraform, as environment variables. Values that somebody hands in for a deploy are kept from
   * whatever does not need them
   */
  #with<T>(variables: NodeJS.ProcessEnv, task: (terraform: Terraform) => Promise<T>): Promise<T> {
    const { TF_VAR_values: _, ...rest } = this.options.env;
    return untilInterrupted(async (interrupted) => {
      const env = childEnvironment({ ...rest, ...variables });
      const terraform = { binary: this.binary, env, interrupted };
      this.#ready ??= this.#setUp(terraform);
      await this.#ready;
      return task(terraform);
    });
  }

  async #setUp(terraform: Terraform): Promise<void> {
    this.#tell('setting up the backend and the provider');
    await this.#spoken(terraform, ['init', '-json', '-input=false']);
  }

  /** A command that says in JSON what is wrong. */
  async #spoken(terraform: Terraform, args: readonly string[]): Promise<void> {
    const { code, stdout, stderr } = await this.#run(terraform, args);
    if (code === 0) return;
    const errors = errorsInJson(stdout);
    throw toFault(this.options.name, errors.length > 0 || stderr === '' ? errors : [errorInText(stderr)]);
  }

  /** What a command prints. */
  async #printed(terraform: Terraform, args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.#run(terraform, args);
    if (code !== 0) throw toFault(this.options.name, [errorInText(stderr)]);
    return stdout;
  }

  #run(terraform: Terraform, args: readonly string[]): Promise<TerraformRan> {
    return runTerraform(terraform, this.options.folder, args);
  }

  #tell(doing: string): void {
    this.options.progress?.(`${this.options.name}: ${doing}`);
  }
}
