import type { BucketName } from '../../model';
import { getValue } from '../actions';
import { viaService } from '../conditions';
import { entryArn } from '../entries';
import { type AccessRequest, type ContextKeys, type Decision, evaluate } from '../evaluate';
import type { AccessDocument, AccessPlan } from '../policy';
import type { AccessEnvironment, AccountScope } from '../scope';
import type { Asker } from './asker';

/** An entry that is asked about. */
export interface AskedEntry {
  readonly scope: AccountScope;
  readonly environment: AccessEnvironment;
  readonly bucket: BucketName;
  readonly secretName: string;
}

/** Something that is to be done with an entry, or with the value of one in git. */
export type Deed = 'read' | 'write' | 'decrypt' | `secretsmanager:${string}` | `kms:${string}`;

/** Whether somebody may, judged by everything that is generated: their own policies, and those of entry and key. */
export function mayDo(asker: Asker, deed: Deed, entry: AskedEntry, plan: AccessPlan): Decision {
  let first: Decision | undefined;
  for (const { action, target, context } of requestsOf(deed, entry)) {
    const { arn, policy } = targetOf(target, entry, plan);
    const request: AccessRequest = {
      caller: asker.caller,
      action,
      resource: arn,
      context: { ...asker.context, ...context },
    };
    const decision = evaluate(request, {
      identity: asker.identity,
      ...(asker.boundary === undefined ? {} : { boundary: asker.boundary }),
      ...(policy === undefined ? {} : { resource: policy }),
    });
    if (decision.answer !== 'allowed') return decision;
    first ??= decision;
  }
  if (first === undefined) throw new Error(`Nothing is asked of AWS for ${deed}`);
  return first;
}

type Target = 'entry' | 'key' | 'nothing';

interface Step {
  readonly action: string;
  readonly target: Target;
  readonly context: ContextKeys;
}

/** Reading an entry is two requests: Secrets Manager asks KMS in the name of its caller. */
function requestsOf(deed: Deed, entry: AskedEntry): readonly Step[] {
  const { environment } = entry;
  const onEntry = (action: string, context: ContextKeys = {}): Step => ({
    action,
    target: 'entry',
    context: { ...tagsOf(entry, { Bucket: entry.bucket }), ...context },
  });
  const onKey = (action: string, context: ContextKeys): Step => ({
    action,
    target: 'key',
    context: { ...tagsOf(entry), 'kms:CallerAccount': environment.account, ...context },
  });
  const through: ContextKeys = {
    'kms:ViaService': viaService('secretsmanager', environment.region),
    'kms:EncryptionContext:SecretARN': concreteArn(entry),
  };
  const inGit: ContextKeys = {
    'kms:EncryptionContext:project': entry.scope.project,
    'kms:EncryptionContext:environment': environment.name,
  };
  switch (deed) {
    case 'read':
      return [onEntry(getValue), onKey('kms:Decrypt', through)];
    case 'write':
      return [onEntry('secretsmanager:PutSecretValue'), onKey('kms:GenerateDataKey', through)];
    case 'decrypt':
      return [onKey('kms:Decrypt', inGit)];
    default:
      if (deed.startsWith('kms:')) return [onKey(deed, inGit)];
      return [
        unscoped.includes(deed)
          ? { action: deed, target: 'nothing', context: {} }
          : onEntry(deed, asTerraformAsks(deed, entry)),
      ];
  }
}

const unscoped: readonly string[] = [
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetRandomPassword',
  'secretsmanager:ListSecrets',
];

/** What a request says of itself, the way a deploy would make it. */
function asTerraformAsks(
  action: string,
  { scope, environment, bucket, secretName }: AskedEntry,
): ContextKeys {
  const tags = { Project: scope.project, Environment: environment.name, Bucket: bucket, ManagedBy: 'fanout' };
  const tagging: ContextKeys = {
    'aws:TagKeys': Object.keys(tags),
    ...Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`aws:RequestTag/${tag}`, value])),
  };
  switch (action) {
    case 'secretsmanager:CreateSecret':
      return {
        'secretsmanager:Name': secretName,
        'secretsmanager:KmsKeyArn': environment.keyArn,
        ...tagging,
        ...Object.fromEntries(Object.keys(tags).map((tag) => [`aws:ResourceTag/${tag}`, []])),
      };
    case 'secretsmanager:TagResource':
      return tagging;
    case 'secretsmanager:PutResourcePolicy':
      return { 'secretsmanager:BlockPublicPolicy': 'true' };
    case 'secretsmanager:DeleteSecret':
      return { 'secretsmanager:ForceDeleteWithoutRecovery': 'false' };
    default:
      return {};
  }
}

function tagsOf(
  { scope, environment }: AskedEntry,
  more: Readonly<Record<string, string>> = {},
): ContextKeys {
  const tags = { Project: scope.project, Environment: environment.name, ManagedBy: 'fanout', ...more };
  return Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`aws:ResourceTag/${tag}`, value]));
}

const concreteArn = ({ environment, secretName }: AskedEntry): string =>
  entryArn(environment, secretName).replace(/\?{6}$/, 'AbCdEf');

function targetOf(
  target: Target,
  entry: AskedEntry,
  { documents }: AccessPlan,
): { readonly arn: string; readonly policy: AccessDocument | undefined } {
  const { environment, bucket } = entry;
  if (target === 'nothing') return { arn: '*', policy: undefined };
  return target === 'key'
    ? { arn: environment.keyArn, policy: documents[`key-policy.${environment.keyOwner}`] }
    : { arn: concreteArn(entry), policy: documents[`secret-policy.${environment.name}.${bucket}`] };
}
