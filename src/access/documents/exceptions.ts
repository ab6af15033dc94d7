import { foundationRole, root } from '../names';
import type { AccessEnvironment, AccountScope } from '../scope';

/** The deploy role of an environment, where there is one. */
export const deployRole = (scope: AccountScope, { name }: AccessEnvironment): readonly string[] =>
  scope.access.github === undefined ? [] : [foundationRole(scope, `ci-deploy.${name}`)];

export const planRole = (scope: AccountScope): readonly string[] =>
  scope.access.github === undefined ? [] : [foundationRole(scope, `ci-plan${scope.suffix}`)];

export const breakGlassRole = (scope: AccountScope): readonly string[] =>
  scope.access.breakGlass === undefined ? [] : [foundationRole(scope, `break-glass${scope.suffix}`)];

/** Administrators of this account; those of another one have nothing to do here. */
export const administratorsOf = ({ access, account }: AccountScope): readonly string[] =>
  access.administrators.filter((arn) => arn.split(':')[4] === account);

/** Who deploys an environment: a workflow, or an administrator by hand. */
export const deployersOf = (scope: AccountScope, environment: AccessEnvironment): readonly string[] => [
  ...deployRole(scope, environment),
  ...administratorsOf(scope),
];

/** Who stays in every list of exceptions, so that nothing is ever locked for good. */
export const alwaysExcepted = (scope: AccountScope, environment: AccessEnvironment): readonly string[] => [
  root(scope),
  ...breakGlassRole(scope),
  ...deployersOf(scope, environment),
];
