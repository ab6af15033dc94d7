import type { AccountScope } from '../scope';
import type { PlacedEcs } from '../services';
import type { Draft } from '../statement';
import { runningCode, withOwnSecrets, withoutSecrets } from './running-code';

/** The role of the code in a task: what the service configures, and by default no secret at all. */
export const task = (scope: AccountScope, service: PlacedEcs): readonly Draft[] => [
  ...(service.readsAtRuntime ? withOwnSecrets(scope, service) : withoutSecrets(service)),
  ...runningCode(scope, service),
];
