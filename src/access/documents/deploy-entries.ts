import { ownTags } from '../../model';
import { getValue, secretMetadata, secretWrites } from '../actions';
import { both, taggedAs } from '../conditions';
import { entriesIn, entriesOfEnvironment, upstreamOf } from '../entries';
import type { AccessEnvironment, AccountScope } from '../scope';
import { allow, anything, type Draft, deny } from '../statement';

const making = ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'];
const writing = [
  'secretsmanager:DeleteResourcePolicy',
  'secretsmanager:PutResourcePolicy',
  'secretsmanager:PutSecretValue',
  'secretsmanager:RestoreSecret',
  'secretsmanager:TagResource',
  'secretsmanager:UntagResource',
  'secretsmanager:UpdateSecret*',
];
/** By verb, so that a new one is taken in. Making and tagging have to do without tags that are there already. */
const changing = ['Delete*', 'Put*', 'Restore*', 'Untag*', 'Update*'].map((verb) => `secretsmanager:${verb}`);
const requestTag = (tag: string): string => `aws:RequestTag/${tag}`;

/**
 * What a deploy does with entries. Names are in the one denial of all others; the rest can then speak of tags alone and
 * keep the document within its limit.
 */
export function deployEntries(scope: AccountScope, environment: AccessEnvironment): readonly Draft[] {
  const { project, access } = scope;
  const upstream = upstreamOf(environment, environment);
  const anyEntry = [entriesIn(environment)];
  return [
    allow('MakeEntries', {
      action: making,
      resource: anyEntry,
      condition: both(allTags(scope, environment), noOtherTags(scope)),
    }),
    allow('SeeEntries', { action: secretMetadata, resource: anyEntry }),
    allow('WriteEntries', {
      action: [
        ...writing,
        ...(environment.protected ? [] : ['secretsmanager:DeleteSecret']),
        ...(access.providerReadsValues ? [getValue] : []),
      ],
      resource: anyEntry,
      condition: taggedAs(project, [environment.name]),
    }),
    allow('ReadUpstreamEntries', { action: [getValue], resource: upstream.entries }),
    allow('ReadUpstreamParameters', { action: ['ssm:GetParameter'], resource: upstream.parameters }),
    deny('DenyOtherEntries', {
      action: ['secretsmanager:*'],
      notResource: [...entriesToBe(scope, environment), ...upstream.entries],
    }),
    deny('DenyOtherParameters', { action: ['ssm:GetParameter*'], notResource: upstream.parameters }),
    access.providerReadsValues
      ? null
      : deny('DenyReadingValuesBack', { action: [getValue], notResource: upstream.entries }),
    deny('DenyChangingUpstreamEntries', { action: secretWrites, resource: upstream.entries }),
    ...tagDenials(scope, environment),
    ...attributeDenials(environment),
  ];
}

/**
 * An entry that is made has no random end yet, and AWS does not say what it is checked as: with a path of its own one
 * pattern takes in both, else both are named.
 */
function entriesToBe({ project }: AccountScope, environment: AccessEnvironment): readonly string[] {
  return entriesOfEnvironment(project, environment).flatMap((pattern) =>
    pattern.endsWith('-??????') ? [pattern, pattern.slice(0, -'-??????'.length)] : [pattern],
  );
}

/** The tags that decide who reads an entry, with the values that they have on those of an environment. */
const decisiveTags = ({ project }: AccountScope, { name, entries }: AccessEnvironment) => ({
  Project: project,
  Environment: name,
  Bucket: Object.keys(entries),
});

const allTags = (scope: AccountScope, environment: AccessEnvironment) => ({
  StringEquals: Object.fromEntries(
    Object.entries({ ...decisiveTags(scope, environment), ManagedBy: 'fanout' }).map(([tag, value]) => [
      requestTag(tag),
      value,
    ]),
  ),
});

const knownTags = ({ manifest }: AccountScope): readonly string[] => [
  ...ownTags,
  ...Object.keys(manifest.tags),
];

const noOtherTags = (scope: AccountScope) => ({
  'ForAllValues:StringEquals': { 'aws:TagKeys': knownTags(scope) },
  Null: { 'aws:TagKeys': 'false' },
});

/** Tags decide who reads an entry, so that they are as guarded as its value. */
function tagDenials(scope: AccountScope, environment: AccessEnvironment): Draft[] {
  return [
    ...Object.entries({ Project: scope.project, Environment: environment.name }).map(([tag, value]) =>
      deny(`DenyMistagged${tag}`, {
        action: changing,
        resource: anything,
        condition: { StringNotEquals: { [`aws:ResourceTag/${tag}`]: value } },
      }),
    ),
    deny('DenyOtherTags', {
      action: making,
      resource: anything,
      condition: { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': knownTags(scope) } },
    }),
    ...Object.entries(decisiveTags(scope, environment)).map(([tag, value]) =>
      deny(`DenyOther${tag}`, {
        action: making,
        resource: anything,
        condition: { StringNotEquals: { [requestTag(tag)]: value }, Null: { [requestTag(tag)]: 'false' } },
      }),
    ),
    deny('DenyRemovingOurTags', {
      action: ['secretsmanager:UntagResource'],
      resource: anything,
      condition: { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': [...ownTags] } },
    }),
  ];
}

function attributeDenials({ keyArn, protected: isProtected, recoveryWindow }: AccessEnvironment): Draft[] {
  const otherKey = { StringNotEquals: { 'secretsmanager:KmsKeyArn': keyArn } };
  return [
    deny('DenyMakingWithOtherKey', {
      action: ['secretsmanager:CreateSecret'],
      resource: anything,
      condition: otherKey,
    }),
    deny('DenyMovingToOtherKey', {
      action: ['secretsmanager:UpdateSecret'],
      resource: anything,
      condition: both(otherKey, { Null: { 'secretsmanager:KmsKeyArn': 'false' } }),
    }),
    deny('DenyPublicPolicy', {
      action: ['secretsmanager:PutResourcePolicy'],
      resource: anything,
      condition: { BoolIfExists: { 'secretsmanager:BlockPublicPolicy': 'false' } },
    }),
    deny('DenyReplicasFromTheStart', {
      action: ['secretsmanager:CreateSecret'],
      resource: anything,
      condition: { Null: { 'secretsmanager:AddReplicaRegions': 'false' } },
    }),
    deny('DenyRotationAndReplication', {
      action: ['Cancel*', 'Remove*', 'Replicate*', 'Rotate*', 'Stop*'].map(
        (verb) => `secretsmanager:${verb}`,
      ),
      resource: anything,
    }),
    isProtected
      ? deny('DenyDeletingEntries', { action: ['secretsmanager:DeleteSecret'], resource: anything })
      : recoveryWindow === 0
        ? null
        : deny('DenyForceDelete', {
            action: ['secretsmanager:DeleteSecret'],
            resource: anything,
            condition: { Bool: { 'secretsmanager:ForceDeleteWithoutRecovery': 'true' } },
          }),
  ];
}
