import { cryptography, keyTampering } from '../actions';
import { inContext, throughSecretsManager, throughSecretsManagerFor, viaService } from '../conditions';
import { upstreamOf } from '../entries';
import type { AccessEnvironment, AccountScope } from '../scope';
import { allow, anything, type Draft, deny } from '../statement';

export function deployKeys({ project }: AccountScope, environment: AccessEnvironment): readonly Draft[] {
  const { keyArn, region, contexts, backend } = environment;
  const upstream = upstreamOf(environment, environment);
  return [
    allow('DecryptValues', {
      action: ['kms:Decrypt'],
      resource: [keyArn],
      condition: inContext(project, contexts),
    }),
    allow('EncryptEntries', {
      action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resource: [keyArn],
      condition: throughSecretsManager(environment),
    }),
    allow('SeeKey', { action: ['kms:DescribeKey'], resource: [keyArn] }),
    allow('FindKey', { action: ['kms:ListAliases'], resource: anything }),
    upstream.entries.length === 0
      ? null
      : allow('DecryptUpstreamEntries', {
          action: ['kms:Decrypt'],
          resource: anything,
          condition: throughSecretsManagerFor(environment, upstream.entries),
        }),
    upstream.parameters.length === 0
      ? null
      : allow('DecryptUpstreamParameters', {
          action: ['kms:Decrypt'],
          resource: anything,
          condition: {
            StringEquals: {
              'kms:ViaService': viaService('ssm', region),
              'kms:EncryptionContext:PARAMETER_ARN': upstream.parameters,
            },
          },
        }),
    deny('DenyOtherKeys', {
      action: cryptography,
      notResource: [keyArn],
      condition: {
        StringNotEquals: {
          'kms:ViaService': [
            ...(upstream.entries.length === 0 ? [] : [viaService('secretsmanager', region)]),
            ...(upstream.parameters.length === 0 ? [] : [viaService('ssm', region)]),
            viaService('s3', backend?.s3.region ?? region),
          ],
        },
      },
    }),
    deny('DenyOtherContexts', {
      action: cryptography,
      resource: [keyArn],
      condition: {
        StringNotEquals: {
          'kms:EncryptionContext:environment': contexts,
          'kms:ViaService': viaService('secretsmanager', region),
        },
      },
    }),
    deny('DenyKeyAdministration', { action: keyTampering, resource: anything }),
  ];
}
