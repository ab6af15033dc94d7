import type { Command } from 'commander';
import { awsByEnvironment, dryRunOption, outcomeOf, profileOption, yesOption } from './names';
import type { Execute } from './session';

const examples = `
Examples:
  $ fanout rekey production --to arn:aws:kms:eu-central-1:210987654321:key/KEY-ID
  $ fanout rekey production --to KEY-ID --from OLD-KEY-ID   the alias has been moved

Every value of the environment, and of those that extend it, is encrypted anew
inside of KMS: all of them or none. What they hold is the same, so no entry is
written anew and AWSPREVIOUS stays what it is. A deploy decrypts with the key
that the alias of the environment means: until that is the new one, it is
refused before anything is written. The command says what to do in which order.`;

interface Options {
  readonly to: string;
  readonly from?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly profile: ReadonlyMap<string, string>;
}

export function registerRekey(program: Command, execute: Execute): void {
  program
    .command('rekey')
    .summary('bring every value of an environment under another key')
    .description(
      'Encrypts every value of an environment under another KMS key, and of the environments that extend it: all of them or none.',
    )
    .argument('<environment>', 'whose values; one that extends no other')
    .requiredOption('--to <key>', 'the key to encrypt under: its id, ARN or alias')
    .option('--from <key>', "the key that the values are under (default: what the environment's alias means)")
    .addOption(profileOption())
    .addOption(dryRunOption())
    .addOption(yesOption())
    .addHelpText('after', examples)
    .action((environment: string, options: Options, command: Command) =>
      execute(command, async (session) => {
        const { rekey } = require('../commands/names/rekey') as typeof import('../commands/names/rekey');
        const { progressOn } = require('./progress') as typeof import('./progress');
        const { confirmer } = require('./read-value') as typeof import('./read-value');
        const { to, from, dryRun = false, yes = false, profile } = options;
        const result = await rekey(
          session.context,
          {
            environment,
            to,
            ...(from === undefined ? {} : { from }),
            dryRun,
            yes,
            profiles: [...profile.keys()],
          },
          {
            confirm: confirmer(session.io),
            aws: awsByEnvironment(profile),
            progress: progressOn(session.io.stderr, 'Encrypting anew'),
          },
        );
        return outcomeOf(result, session);
      }),
    );
}
