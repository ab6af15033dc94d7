import { due, isAnythingDue } from '../commands/due';
import { markRevoked } from '../commands/mark-revoked';
import { rotate } from '../commands/rotate';
import { connectAws } from '../values/aws';
import type { GeneratedFormat } from '../values/generate/formats';
import { renderDueJson, renderDueMarkdown, renderDueText } from '../views/due';
import {
  renderReach,
  renderRevokedJson,
  renderRevokedText,
  renderRotateJson,
  renderRotateText,
} from '../views/rotate';
import { endingOf, type Outcome, UsageError } from './outcome';
import { confirmer, valueReader } from './read-value';
import type { Session } from './session';
import { refuseMisuse } from './usage';

export interface RotateCliOptions {
  readonly generate?: GeneratedFormat | true;
  readonly length?: number;
  readonly alphabet?: string;
  readonly fromFile?: string;
  readonly keepWhitespace?: boolean;
  readonly allowDummy?: boolean;
  readonly alreadyRevoked?: boolean;
  readonly allEnvironments?: boolean;
  readonly goOn?: boolean;
  readonly revoked?: boolean;
  readonly due?: boolean;
  readonly within?: number;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export type RotateSession = Session<'text' | 'json' | 'markdown'>;

const expected = 'fanout rotate takes an environment and a name. A value is never an argument.';

/** `fanout rotate ENVIRONMENT NAME`, `fanout rotate --all-environments NAME`. */
export async function replaceValue(
  { io, context, format, page }: RotateSession,
  words: readonly string[],
  options: RotateCliOptions,
): Promise<Outcome> {
  const inAll = options.allEnvironments === true;
  const [name, environment = null] = [...words].reverse();
  if (name === undefined || words.length !== (inAll ? 1 : 2))
    throw new UsageError(inAll ? 'fanout rotate --all-environments takes one name.' : expected);
  const { generate, length, alphabet, fromFile } = options;
  const result = await rotate(
    context,
    {
      environment,
      name,
      generate:
        generate === undefined
          ? null
          : {
              ...(generate === true ? {} : { format: generate }),
              ...(length === undefined ? {} : { length }),
              ...(alphabet === undefined ? {} : { alphabet }),
            },
      handedIn: generate !== undefined || fromFile !== undefined,
      readsOnce: !io.stdin.isTTY,
      keepWhitespace: options.keepWhitespace === true,
      allowDummy: options.allowDummy === true,
      alreadyRevoked: options.alreadyRevoked === true,
      goOn: options.goOn === true,
      dryRun: options.dryRun === true,
      yes: options.yes === true,
    },
    {
      readValue: (each) => valueReader(io, { fromFile, question: `${name} in ${each}` })(),
      show: (reach) => {
        if (options.dryRun !== true) io.stderr.write(renderReach(name, reach, page));
      },
      warn: (sentence) => void io.stderr.write(`warning: ${sentence}\n`),
      confirm: confirmer(io, generate === undefined && fromFile === undefined),
      aws: connectAws(),
    },
  );
  refuseMisuse(result.misuse);
  const report = format === 'json' ? renderRotateJson(result) : renderRotateText(result, page);
  return { status: endingOf(result.status), report };
}

/** `fanout rotate --revoked ENVIRONMENT NAME…`. */
export async function noteRevoked(
  { io, context, format, page }: RotateSession,
  [environment, ...names]: readonly string[],
  { dryRun = false, yes = false }: RotateCliOptions,
): Promise<Outcome> {
  if (environment === undefined || names.length === 0)
    throw new UsageError('fanout rotate --revoked takes an environment and one or more names.');
  const result = await markRevoked(context, { environment, names, dryRun, yes }, { confirm: confirmer(io) });
  refuseMisuse(result.misuse);
  const report = format === 'json' ? renderRevokedJson(result) : renderRevokedText(result, page);
  return { status: endingOf(result.status), report };
}

/** `fanout rotate --due [ENVIRONMENT…]`. */
export function listDue(
  { context, format, page }: RotateSession,
  environments: readonly string[],
  { within = 0 }: RotateCliOptions,
): Outcome {
  const result = due(context, { environments, within });
  refuseMisuse(result.misuse);
  const reports = {
    text: () => renderDueText(result, page),
    json: () => renderDueJson(result),
    markdown: () => renderDueMarkdown(result),
  };
  const isCalm = !isAnythingDue(result) && result.diagnostics.length === 0;
  return { status: isCalm ? 'fine' : 'not-in-order', report: reports[format]() };
}
