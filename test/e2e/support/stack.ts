import { join } from 'node:path';
import type { FanOutPlan } from '../../../src/plan/plan';
import { synthesize } from '../../../src/stacks';
import type { Real } from './real';
import type { Ran, RunOptions } from './run';

/** A workspace's folder that is synthesized and deployed from, again and again. */
export class Deployment {
  readonly root: string;
  /** Stacks that have been initialized; their providers never change. */
  readonly #ready = new Set<string>();

  constructor(private readonly real: Real) {
    this.root = real.folder('workspace');
  }

  get outdir(): string {
    return join(this.root, 'cdktf.out');
  }

  folder(stack: string): string {
    return join(this.outdir, 'stacks', stack);
  }

  synthesize(plan: FanOutPlan): void {
    const [, diagnostics] = synthesize(plan, { root: this.root, outdir: this.outdir, env: {} });
    if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  }

  /** Terraform in a stack's folder. */
  async terraform(stack: string, args: readonly string[], options: Partial<RunOptions> = {}): Promise<Ran> {
    const folder = this.folder(stack);
    if (!this.#ready.has(stack)) {
      await this.real.init(folder, options);
      this.#ready.add(stack);
    }
    return this.real.terraform(folder, [...args, '-no-color'], options);
  }

  plan(stack: string, args: readonly string[] = [], options: Partial<RunOptions> = {}): Promise<Ran> {
    return this.terraform(stack, ['plan', '-input=false', '-detailed-exitcode', ...args], options);
  }

  apply(stack: string, args: readonly string[] = [], options: Partial<RunOptions> = {}): Promise<Ran> {
    return this.terraform(stack, ['apply', '-input=false', '-auto-approve', ...args], options);
  }

  /** Applies, and fails with Terraform's words where that fails. */
  async deploy(stack: string, options: Partial<RunOptions> = {}): Promise<Ran> {
    const applied = await this.apply(stack, [], options);
    if (applied.code !== 0) throw new Error(`apply ${stack}: ${applied.output}`);
    return applied;
  }
}
