/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Terraform's and IAM's */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployAccess, type PolicyDocument, planAccess } from '../../src/access';
import type { FanOutPlan } from '../../src/plan';
import { synthesize } from '../../src/stacks';
import { policyText } from '../../src/stacks/access/policy-text';
import { accessWorkspace } from '../access/support/workspace';
import { expectGolden } from '../support/golden';
import { planned, type WorkspaceParts } from '../support/workspace-builder';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface StackJson {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly output: Record<string, { value: string }>;
}

function synthesized(parts: WorkspaceParts) {
  const root = mkdtempSync(join(tmpdir(), 'fanout-access-'));
  folders.push(root);
  const { workspace, plan } = planned(parts);
  const manifest = workspace.manifest.value;
  const [access] = planAccess(manifest, plan);
  const outdir = join(root, 'cdktf.out');
  const deployment = deployAccess({ manifest, plan, access });
  const [stacks] = synthesize(withoutVersions(plan), { root, outdir, env: {}, access: deployment });
  return {
    stacks,
    access,
    json: (stack: string) =>
      JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8')) as StackJson,
  };
}

/** Values are not what this is about. */
const withoutVersions = (plan: FanOutPlan): FanOutPlan => ({
  ...plan,
  environments: Object.fromEntries(
    Object.entries(plan.environments).map(([name, environment]) => [
      name,
      {
        ...environment,
        buckets: Object.fromEntries(
          Object.entries(environment.buckets).map(([bucket, each]) => [
            bucket,
            { ...each, status: 'new', version: null, fingerprint: null },
          ]),
        ),
      },
    ]),
  ),
});

/** What Terraform makes of a quoted string: the text, with what it fills in between marks. */
function evaluated(argument: unknown): string {
  const quoted = /^\$\{"(.*)"\}$/s.exec(String(argument))?.[1] ?? '';
  return quoted
    .replace(/\$\{([^}]*)\}/g, '<$1>')
    .replace(/\\(?:u([0-9a-f]{4})|(.))/g, (_, code, character) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code as string, 16));
      return (
        ({ n: '\n', r: '\r', t: '\t' } as Record<string, string>)[character as string] ??
        (character as string)
      );
    });
}

describe('the stacks of a workspace with everything', () => {
  const { stacks, access, json } = synthesized(accessWorkspace('suffix'));

  test('addresses are contract: a role under another address is destroyed and made again', () => {
    const addresses = stacks
      .filter(({ name }) => ['foundation', 'dev', 'production'].includes(name))
      .flatMap((stack) => stack.addresses.map((address) => `${stack.name}: ${address}\n`));
    expectGolden(join(__dirname, 'golden', 'access-addresses.txt'), addresses.join(''));
  });

  test('GIVEN the policies of people THEN variables of IAM reach AWS as they are, and keys are filled in', () => {
    const { guardrail } = json('foundation').resource.aws_iam_policy!;
    const text = evaluated(guardrail?.policy);
    expect(text).toContain("dev-${aws:PrincipalTag/Developer, 'unassigned'}");
    expect(text).toContain('<aws_kms_key.production.arn>');
    const planned = JSON.stringify(access.documents.guardrail?.document);
    const filled = text.replace(/<aws_kms_key\.(\w+)\.arn>/g, 'arn:aws:kms:us-east-1:123456789012:key/$1');
    expect(JSON.parse(filled)).toEqual(JSON.parse(planned));
  });

  test('GIVEN an environment THEN its roles speak of the key that its alias finds, and never leave the stack', () => {
    const { resource } = json('production');
    const text = evaluated(resource.aws_iam_role_policy?.execution_api?.policy);
    expect(text).toContain(
      '<data.aws_kms_alias.key_of_the_foundation_stack_which_is_deployed_first.target_key_arn>',
    );
    expect(resource.aws_iam_role?.execution_api).toMatchObject({
      name: 'my-app.execution.production.api',
      path: '/fanout/my-app/production/',
      permissions_boundary:
        'arn:aws:iam::123456789012:policy/fanout/my-app/my-app.runtime-boundary.production',
      tags: { Project: 'my-app', Environment: 'production', ManagedBy: 'fanout', CostCenter: 'platform' },
    });
  });

  test('GIVEN protected entries THEN each has a policy that may not be public, and unprotected ones have none', () => {
    const policies = json('production').resource.aws_secretsmanager_secret_policy!;
    expect(Object.keys(policies).sort()).toEqual(['api', 'api-v2', 'dashboard', 'hook', 'worker']);
    expect(Object.values(policies).every((policy) => policy.block_public_policy === true)).toBe(true);
    expect(json('dev').resource.aws_secretsmanager_secret_policy).toBeUndefined();
  });

  test('GIVEN a service on ECS THEN its output points at each target by the ARN of its entry', () => {
    const { value } = json('production').output.services!;
    expect(value).toContain(
      '{ name = "API_TOKEN", valueFrom = "${aws_secretsmanager_secret.api.arn}:API_TOKEN::" }',
    );
    expect(value).toContain('execution_role_arn = aws_iam_role.execution_api.arn');
  });

  test('GIVEN an app on Amplify THEN its output is the command that attaches the role to the branch', () => {
    expect(json('production').output.services?.value).toContain(
      'attach = ["aws amplify update-branch --app-id d2abcdefgh1234 --branch-name main --region us-east-1 --compute-role-arn ${aws_iam_role.compute_dashboard.arn}"]',
    );
  });

  test('GIVEN a branch that a shell would read THEN it is one word of the command', () => {
    const parts = accessWorkspace('suffix');
    const dev = { ...parts.environments?.dev, branches: ["it's; rm -rf $HOME"] };
    const { value } = synthesized({ ...parts, environments: { ...parts.environments, dev } }).json('dev')
      .output.services!;
    expect(value).toContain(String.raw`--branch-name 'it'\\''s; rm -rf \u0024HOME' --region`);
  });
});

