import { becoming, cryptography, iamWrites, keyTampering, secretWrites, unscopableReads } from '../actions';
import { ownEnvironment, viaService } from '../conditions';
import { entriesOfEnvironment, inEveryRegion, upstreamOf } from '../entries';
import { allPolicies, allRoles, githubProvider } from '../names';
import type { Conditions } from '../policy';
import type { AccountScope } from '../scope';
import { extensibleOf, keysOf, protectedOf, sharedOf } from '../scope';
import { anything, type Draft, deny } from '../statement';
import { protectedRuns } from './guardrail-runs';
import { protectedState } from './guardrail-state';
import { parameterPaths } from './parameter-paths';

/**
 * What nobody may who has it, whatever else allows it: for developers, and for every other person or vendor whose
 * role it is attached to, administrators included. The statements that guard values themselves come first, so that
 * they stand in the first document where it has to be split.
 */
export function guardrail(scope: AccountScope): readonly Draft[] {
  return [
    ...secretStatements(scope),
    ...keyStatements(scope),
    protectedOf(scope).length === 0
      ? null
      : deny('DenyTaggedAsProtected', {
          action: anything,
          resource: anything,
          condition: taggedAsProtected(scope),
        }),
    ...identityStatements(scope),
    ...protectedRuns(scope),
    ...upstreamStatements(scope),
    ...protectedState(scope),
  ];
}

/** The environments that developers may see, as tags of entries and in the context of values. */
const allowedEnvironments = (scope: AccountScope): readonly string[] => [
  ...sharedOf(scope).map(({ name }) => name),
  ...extensibleOf(scope).map(({ name }) => ownEnvironment(name, scope.access.developers.identityTag)),
];

/** Fails closed: what has no tag at all is not tagged as allowed. */
const notTaggedAsAllowed = (scope: AccountScope): Conditions => {
  const allowed = allowedEnvironments(scope);
  return allowed.length === 0 ? {} : { StringNotEquals: { 'aws:ResourceTag/Environment': allowed } };
};

function secretStatements(scope: AccountScope): Draft[] {
  return [
    deny('DenyProtectedEntriesByName', {
      action: ['secretsmanager:*'],
      resource: protectedOf(scope).flatMap((environment) => [
        ...entriesOfEnvironment(scope.project, environment, inEveryRegion(environment)),
        ...upstreamOf(environment, inEveryRegion(environment)).entries,
      ]),
    }),
    ...(scope.access.guardrail.scope === 'account' ? ofWholeAccount(scope) : ofProject(scope)),
    deny('DenyWhatKnowsNoResource', {
      action: [...unscopableReads, 'tag:Tag*', 'tag:Untag*'],
      resource: anything,
    }),
  ];
}

function ofWholeAccount(scope: AccountScope): Draft[] {
  return [
    deny('DenySecretsNotTaggedAsAllowed', {
      action: ['secretsmanager:*'],
      resource: anything,
      condition: notTaggedAsAllowed(scope),
    }),
    deny('DenySecretsOfOthers', {
      action: ['secretsmanager:*'],
      resource: anything,
      condition: { StringNotEquals: { 'aws:ResourceTag/Project': scope.project } },
    }),
    deny('DenyWritingSecrets', { action: secretWrites, resource: anything }),
  ];
}

/** By name, since tags can be lost; and by tag, since an entry can be made under any name. */
function ofProject(scope: AccountScope): Draft[] {
  const { project, environments } = scope;
  const ours = environments.flatMap((environment) =>
    entriesOfEnvironment(project, environment, inEveryRegion(environment)),
  );
  const byTag: Conditions = { StringEqualsIgnoreCase: { 'aws:ResourceTag/Project': project } };
  return [
    deny('DenyOurSecretsNotTaggedAsAllowed', {
      action: ['secretsmanager:*'],
      resource: ours,
      condition: notTaggedAsAllowed(scope),
    }),
    deny('DenySecretsTaggedOursNotAsAllowed', {
      action: ['secretsmanager:*'],
      resource: anything,
      condition: { ...byTag, ...notTaggedAsAllowed(scope) },
    }),
    deny('DenyWritingOurSecrets', { action: secretWrites, resource: ours }),
    deny('DenyWritingSecretsTaggedOurs', { action: secretWrites, resource: anything, condition: byTag }),
    deny('DenyMakingSecretsTaggedOurs', {
      action: secretWrites,
      resource: anything,
      condition: { StringEqualsIgnoreCase: { 'aws:RequestTag/Project': project } },
    }),
  ];
}

function keyStatements(scope: AccountScope): Draft[] {
  const { project, account, partition, environments } = scope;
  const readable = extensibleOf(scope);
  return [
    deny('DenyProtectedKeys', {
      action: ['kms:*'],
      resource: keysOf(
        environments.filter(
          (environment) =>
            environment.protected && !readable.some(({ keyArn }) => keyArn === environment.keyArn),
        ),
      ),
    }),
    deny('DenyKeyTampering', {
      action: keyTampering,
      resource: [...keysOf(readable), `arn:${partition}:kms:*:${account}:alias/${project}/*`],
    }),
    deny('DenyOtherContexts', {
      action: cryptography,
      resource: keysOf(readable),
      condition: {
        StringNotEquals: {
          'kms:EncryptionContext:environment': allowedEnvironments(scope),
          'kms:ViaService': readable.map(({ region }) => viaService('secretsmanager', region)),
        },
      },
    }),
  ];
}

const taggedAsProtected = (scope: AccountScope): Conditions => ({
  StringEqualsIgnoreCase: {
    'aws:ResourceTag/Environment': protectedOf(scope).map(({ name }) => name),
    ...(scope.access.guardrail.scope === 'account' ? {} : { 'aws:ResourceTag/Project': scope.project }),
  },
});

function identityStatements(scope: AccountScope): Draft[] {
  const { identityTag } = scope.access.developers;
  return [
    deny('DenyOurRolesAndPolicies', {
      action: [...iamWrites, ...becoming],
      resource: [allRoles(scope), allPolicies(scope), githubProvider(scope)],
    }),
    deny('DenyAttachingAndDetachingOurPolicies', {
      action: ['iam:Attach*', 'iam:Detach*'],
      resource: anything,
      condition: { ArnLike: { 'iam:PolicyARN': allPolicies(scope) } },
    }),
    deny('DenyChangingWhoOneIs', {
      action: ['iam:*', 'sts:*'],
      resource: anything,
      condition: { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': identityTag } },
    }),
  ];
}

/** Where protected values come from. */
function upstreamStatements(scope: AccountScope): Draft[] {
  return [
    deny('DenyUpstreamParameters', {
      action: ['ssm:GetParameter*'],
      resource: protectedOf(scope).flatMap((environment) =>
        upstreamOf(environment, environment).parameters.flatMap(parameterPaths),
      ),
    }),
  ];
}
