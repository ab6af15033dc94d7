import type { Command } from 'commander';
import { endingOf } from './outcome';
import type { Execute } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout edit dev                        every value of dev, in $EDITOR
  $ fanout edit production DB_PASSWORD DB_USER
  $ EDITOR="code --wait" fanout edit dev   an editor that returns at once must wait

Values that KMS does not let you decrypt stand there as comments, as do those
that are inherited or refer to another place; a new one can be put in. Only what
you change is encrypted: everything else keeps its ciphertext, so that a review
shows what changed. The text stands in a private folder, in memory where the
machine has a file system of that kind, and is overwritten and removed when the
editor is closed. What your editor keeps of its own, such as a history of saved
files, is up to its settings; vim is told to keep nothing.`;

interface Options {
  readonly dryRun?: boolean;
  readonly keepWhitespace?: boolean;
  readonly allowDummy?: boolean;
  readonly yes?: boolean;
}

export function registerEdit(program: Command, execute: Execute): void {
  program
    .command('edit')
    .summary('change values in an editor; only what changed is encrypted anew')
    .description(
      'Opens $VISUAL or $EDITOR on the decrypted values of an environment, and writes what was changed there: all of it or nothing.',
    )
    .argument('<environment>', 'where the values stand')
    .argument('[names...]', 'canonical names (default: all)')
    .option('--keep-whitespace', 'take values as they are, with white space and line ends around them')
    .option('--allow-dummy', 'take values that look like placeholders')
    .option('--dry-run', 'open the editor and check everything, but encrypt and write nothing')
    .option('--yes', 'do not ask before values of a protected environment are decrypted')
    .addHelpText('after', examples)
    .action((environment: string, names: string[], options: Options, command: Command) =>
      execute(command, async ({ io, context, format, page }) => {
        const { edit } = require('../commands/edit') as typeof import('../commands/edit');
        const { connectAws } = require('../values/aws') as typeof import('../values/aws');
        const { openEditor } = require('./editor/open-editor') as typeof import('./editor/open-editor');
        const { progressOn } = require('./progress') as typeof import('./progress');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const views = require('../views/edit') as typeof import('../views/edit');
        const { dryRun = false, keepWhitespace = false, allowDummy = false, yes = false } = options;
        const note = (text: string): void => void io.stderr.write(text);
        const isTerminal = io.stdin.isTTY === true;
        const result = await edit(
          context,
          { environment, names, dryRun, keepWhitespace, allowDummy, yes },
          {
            openEditor: () => openEditor({ env: io.env, isTerminal, file: `${environment}.yaml`, note }),
            confirm: confirmer(io),
            progress: progressOn(io.stderr, 'Decrypting'),
            aws: connectAws({ patience: 60_000, attempts: 8 }),
          },
        );
        refuseMisuse(result.misuse);
        const report = format === 'json' ? views.renderEditJson(result) : views.renderEditText(result, page);
        return { status: endingOf(result.status), report };
      }),
    );
}
