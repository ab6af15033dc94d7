import { Option } from 'commander';
import { finishedFirst, type NamesResult } from '../commands/names/result';
import type { Aws } from '../values/aws';
import { endingOf, type Outcome, UsageError } from './outcome';
import type { Session } from './session';
import { refuseMisuse } from './usage';

/** What a command that changes names ends with. */
export function outcomeOf(result: NamesResult, { format, page }: Session): Outcome {
  const views = require('../views/names') as typeof import('../views/names');
  refuseMisuse(result.misuse, finishedFirst(result));
  const report = format === 'json' ? views.renderNamesJson(result) : views.renderNamesText(result, page);
  return { status: endingOf(result.status), report };
}

export const dryRunOption = (): Option =>
  new Option('--dry-run', 'show every line that would change; ask nothing of AWS and write nothing');

export const yesOption = (): Option =>
  new Option('--yes', 'do not ask before protected environments or deployed entries are touched');

/** Credentials of one account are no good in another one. */
export const profileOption = (): Option =>
  new Option(
    '--profile <environment=profile>',
    'credentials for one environment, where they differ; may be repeated',
  )
    .default(new Map<string, string>(), 'the same for all')
    .argParser((written: string, before: ReadonlyMap<string, string>) => {
      const [, environment, profile] = /^([^=]+)=(.+)$/.exec(written) ?? [];
      if (environment === undefined || profile === undefined)
        throw new UsageError('--profile takes ENVIRONMENT=PROFILE, such as production=prod-admin.');
      return new Map(before).set(environment, profile);
    });

/** One connection for each profile: bulk work, with the patience for it. */
export function awsByEnvironment(profiles: ReadonlyMap<string, string>): (environment: string) => Aws {
  const { connectAws } = require('../values/aws') as typeof import('../values/aws');
  const connections = new Map<string | undefined, Aws>();
  return (environment) => {
    const profile = profiles.get(environment);
    const known = connections.get(profile);
    const aws =
      known ?? connectAws({ patience: 60_000, attempts: 8, ...(profile === undefined ? {} : { profile }) });
    connections.set(profile, aws);
    return aws;
  };
}
