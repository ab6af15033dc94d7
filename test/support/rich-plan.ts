// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's templates are what is hostile here
import type { EnvironmentName } from '../../src/model';
import type { FanOutPlan, ValueSource } from '../../src/plan/plan';
import { buildKey, buildPlan } from './plan-builder';

const kms = (environment: string, name: string): ValueSource => ({
  kind: 'kms',
  ciphertext: Buffer.from(`ciphertext of ${name}`).toString('base64'),
  context: { project: 'my-app', environment, name },
});

const many = Array.from({ length: 27 }, (_, at) => `MANY_${String(at).padStart(2, '0')}`);

/** A plan with one of everything: each kind of value, each status, both kinds of state, two accounts and regions. */
export const richPlan: FanOutPlan = {
  ...buildPlan(
    {
      dev: {
        sources: {
          ...Object.fromEntries(many.map((name) => [name, kms('dev', name)])),
          CONFIG: { kind: 'config', value: 'ends in $' },
          HANDED_IN: { kind: 'variable', revision: 1 },
          PARAMETER: { kind: 'ssm', parameter: '/with/slash', revision: 1 },
          UPSTREAM_KEY: { kind: 'secretsManager', id: 'upstream/${x}', key: '"k"', revision: 1 },
          UPSTREAM_TEXT: { kind: 'secretsManager', id: 'upstream/text', revision: 1 },
        },
        buckets: {
          api: {
            description: 'costs ${x}',
            version: 2 ** 48 - 1,
            targets: {
              ...Object.fromEntries(many.map((name) => [name, { secret: name }])),
              HANDED_IN: { secret: 'HANDED_IN' },
              HOSTILE: '${file("/etc/passwd")} %{ if true }',
              KEY: { secret: 'UPSTREAM_KEY' },
              PARAMETER: { secret: 'PARAMETER' },
              TEXT: { secret: 'UPSTREAM_TEXT' },
              URL: {
                template: 'postgres://{bucket}:{MANY_00:urlencode}@{CONFIG}{MANY_01:base64:json}/{{x}}',
              },
            },
          },
          'api-2': { status: 'new', targets: { TOKEN: { secret: 'UNSET' } } },
          values: { version: 7, targets: { LEVEL: 'info' } },
        },
      },
      'dev-alice': {
        keyAlias: 'alias/my-app/dev',
        sources: { INHERITED: kms('dev', 'INHERITED') },
        buckets: { api: { version: 9, targets: { INHERITED: { secret: 'INHERITED' } } } },
      },
      production: {
        protected: true,
        recoveryWindow: 30,
        account: '210987654321',
        region: 'eu-central-1',
        backend: {
          s3: {
            bucket: 'my-state',
            key: 'my-app/production',
            region: 'eu-central-1',
            kmsKeyId: 'alias/state',
          },
        },
        buckets: {
          api: {
            version: 8,
            targets: { LEVEL: 'warn' },
            tags: {
              'Cost Center': 'a b',
              Project: 'my-app',
              Environment: 'production',
              Bucket: 'api',
              ManagedBy: 'fanout',
            },
          },
        },
      },
    },
    {
      foundation: {
        backend: { s3: { bucket: 'my-state', key: 'my-app/foundation', region: 'eu-central-1' } },
        retired: ['staging' as EnvironmentName],
        keys: [
          buildKey('dev', { protected: false }),
          buildKey('emea', { account: '210987654321', region: 'eu-west-1' }),
          buildKey('production', { account: '210987654321', region: 'eu-central-1' }),
        ],
      },
    },
  ),
  tags: { CostCenter: 'platform' },
};
