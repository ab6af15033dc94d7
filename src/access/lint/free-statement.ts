import { globOf, matchesGlob } from '../evaluate/glob';
import { many } from '../many';
import type { Statement } from '../policy';
import { type GuardedService, guardedServices } from './guarded-services';

/** The elements of a statement that somebody wrote by hand. */
export type FreeStatement = Pick<Statement, 'Action' | 'NotAction' | 'Resource' | 'NotResource'>;

const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** An entry whose name is given and whose random end is not: the one wildcard that names one entry. */
const oneEntry = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[^*?$]+-\?{6}$/;

/** Which guarded services an action, wildcards included, reaches. */
function reached(action: string): readonly GuardedService[] {
  const service = globOf((action.split(':')[0] ?? '').toLowerCase());
  return guardedServices.filter((guarded) => matchesGlob(service, guarded));
}

function actionFaults(action: string): string[] {
  const services = reached(action);
  const [service = '', name] = action.split(':');
  if (name === undefined || hasWildcard(service)) {
    return ['An action names its service without a wildcard, such as "sqs:ReceiveMessage".'];
  }
  if (!hasWildcard(name)) return [];
  return services.map((guarded) => `A wildcard in an action of ${guarded}: name each action.`);
}

function resourceFaults(resource: string, services: readonly GuardedService[]): string[] {
  if (oneEntry.test(resource)) return [];
  if (!hasWildcard(resource) && !resource.includes('${')) return [];
  return services.map(
    (guarded) => `An action of ${guarded} on resources with a wildcard or a variable: name each resource.`,
  );
}

/**
 * What is unsafe in a hand-written Allow, one sentence each that echoes nothing of it; empty where it is safe.
 * Refused are NotAction and NotResource, a wildcard for the service, and, on the services through which a value can
 * be reached, every wildcard in actions and resources save the random end of one entry's ARN.
 */
export function lintFreeStatement(statement: FreeStatement): string[] {
  const actions = many(statement.Action);
  const services = guardedServices.filter((guarded) =>
    actions.some((action) => reached(action).includes(guarded)),
  );
  const faults = [
    ...(statement.NotAction === undefined
      ? []
      : ['NotAction allows what does not exist yet: name the actions.']),
    ...(statement.NotResource === undefined
      ? []
      : ['NotResource takes in what does not exist yet: name the resources.']),
    ...actions.flatMap(actionFaults),
    ...many(statement.Resource).flatMap((resource) => resourceFaults(resource, services)),
  ];
  return [...new Set(faults)];
}
