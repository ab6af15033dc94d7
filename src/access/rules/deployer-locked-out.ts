import { createDiagnostic } from '../../diagnostics';
import { deployersOf } from '../documents/exceptions';
import { wantsEntryPolicies } from '../environment-documents';
import type { AccessRule } from './rule';

/** `deployer-locked-out`: entry policies that would leave nobody who may deploy the entry. */
export const deployerLockedOut: AccessRule = ({ scopes, isAsked, at }) =>
  scopes.flatMap((scope) =>
    scope.environments
      .filter(isAsked)
      .filter((environment) => wantsEntryPolicies(scope, environment))
      .filter((environment) => deployersOf(scope, environment).length === 0)
      .map(({ name }) => createDiagnostic('deployer-locked-out', { environment: name }, at(['access']))),
  );
