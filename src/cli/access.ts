import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from './outcome';
import type { Execute, Session } from './session';
import { refuseMisuse } from './usage';

const examples = `
Examples:
  $ fanout access production
  $ fanout access production api --who-can GetSecretValue
  $ fanout access --principal developer
  $ fanout access --documents build/policies   every policy, for a review

Answers come from the policies that are generated; AWS is not asked.

Formats: text, json, markdown.`;

interface Options {
  readonly principal?: string;
  readonly whoCan?: string;
  readonly documents?: string;
}

export function registerAccess(program: Command, execute: Execute): void {
  program
    .command('access')
    .summary('show who can read, write and decrypt what, and why')
    .description(
      'Shows, for each entry, what every principal may do with it and the statement that decides. With --documents, writes every policy as JSON.',
    )
    .argument('[environment]', 'show only this one (default: all)')
    .argument('[bucket]', 'show only this one (default: all)')
    .option('--principal <name>', 'show only this one, such as execution.dev')
    .option('--who-can <action>', 'ask about one action of Secrets Manager or KMS')
    .option('--documents <dir>', 'write every policy into this folder, one file each')
    .addHelpText('after', examples)
    .action(
      (environment: string | undefined, bucket: string | undefined, options: Options, command: Command) =>
        execute(
          command,
          (session) =>
            options.documents === undefined
              ? answer(session, { environment, bucket, ...options })
              : writeDocuments(session, options.documents, { environment, bucket, ...options }),
          ['text', 'json', 'markdown'],
        ),
    );
}

interface Asked extends Options {
  readonly environment: string | undefined;
  readonly bucket: string | undefined;
}

type AccessSession = Session<'text' | 'json' | 'markdown'>;

function answer({ context, format, strict, page }: AccessSession, asked: Asked) {
  const { access } = require('../commands/access') as typeof import('../commands/access');
  const { hasErrors } = require('../commands/load-plan') as typeof import('../commands/load-plan');
  const views = require('../views/access') as typeof import('../views/access');
  const { environment, bucket, principal, whoCan } = asked;
  const result = access(context, {
    strict,
    ...(environment === undefined ? {} : { environment }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(principal === undefined ? {} : { principal }),
    ...(whoCan === undefined ? {} : { whoCan }),
  });
  if (result.usage.length > 0) throw new UsageError(result.usage.join('\n'));
  refuseMisuse(result.misuse);
  const report = {
    text: () => views.renderAccessText(result, page),
    json: () => views.renderAccessJson(result),
    markdown: () => views.renderAccessMarkdown(result),
  }[format]();
  return { status: hasErrors(result.diagnostics) ? ('not-in-order' as const) : ('fine' as const), report };
}

function writeDocuments({ io, context, format, strict, page }: AccessSession, folder: string, asked: Asked) {
  if ([asked.environment, asked.principal, asked.whoCan].some((each) => each !== undefined)) {
    throw new UsageError(
      '--documents writes every policy: it takes no environment, --principal or --who-can',
    );
  }
  if (format === 'markdown') throw new UsageError('--documents reports as text or json');
  const { accessDocuments } =
    require('../commands/access-documents') as typeof import('../commands/access-documents');
  const { hasErrors } = require('../commands/load-plan') as typeof import('../commands/load-plan');
  const views = require('../views/access-documents') as typeof import('../views/access-documents');
  const result = accessDocuments(context, { folder: resolve(io.cwd, folder), strict });
  return {
    status: hasErrors(result.diagnostics) ? ('not-in-order' as const) : ('fine' as const),
    report:
      format === 'json'
        ? views.renderAccessDocumentsJson(result)
        : views.renderAccessDocumentsText(result, page),
  };
}
