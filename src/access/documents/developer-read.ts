import { getValue, reEncryption, secretMetadata } from '../actions';
import { both, inContext, ownEnvironment, taggedAs, throughSecretsManager } from '../conditions';
import { entriesOfEnvironment } from '../entries';
import { ownEntries } from '../own-entries';
import type { AccessEnvironment, AccountScope } from '../scope';
import { extensibleOf, sharedOf } from '../scope';
import { sidOf } from '../sid';
import { allow, type Draft } from '../statement';

const reads = [getValue, ...secretMetadata];

/** What developers may: read and set values where nothing is protected, and in their own environment. */
export function developerRead(scope: AccountScope): readonly Draft[] {
  return [
    ...sharedOf(scope).map((environment) => readShared(scope, environment)),
    ...extensibleOf(scope).map((environment) => readOwn(scope, environment)),
    ...keyStatements(scope),
  ];
}

/** Names alone could be made up, and tags could be put on: they have to agree. */
function readShared({ project }: AccountScope, environment: AccessEnvironment): Draft {
  return allow(sidOf('Read', environment.name), {
    action: reads,
    resource: entriesOfEnvironment(project, environment),
    condition: taggedAs(project, [environment.name]),
  });
}

function readOwn(scope: AccountScope, environment: AccessEnvironment): Draft {
  const own = ownEnvironment(environment.name, scope.access.developers.identityTag);
  return allow(sidOf('ReadOwnVariantOf', environment.name), {
    action: reads,
    resource: ownEntries(scope, environment),
    condition: taggedAs(scope.project, [own]),
  });
}

/** One key each: what the values of an environment, and of the caller's variant of it, are encrypted with. */
function keyStatements(scope: AccountScope): Draft[] {
  const { project, access } = scope;
  return extensibleOf(scope).flatMap((environment) => {
    const { name, keyArn } = environment;
    const variants = sharedOf(scope).filter(({ keyOwner }) => keyOwner === name);
    const contexts = [
      ...variants.map((each) => each.name),
      ownEnvironment(name, access.developers.identityTag),
    ];
    return [
      allow(sidOf('UseKeyOf', name, 'ThroughSecretsManager'), {
        action: ['kms:Decrypt'],
        resource: [keyArn],
        condition: throughSecretsManager(environment),
      }),
      allow(sidOf('SetValuesOf', name), {
        action: ['kms:Decrypt', 'kms:Encrypt', ...reEncryption],
        resource: [keyArn],
        condition: both(inContext(project, contexts)),
      }),
      allow(sidOf('DescribeKeyOf', name), { action: ['kms:DescribeKey'], resource: [keyArn] }),
    ];
  });
}
