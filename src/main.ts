import { resolve } from 'node:path';
import { describeException } from './cli/describe-exception';
import type { Io } from './cli/io';
import { hasErrors } from './commands/load-plan';
import { synth } from './commands/synth';
import { renderDiagnostics } from './views/diagnostics-text';
import { createPage } from './views/page';

/**
 * The CDKTF app that `cdktf.json` names: load, plan, synthesize.
 *
 * FANOUT_WORKSPACE names the workspace (default: here); FANOUT_ENVIRONMENTS what is synthesized, by environment or
 * `foundation`, with commas or spaces between them (default: everything). Where it refuses it says why on stderr; what
 * is no more than a warning it leaves to `fanout check`, since cdktf prints all of stderr as errors.
 *
 * @returns the exit code, as of every command; where it is not 0, nothing was written. cdktf itself makes 1 of any
 */
export function main({ env, cwd, stderr, now }: Pick<Io, 'env' | 'cwd' | 'stderr' | 'now'>): number {
  try {
    const { misuse, diagnostics, texts } = synth(
      { workspace: resolve(cwd, env.FANOUT_WORKSPACE || '.'), env, now },
      {
        environments: (env.FANOUT_ENVIRONMENTS ?? '').split(/[\s,]+/).filter((name) => name !== ''),
        strict: false,
        out: resolve(cwd, env.CDKTF_OUTDIR || 'cdktf.out'),
      },
    );
    const all = [...misuse, ...diagnostics];
    if (!hasErrors(all)) return 0;
    stderr.write(renderDiagnostics(all, texts, createPage({ color: false })));
    return misuse.length > 0 ? 2 : 1;
  } catch (exception) {
    stderr.write(`fanout: ${describeException(exception)}\n`);
    return 2;
  }
}

if (require.main === module) {
  const { env, stderr } = process;
  process.exitCode = main({ env, cwd: process.cwd(), stderr, now: () => new Date() });
}
