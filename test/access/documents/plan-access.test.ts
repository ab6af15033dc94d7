import { join } from 'node:path';
import { planAccess } from '../../../src/access';
import { planFanOut } from '../../../src/plan';
import { loadWorkspace } from '../../../src/workspace';
import { planned } from '../../support/workspace-builder';

const repository = join(__dirname, '../../..');
const everything = { include: [{ originals: true }] };

describe('the documents of the shipped workspace', () => {
  const { workspace } = loadWorkspace(repository);
  const manifest = workspace!.manifest.value;
  const [plan] = planFanOut(workspace!, { today: '2026-06-01' });
  const [access, diagnostics] = planAccess(manifest, plan, workspace!.manifest.at);

  test('GIVEN its access section THEN there is a document of each kind, under the names that reviewers know', () => {
    const ofRoles = (environment: string) => [
      ...['api', 'worker-a', 'worker-b'].flatMap((service) => [
        `execution.${environment}.${service}`,
        `task.${environment}.${service}`,
      ]),
      `compute.${environment}.dashboard`,
    ];
    const roles = [
      'break-glass',
      'ci-deploy.dev',
      'ci-deploy.production',
      'ci-plan',
      'reader.platform-automation',
      ...ofRoles('dev'),
      ...ofRoles('production'),
    ];
    const others = [
      'developer-read',
      'guardrail',
      'key-policy.dev',
      'key-policy.production',
      'runtime-boundary.dev',
      'runtime-boundary.production',
      'scp',
      'secret-author',
      ...['api', 'dashboard', 'platform-config', 'worker-a', 'worker-b'].map(
        (bucket) => `secret-policy.production.${bucket}`,
      ),
    ];
    expect(Object.keys(access.documents)).toEqual(
      [...roles, ...roles.map((name) => `${name}.trust`), ...others].sort(),
    );
    expect(Object.keys(access.principals)).toEqual([...roles, 'developer', 'secret-author'].sort());
    expect(diagnostics).toEqual([]);
  });

  test('GIVEN every principal THEN what binds it exists, and every runtime role is capped', () => {
    for (const { name, identity, trust, boundary } of Object.values(access.principals)) {
      for (const each of [...identity, trust, boundary].filter((document) => document !== undefined)) {
        expect(access.documents[each]?.name).toBe(each);
      }
      expect([name, boundary !== undefined]).toEqual([name, /^(?:execution|task|compute)\./.test(name)]);
    }
  });

  test('GIVEN only production is planned THEN the documents are the same: none depends on what is asked for', () => {
    const [some] = planFanOut(workspace!, { today: '2026-06-01', environments: ['production'] });
    expect(planAccess(manifest, some)[0]).toEqual(access);
  });
});

describe('several accounts', () => {
  const { workspace, plan } = planned({
    manifest: {
      foundation: { backend: { s3: { bucket: 'state', key: 'foundation', region: 'eu-central-1' } } },
      access: {
        administrators: ['arn:aws:iam::123456789012:role/a', 'arn:aws:iam::210987654321:role/b'],
        github: { owner: 'o', ownerId: '1', repository: 'r', repositoryId: '2' },
        readers: {
          agents: {
            buckets: ['api'],
            environments: ['dev', 'production'],
            principals: ['arn:aws:iam::555555555555:role/agents'],
          },
        },
      },
    },
    buckets: { api: everything },
    environments: { dev: {}, production: { protected: true, account: '210987654321' } },
  });
  const [{ documents, principals }] = planAccess(workspace.manifest.value, plan);
  const textOf = (name: string): string => JSON.stringify(documents[name]?.document);

  test('GIVEN two accounts THEN what there is one of in each is named after its account', () => {
    const names = Object.keys(documents).filter((name) => !name.includes('trust'));
    expect(names).toEqual([
      'ci-deploy.dev',
      'ci-deploy.production',
      'ci-plan.123456789012',
      'ci-plan.210987654321',
      'developer-read.123456789012',
      'guardrail.123456789012',
      'guardrail.210987654321',
      'key-policy.dev',
      'key-policy.production',
      'reader.agents.123456789012',
      'reader.agents.210987654321',
      'runtime-boundary.dev',
      'runtime-boundary.production',
      'scp',
      'secret-policy.production.api',
    ]);
  });

  test('GIVEN one account THEN its documents speak of nothing in the other', () => {
    for (const name of ['guardrail', 'ci-plan', 'reader.agents']) {
      expect(textOf(`${name}.123456789012`)).not.toContain('210987654321');
      expect(textOf(`${name}.210987654321`)).not.toContain('123456789012');
    }
    expect(textOf('secret-policy.production.api')).toContain('arn:aws:iam::210987654321:role/b');
    expect(textOf('secret-policy.production.api')).not.toContain('arn:aws:iam::123456789012:role/a');
    expect(principals['ci-plan.210987654321']?.arn).toBe(
      'arn:aws:iam::210987654321:role/fanout/shop/shop.ci-plan.210987654321',
    );
  });

  test('GIVEN the foundation’s state of an account THEN people are kept from it, and the plan reads it', () => {
    expect(textOf('guardrail.210987654321')).toContain('arn:aws:s3:::state/210987654321/foundation');
    expect(textOf('ci-plan.210987654321')).toContain('arn:aws:s3:::state/210987654321/foundation');
  });
});
