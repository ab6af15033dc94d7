import { planAccess } from '../../../src/access';
import { Locator } from '../../../src/diagnostics';
import { planned, type WorkspaceParts, workspaceTexts } from '../../support/workspace-builder';

const administrators = ['arn:aws:iam::123456789012:role/administrator'];
const ecs = (allow: readonly object[], rest: object = {}) => ({
  buckets: ['api'],
  ecs: { ...rest, task: { allow } },
});
const entry = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop';

/** `code file:line message` of each fault about access. */
function faultsOf(parts: WorkspaceParts, environments?: string[]): string[] {
  const { workspace, plan } = planned(parts, environments === undefined ? {} : { environments });
  const [, diagnostics] = planAccess(workspace.manifest.value, plan, workspace.manifest.at);
  return new Locator(workspaceTexts(parts))
    .locateAll(diagnostics)
    .map(({ code, location, message }) => `${code} ${location?.file}:${location?.line} ${message}`);
}
const withAccess = (access: object, more: WorkspaceParts = {}): WorkspaceParts => ({
  environments: { dev: {}, production: { protected: true } },
  ...more,
  manifest: { ...more.manifest, access },
});

test('GIVEN a service in every environment with an ARN of production THEN it is found once, at the statement', () => {
  const allow = [
    { actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:eu-central-1:123456789012:jobs'] },
    { actions: ['secretsmanager:GetSecretValue'], resources: [`${entry}/production/api-??????`] },
  ];
  const faults = faultsOf(withAccess({ administrators, services: { web: ecs(allow, { read: 'runtime' }) } }));
  expect(faults).toEqual([
    'protected-entry-read fanout.yaml:17 The service web in dev, which is not protected, is allowed to read "shop/production/api", which is',
  ]);
});

test('GIVEN the parameter that a protected value comes from WHEN a service of dev is allowed it THEN it is found', () => {
  const parts = withAccess(
    {
      administrators,
      services: {
        web: ecs([
          {
            actions: ['ssm:GetParameter'],
            resources: ['arn:aws:ssm:eu-central-1:123456789012:parameter/upstream/*'],
          },
        ]),
      },
    },
    {
      canonical: { KEY: {} },
      environments: {
        dev: { values: { KEY: null } },
        production: { protected: true, values: { KEY: { ssm: '/upstream/key', revision: 1 } } },
      },
    },
  );
  expect(faultsOf(parts).map((fault) => fault.split(' ')[0])).toEqual(['protected-entry-read']);
});

test('GIVEN {environment} in the ARN THEN each environment is allowed its own, and nothing is wrong', () => {
  const allow = [
    { actions: ['secretsmanager:GetSecretValue'], resources: [`${entry}/{environment}/web-??????`] },
  ];
  expect(
    faultsOf(withAccess({ administrators, services: { web: ecs(allow, { read: 'runtime' }) } })),
  ).toEqual([]);
});

test('GIVEN a task role that is allowed secrets WHEN its service does not read at run time THEN it is found', () => {
  const allow = [
    { actions: ['secretsmanager:GetSecretValue'], resources: [`${entry}/{environment}/web-??????`] },
  ];
  expect(faultsOf(withAccess({ administrators, services: { web: ecs(allow) } }))).toEqual([
    'task-reads-secrets fanout.yaml:12 The task role of web is allowed secrets, but nothing says that it reads any',
  ]);
});

test.each([
  [{ actions: ['kms:*'], resources: ['*'] }],
  [{ actions: ['iam:PassRole'], resources: ['*'] }],
  [{ actions: ['sts:AssumeRole'], resources: ['arn:aws:iam::123456789012:role/*'] }],
])('GIVEN the statement %j THEN it is unsafe, in a task, a function and an app', (statement) => {
  for (const service of [
    ecs([statement]),
    { buckets: ['api'], lambda: { allow: [statement] } },
    { buckets: ['api'], amplify: { allow: [statement] } },
  ]) {
    const codes = faultsOf(withAccess({ administrators, services: { web: service } })).map(
      (fault) => fault.split(' ')[0],
    );
    expect([...new Set(codes)]).toEqual(['unsafe-statement']);
  }
});

describe('patterns that take in too much', () => {
  test('GIVEN a bucket that ends like an environment THEN the own entries of a developer could be a protected one', () => {
    const parts = withAccess(
      { administrators },
      {
        manifest: { secretName: '{bucket}-{environment}' },
        buckets: { api: { include: [{ originals: true }] }, 'api-dev': { include: [{ originals: true }] } },
      },
    );
    expect(faultsOf(parts)).toEqual([
      'ambiguous-pattern fanout.yaml:2 What is to take in the own environments of developers of dev (api-dev-*-??????) takes in the protected entry api-dev-production',
    ]);
  });

  test('GIVEN a protected environment named like a developer’s own THEN it is found', () => {
    const parts = withAccess(
      { administrators },
      { environments: { dev: {}, 'dev-live': { protected: true } } },
    );
    expect(faultsOf(parts).every((fault) => fault.startsWith('ambiguous-pattern'))).toBe(true);
    expect(faultsOf(parts).length).toBeGreaterThan(0);
  });

  test('GIVEN the name that stands for nobody THEN no environment may have it', () => {
    const parts = withAccess(
      { administrators },
      { environments: { dev: {}, 'dev-unassigned': { extends: 'dev', protected: false } } },
    );
    expect(faultsOf(parts).map((fault) => fault.split(' ')[0])).toEqual(['ambiguous-pattern']);
  });

  test('GIVEN a path for each environment THEN the same names are told apart', () => {
    const parts = withAccess(
      { administrators },
      { buckets: { api: { include: [{ originals: true }] }, 'api-dev': { include: [{ originals: true }] } } },
    );
    expect(faultsOf(parts)).toEqual([]);
  });
});

describe('who deploys', () => {
  test.each([
    ['nobody', {}, ['production']],
    ['nobody, and no policies', { entryPolicies: 'none' }, []],
    ['nobody, and policies everywhere', { entryPolicies: 'all' }, ['dev', 'production']],
    ['an administrator', { administrators }, []],
    [
      'an administrator of another account',
      { administrators: ['arn:aws:iam::999999999999:role/x'] },
      ['production'],
    ],
    ['a workflow', { github: { owner: 'o', ownerId: '1', repository: 'r', repositoryId: '2' } }, []],
  ])('GIVEN %s is named THEN these environments would be locked', (_, access, locked) => {
    expect(faultsOf(withAccess(access))).toEqual(
      locked.map(
        (name) =>
          `deployer-locked-out fanout.yaml:2 Policies of the entries in ${name} would shut out whoever deploys them: nobody is named`,
      ),
    );
    const { workspace, plan } = planned(withAccess(access));
    const [{ documents }] = planAccess(workspace.manifest.value, plan);
    for (const name of locked) expect(documents[`secret-policy.${name}.api`]).toBeUndefined();
  });
});

test('GIVEN a role whose name is too long THEN it is said at its service, with what AWS takes', () => {
  const services = { 'orders-and-returns-of-all': { buckets: ['api'], ecs: {} } };
  const parts = withAccess(
    { administrators, services },
    {
      manifest: { project: 'shop-of-all-we-have-to-offer' },
      environments: { production: { protected: true } },
    },
  );
  expect(faultsOf(parts)).toEqual([
    'access-limit fanout.yaml:6 The name of the role execution.production.orders-and-returns-of-all has 75 characters; AWS takes 64',
    'access-limit fanout.yaml:6 The name of the role task.production.orders-and-returns-of-all has 70 characters; AWS takes 64',
  ]);
});

test('GIVEN a service with more buckets than a role can name THEN it is said, and people’s policies are split', () => {
  const buckets = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`bucket-${index}`, { include: [{ originals: true }] }]),
  );
  const parts = withAccess(
    { administrators, services: { all: { buckets: Object.keys(buckets), lambda: {} } } },
    {
      manifest: { secretName: '{bucket}-secrets-{environment}' },
      buckets,
      environments: { production: { protected: true } },
    },
  );
  const found = faultsOf(parts).map((fault) => /(The policy \S+)/.exec(fault)?.[1]);
  expect(found).toEqual(['The policy runtime-boundary.production', 'The policy compute.production.all']);
});

describe('one environment never holds up another', () => {
  const parts = withAccess({
    administrators,
    services: {
      web: { ...ecs([{ actions: ['kms:*'], resources: ['*'] }]), environments: ['dev'] },
    },
  });

  test.each([
    [undefined, ['unsafe-statement']],
    [['dev'], ['unsafe-statement']],
    [['production'], []],
    [['foundation'], ['unsafe-statement']],
  ])('GIVEN a fault in dev WHEN %j is asked for THEN %j', (asked, codes) => {
    const found = faultsOf(parts, asked === undefined ? undefined : [...asked]);
    expect([...new Set(found.map((fault) => fault.split(' ')[0]))]).toEqual(codes);
  });
});

test('GIVEN no access at all THEN a warning, and no document', () => {
  const { workspace, plan } = planned({});
  const [{ documents, principals }, [warning]] = planAccess(workspace.manifest.value, plan);
  expect([Object.keys(documents), Object.keys(principals)]).toEqual([[], []]);
  expect([warning?.code, warning?.severity]).toEqual(['no-access', 'warning']);
});
