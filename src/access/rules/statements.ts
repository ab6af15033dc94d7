import type { AccountScope } from '../scope';
import { filledIn, type Placed, servicesIn } from '../services';
import type { AccessFacts } from './rule';

/** A statement that a team wrote, in one environment where its service runs. */
export interface PlacedStatement {
  readonly scope: AccountScope;
  readonly service: Placed;
  readonly actions: readonly string[];
  /** Filled in. */
  readonly resources: readonly string[];
  /** Where it stands in the manifest. */
  readonly path: readonly (string | number)[];
}

/** Every one, in each environment that matters to who asks. */
export function placedStatements({ scopes, isAsked }: AccessFacts): readonly PlacedStatement[] {
  return scopes.flatMap((scope) =>
    scope.environments
      .filter(isAsked)
      .flatMap((environment) => servicesIn(scope, environment))
      .flatMap((service) =>
        service.allow.map(({ actions, resources }, index) => ({
          scope,
          service,
          actions,
          resources: resources.map((each) => filledIn(each, scope.project, service.environment)),
          path: [
            'access',
            'services',
            service.name,
            ...(service.kind === 'ecs' ? ['ecs', 'task'] : [service.kind]),
            'allow',
            index,
          ],
        })),
      ),
  );
}

/** Whether a statement's actions are about a service of AWS, such as `secretsmanager`. */
export const isAbout = ({ actions }: PlacedStatement, service: string): boolean =>
  actions.some((action) => action.startsWith(`${service}:`));
