import type { WorkspaceParts } from '../../support/workspace-builder';
import { ciphertext } from '../../support/workspace-builder';

export const project = 'my-app';
export const account = '123456789012';
export const region = 'us-east-1';

/** How entries are named: the environment at the end of the name, or as an element of a path. */
export const nameTemplates = {
  suffix: '{bucket}-secrets-{environment}',
  path: '{project}/{environment}/{bucket}',
} as const;
export type NameTemplate = keyof typeof nameTemplates;

const jobs = 'arn:aws:sqs:us-east-1:123456789012:jobs-{environment}';
const backend = (environment: string) => ({
  s3: { bucket: 'my-app-state', key: `my-app/${environment}`, region },
});
const values = (environment: string) => ({
  DB_PASSWORD: { kms: ciphertext(`DB_PASSWORD of ${environment}`) },
  API_TOKEN: { kms: ciphertext(`API_TOKEN of ${environment}`) },
});
const upstream = (environment: string) => ({
  FROM_ENTRY: { secretsManager: `upstream/${environment}/cloud`, revision: 1 },
  FROM_PARAMETER: { ssm: `/upstream/${environment}/token`, revision: 1 },
});
const everything = { include: [{ originals: true }] };

/**
 * A workspace with one of everything that access is generated for: two protected environments and one that is not, two
 * developers' own, every kind of service, a bucket whose name begins like another's, and values that stand elsewhere.
 */
export const accessWorkspace = (
  template: NameTemplate,
  otherwise: Readonly<Record<string, unknown>> = {},
): WorkspaceParts => ({
  manifest: {
    project,
    secretName: nameTemplates[template],
    tags: { CostCenter: 'platform' },
    access: {
      services: {
        api: {
          buckets: ['api'],
          ecs: {
            cluster: 'my-app-{environment}',
            family: 'my-app-{environment}-api',
            service: 'api',
            repositories: ['my-app/*'],
          },
        },
        worker: {
          buckets: ['worker'],
          ecs: {
            cluster: 'my-app-{environment}',
            read: 'runtime',
            task: { allow: [{ actions: ['sqs:ReceiveMessage'], resources: [jobs] }] },
          },
        },
        dashboard: { buckets: ['dashboard'], amplify: { app: 'd2abcdefgh1234' } },
        hook: { buckets: ['hook'], lambda: { writer: ['hook'] } },
      },
      readers: {
        agents: {
          buckets: ['api-v2'],
          environments: ['dev', 'production'],
          principals: [`arn:aws:iam::${account}:role/blog-agents`],
        },
      },
      github: { owner: 'my-org', ownerId: '123456', repository: 'my-infra', repositoryId: '789012' },
      breakGlass: { permissionSet: 'BreakGlass' },
      secretAuthor: { permissionSet: 'SecretAuthor' },
      administrators: [`arn:aws:iam::${account}:role/platform-admin`],
      ...otherwise,
    },
  },
  buckets: {
    api: everything,
    'api-v2': everything,
    worker: everything,
    dashboard: everything,
    hook: everything,
  },
  canonical: { DB_PASSWORD: {}, API_TOKEN: {}, FROM_ENTRY: {}, FROM_PARAMETER: {} },
  environments: {
    dev: {
      region,
      branches: ['develop'],
      backend: backend('dev'),
      values: { ...values('dev'), ...upstream('dev') },
    },
    'dev-alice': { extends: 'dev', protected: false, values: {} },
    'dev-bob': { extends: 'dev', protected: false, values: {} },
    staging: {
      protected: true,
      region,
      backend: backend('staging'),
      values: { ...values('staging'), ...upstream('staging') },
    },
    production: {
      protected: true,
      region,
      branches: ['main'],
      backend: backend('production'),
      values: { ...values('production'), ...upstream('production') },
    },
  },
});
