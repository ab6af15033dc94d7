import { join } from 'node:path';
import type { Command } from 'commander';
import type { HookResult } from '../commands/hook';
import { endingOf, type Outcome } from './outcome';
import type { Execute, Session } from './session';

const examples = `
Examples:
  $ fanout hook install            refuses commits that take plain values along
  $ fanout hook install --dry-run
  $ fanout hook uninstall

The hook runs fanout check --staged. It is never written over one of others.`;

interface Options {
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** Everything is packed into one file, which this is a part of then. */
const program = join(__dirname, 'fanout.js');

type HookCommand = typeof import('../commands/hook');

export function registerHook(parent: Command, execute: Execute): void {
  const hook = parent
    .command('hook')
    .summary('check what is staged before each commit')
    .description('Writes a pre-commit hook that checks what is staged, or takes it away.')
    .addHelpText('after', examples);
  const run = (command: Command, act: (commands: HookCommand, context: Session['context']) => HookResult) =>
    execute(command, ({ context, format, page }): Outcome => {
      const result = act(require('../commands/hook') as HookCommand, context);
      const views = require('../views/hook') as typeof import('../views/hook');
      const report = format === 'json' ? views.renderHookJson(result) : views.renderHookText(result, page);
      return { status: endingOf(result.status), report };
    });
  hook
    .command('install')
    .summary('write the hook')
    .description(
      'Writes the pre-commit hook of the repository. A hook of others stays: then it says what to add to that one.',
    )
    .option('--dry-run', 'write nothing, and say what would be written')
    .option('--force', 'replace a hook of others, and keep a copy of it')
    .addHelpText('after', examples)
    .action(({ dryRun = false, force = false }: Options, command: Command) =>
      run(command, ({ installHook }, context) => installHook(context, { program, dryRun, force })),
    );
  hook
    .command('uninstall')
    .summary('take the hook away')
    .description('Takes the workspace out of the hook, and the hook away where it was the last one.')
    .option('--dry-run', 'remove nothing, and say what would be removed')
    .addHelpText('after', examples)
    .action(({ dryRun = false }: Options, command: Command) =>
      run(command, ({ uninstallHook }, context) => uninstallHook(context, { program, dryRun })),
    );
}
