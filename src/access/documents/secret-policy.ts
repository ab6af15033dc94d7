import type { BucketName } from '../../model';
import { getValue, secretMetadata } from '../actions';
import { both } from '../conditions';
import { foundationRole } from '../names';
import type { Conditions } from '../policy';
import type { AccessEnvironment, AccountScope } from '../scope';
import { readingRoles, roleOf, servicesIn } from '../services';
import { anything, type Draft, deny } from '../statement';
import { alwaysExcepted, planRole } from './exceptions';
import { readersIn } from './reader';

/**
 * Holds for everybody but the developers who read an environment. Their roles have names that only AWS knows, so a tag
 * tells them: any developer where the environment is everybody's, one alone where it is somebody's own.
 */
function whoIsNoDeveloper({ access }: AccountScope, environment: AccessEnvironment): Conditions {
  if (environment.protected) return {};
  const tag = `aws:PrincipalTag/${access.developers.identityTag}`;
  return environment.developer === undefined
    ? { Null: { [tag]: 'true' } }
    : { StringNotEquals: { [tag]: environment.developer } };
}

/**
 * The policy of an entry itself: denials alone, so that it can add to nobody's rights, for everybody but those who are
 * named. It holds whatever else somebody is allowed, in this account or another one.
 */
export function secretPolicy(
  scope: AccountScope,
  environment: AccessEnvironment,
  bucket: BucketName,
): readonly Draft[] {
  const always = alwaysExcepted(scope, environment);
  const services = servicesIn(scope, environment).filter(({ buckets }) => buckets.includes(bucket));
  const readers = readersIn(scope).filter(
    ({ reader, readables }) =>
      reader.buckets.includes(bucket) && readables.some((each) => each.environment.name === environment.name),
  );
  const writers = services.filter((service) => service.kind !== 'ecs' && service.writer.includes(bucket));
  const denyAllBut = (
    sid: string,
    what: Parameters<typeof deny>[1],
    who: readonly string[],
    andBut: Conditions = {},
  ): Draft =>
    deny(sid, {
      principal: '*',
      ...what,
      resource: anything,
      condition: both({ ArnNotEquals: { 'aws:PrincipalArn': [...always, ...who] } }, andBut),
    });
  const developers = whoIsNoDeveloper(scope, environment);
  return [
    denyAllBut(
      'DenyReadingToOthers',
      { action: [getValue] },
      [
        ...services.flatMap((service) => readingRoles(scope, service)),
        ...readers.map(({ name }) => foundationRole(scope, `reader.${name}${scope.suffix}`)),
      ],
      developers,
    ),
    denyAllBut('DenySeeingToOthers', { action: secretMetadata }, planRole(scope), developers),
    writers.length === 0
      ? null
      : denyAllBut(
          'DenyFillingToOthers',
          { action: ['secretsmanager:PutSecretValue'] },
          writers.map((service) => roleOf(scope, 'compute', service)),
        ),
    denyAllBut(
      'DenyEverythingElseToOthers',
      {
        notAction: [
          getValue,
          ...secretMetadata,
          ...(writers.length === 0 ? [] : ['secretsmanager:PutSecretValue']),
        ],
      },
      [],
    ),
  ];
}
