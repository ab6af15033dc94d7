import { createDiagnostic } from '../../diagnostics';
import { entryArn, parameterArnsOf } from '../entries';
import { globOf, matchesGlob } from '../evaluate/glob';
import { type AccountScope, entryNamesOf, protectedOf } from '../scope';
import type { AccessRule } from './rule';
import { isAbout, placedStatements } from './statements';

/** `protected-entry-read`: a service of an unprotected environment that is allowed what stands behind a protected one. */
export const protectedEntryRead: AccessRule = (facts) =>
  placedStatements(facts)
    .filter(({ service }) => !service.environment.protected)
    .flatMap((statement) => {
      const { scope, service, resources, path } = statement;
      const readable = resources.map(globOf);
      return protectedValues(scope)
        .filter(({ of }) => isAbout(statement, of))
        .filter(({ arn }) => readable.some((glob) => matchesGlob(glob, arn)))
        .map(({ name }) =>
          createDiagnostic(
            'protected-entry-read',
            { service: service.name, environment: service.environment.name, entry: name },
            facts.at(path),
          ),
        );
    });

interface Value {
  readonly of: 'secretsmanager' | 'ssm';
  readonly name: string;
  readonly arn: string;
}

/** Entries of protected environments, and the parameters that their values come from. */
const protectedValues = (scope: AccountScope): readonly Value[] =>
  protectedOf(scope).flatMap((environment): Value[] => [
    ...entryNamesOf(environment).map((name) => ({
      of: 'secretsmanager' as const,
      name,
      arn: entryArn(environment, name).replace(/\?{6}$/, 'AbCdEf'),
    })),
    ...parameterArnsOf(environment).map((arn) => ({ of: 'ssm' as const, name: arn, arn })),
  ]);
