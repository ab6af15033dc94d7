import { ciphertext } from './workspace-builder';

/** A workspace that uses everything at once: every kind of value, layer, state and report. Only warnings in it. */
export const richWorkspace = new Map([
  [
    'fanout.yaml',
    `project: shop
buckets:
  api:
    description: what the API needs
    include:
      - originals: true
        only: [URL, DB_KEY]
      - mapping: shared
      - values: { DSN: "postgres://app:{DB_KEY:urlencode}@{URL}", REGION: "{region}", NAME: api }
      - mapping: late
        override: { REGION: "the database knows better" }
  fresh:
    environments: [production]
    include: [{ mapping: fresh }]
`,
  ],
  [
    'mappings/canonical.yaml',
    `URL: { kind: config, description: "where it is", owner: data, environments: [dev, production] }
DB_KEY: { rotateEvery: 90d, expires: 2030-01-01, final: true, minLength: 8 }
FROM_ENTRY: { public: true, format: { pattern: "^x" } }
FROM_PARAMETER:
FROM_VARIABLE:
DB_REGION: { kind: config, plain: "a region" }
ONLY_DEV: { environments: [dev], unused: "kept for later" }
FRESH: { format: json }
`,
  ],
  [
    'mappings/shared.yaml',
    `FROM_ENTRY: [SHARED__ENTRY, OTHER__ENTRY]
FROM_PARAMETER: SHARED__PARAMETER
FROM_VARIABLE: { to: DB_KEY_NAME, optional: true }
`,
  ],
  ['mappings/late.yaml', 'DB_REGION: REGION\n'],
  ['mappings/fresh.yaml', 'FRESH: FRESH\n'],
  [
    'environments/dev.yaml',
    `environment: dev
protected: false
account: "123456789012"
region: eu-central-1
values:
  URL: db.dev.example.com
  DB_KEY: { kms: ${ciphertext('dev')}, rotated: 2026-11-01 }
  FROM_ENTRY: { secretsManager: upstream/entry, key: k, revision: 3 }
  FROM_PARAMETER: { ssm: /upstream/parameter, revision: 1 }
  FROM_VARIABLE: { variable: true, revision: 2 }
  DB_REGION: eu-central-1
  ONLY_DEV:
`,
  ],
  [
    'environments/dev-alice.yaml',
    'environment: dev-alice\nextends: dev\nprotected: false\nvalues:\n  URL: localhost\n',
  ],
  [
    'environments/production.yaml',
    `environment: production
account: "210987654321"
region: eu-central-1
backend: { s3: { bucket: state, key: production, region: eu-central-1 } }
values:
  URL: db.example.com
  DB_KEY: { kms: ${ciphertext('production')} }
  FROM_ENTRY: { secretsManager: upstream/entry, revision: 1 }
  FROM_PARAMETER: { ssm: /upstream/parameter, revision: 1 }
  DB_REGION: eu-central-1
  FRESH:
`,
  ],
]);