describe('what the manifest decides', () => {
  const withAccess = (access: object): WorkspaceParts => ({
    manifest: { access },
    environments: { production: { protected: true } },
  });
  const github = { owner: 'o', ownerId: '1', repository: 'r', repositoryId: '2' };

  test('GIVEN a provider that the account has THEN the foundation makes none', () => {
    const made = synthesized(withAccess({ github })).json('foundation').resource;
    expect(made.aws_iam_openid_connect_provider?.github).toMatchObject({
      url: 'https://token.actions.githubusercontent.com',
      client_id_list: ['sts.amazonaws.com'],
    });
    const adopted = synthesized(withAccess({ github: { ...github, provider: 'existing' } })).json(
      'foundation',
    ).resource;
    expect(adopted.aws_iam_openid_connect_provider).toBeUndefined();
    expect(adopted.aws_iam_role?.['ci-deploy_production']).toBeDefined();
  });

  test('GIVEN no access THEN entries and keys alone, the keys with the policy that AWS gives them', () => {
    const { stacks, json } = synthesized({ environments: { production: { protected: true } } });
    expect(
      stacks.flatMap(({ addresses }) => addresses).filter((address) => address.includes('_iam_')),
    ).toEqual([]);
    expect(json('foundation').resource.aws_kms_key?.production).not.toHaveProperty('policy');
  });

  test('GIVEN a role that may more than stands inline THEN it has policies of its own', () => {
    const buckets = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`bucket-${index}`, { include: [{ originals: true }] }]),
    );
    const parts = withAccess({ github });
    const { resource } = synthesized({
      ...parts,
      manifest: { ...parts.manifest, secretName: '{bucket}-secrets-{environment}' },
      buckets,
    }).json('foundation');
    expect(resource.aws_iam_role_policy?.['ci-deploy_production']).toBeUndefined();
    const attached = Object.keys(resource.aws_iam_role_policy_attachment ?? {});
    expect(attached.slice(0, 2)).toEqual(['ci-deploy_production', 'ci-deploy_production_2']);
    expect(Object.keys(resource.aws_iam_policy ?? {})).toEqual(expect.arrayContaining(attached));
  });
});

test('GIVEN a key that a stack does not know WHEN a policy speaks of it THEN nothing is written', () => {
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'A', Effect: 'Deny', Action: 'kms:*', Resource: 'arn:aws:kms:us-east-1:123456789012:key/dev' },
    ],
  };
  expect(() => policyText(document, () => undefined)).toThrow('A policy speaks of the key of dev');
});
