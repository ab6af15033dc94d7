import { createDiagnostic } from '../../diagnostics';
import { nobody } from '../conditions';
import { entriesOfEnvironment, entryArn } from '../entries';
import { globOf, matchesGlob } from '../evaluate/glob';
import { ownEntries } from '../own-entries';
import { type AccountScope, entryNamesOf, extensibleOf, protectedOf, sharedOf } from '../scope';
import type { AccessRule } from './rule';

/**
 * `ambiguous-pattern`: a pattern that developers are allowed by, and that takes in an entry of a protected environment.
 * The denials would hold all the same; nothing should rest on one of the two alone.
 */
export const ambiguousPattern: AccessRule = (facts) => {
  if (facts.plan.foundation === null) return [];
  return facts.scopes.flatMap((scope) => [
    ...patternsTakingIn(scope).map((args) =>
      createDiagnostic('ambiguous-pattern', args, facts.at(['secretName'])),
    ),
    ...namesTakenIn(scope).map((args) =>
      createDiagnostic('ambiguous-pattern', args, facts.at(['access', 'developers'])),
    ),
  ]);
};

type Args = Parameters<typeof createDiagnostic<'ambiguous-pattern'>>[1];

function patternsTakingIn(scope: AccountScope): Args[] {
  const guarded = protectedOf(scope).flatMap((environment) =>
    entryNamesOf(environment).map((name) => ({
      name,
      arn: entryArn(environment, name).replace(/\?{6}$/, 'AbCdEf'),
    })),
  );
  const allowed = [
    ...sharedOf(scope).flatMap((environment) =>
      entriesOfEnvironment(scope.project, environment).map((pattern) => ({ environment, pattern })),
    ),
    ...extensibleOf(scope).flatMap((environment) =>
      ownEntries(scope, environment).map((pattern) => ({ environment, pattern })),
    ),
  ];
  return allowed.flatMap(({ environment, pattern }) => {
    const anybodys = pattern.replace(/\$\{[^}]*\}/g, '*');
    return guarded
      .filter(({ arn }) => matchesGlob(globOf(anybodys), arn))
      .map(({ name }) => ({
        pattern: anybodys.slice(anybodys.indexOf(':secret:') + ':secret:'.length),
        environment: environment.name,
        reason: `takes in the protected entry ${name}`,
      }));
  });
}

/** A variant is told by its name, in tags and in the context of values. */
function namesTakenIn(scope: AccountScope): Args[] {
  return extensibleOf(scope).flatMap(({ name }) =>
    scope.environments
      .filter((other) => other.name.startsWith(`${name}-`))
      .flatMap((other) => {
        const pattern = `${name}-*`;
        if (other.name === `${name}-${nobody}`) {
          const reason = `takes in ${other.name}, which is kept for who is no developer`;
          return [{ pattern, environment: name, reason }];
        }
        return other.protected
          ? [{ pattern, environment: name, reason: `takes in the protected environment ${other.name}` }]
          : [];
      }),
  );
}
