import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccessPlan, deployAccess, planAccess } from '../../src/access';
import type { FanOutPlan } from '../../src/plan';
import { synthesize } from '../../src/stacks';
import { caseFiles, outcomeOf } from '../access/support/cases';
import { matrixText } from '../access/support/matrix';
import { accessWorkspace, project } from '../access/support/workspace';
import { type Planned, planned, type WorkspaceParts } from '../support/workspace-builder';
import { readAccess } from './support/read-access';
import { describeReal } from './support/real';
import { Deployment } from './support/stack';

const deployed = ['dev', 'production'];

/** What is deployed: entries that have no value yet, with states beside each other; what access says is not touched. */
function stacksOf(plan: FanOutPlan): FanOutPlan {
  const environments = Object.values(plan.environments)
    .filter(({ name }) => deployed.includes(name))
    .map(({ backend: _, ...environment }) => ({
      ...environment,
      buckets: Object.fromEntries(
        Object.values(environment.buckets).map((bucket) => [
          bucket.name,
          { ...bucket, status: 'new' as const, version: null, fingerprint: null },
        ]),
      ),
    }));
  const { keys = [] } = plan.foundation ?? {};
  return {
    ...plan,
    foundation: { retired: [], keys },
    environments: Object.fromEntries(environments.map((each) => [each.name, each])),
  };
}

describeReal('access, deployed', (real) => {
  let deployment: Deployment;
  let wanted: AccessPlan;
  let found: AccessPlan;
  let workspace: Planned;

  const synthesizeAccess = (parts: WorkspaceParts): Planned => {
    const made = planned(parts);
    const manifest = made.workspace.manifest.value;
    [wanted] = planAccess(manifest, made.plan);
    synthesize(stacksOf(made.plan), {
      root: deployment.root,
      outdir: deployment.outdir,
      env: {},
      access: deployAccess({ manifest, plan: made.plan, access: wanted }),
    });
    return made;
  };
  const readBack = (): Promise<AccessPlan> =>
    readAccess(real(), {
      project,
      keys: ['dev', 'staging', 'production'],
      entries: Object.fromEntries(
        workspace.plan.outlines
          .filter(({ name }) => deployed.includes(name))
          .map(({ name, entries }) => [name, entries]),
      ),
    });

  beforeAll(async () => {
    deployment = new Deployment(real());
    workspace = synthesizeAccess(accessWorkspace('suffix'));
    for (const stack of ['foundation', ...deployed]) await deployment.deploy(stack);
    found = await readBack();
  });

  test('GIVEN the deployed stacks WHEN everything is read through the API THEN it is what was planned, to the letter', () => {
    expect(Object.keys(found.documents).length).toBeGreaterThan(40);
    for (const [name, document] of Object.entries(found.documents))
      expect(document).toEqual(wanted.documents[name]);
    for (const [name, principal] of Object.entries(found.principals)) {
      expect(principal).toEqual(wanted.principals[name]);
    }
  });

  test('GIVEN the plan WHEN compared with what was read THEN only what no stack makes is missing', () => {
    const elsewhere = /^(?:scp$|secret-policy\.staging\.|(?:execution|task|compute)\.staging\.)/;
    const missing = Object.keys(wanted.documents).filter((name) => found.documents[name] === undefined);
    expect(missing.filter((name) => !elsewhere.test(name))).toEqual([]);
  });

  test('GIVEN what was read WHEN all attacks are tried on it THEN each comes out as on what was planned', () => {
    const world = {
      template: 'suffix' as const,
      access: {
        documents: { ...wanted.documents, ...found.documents },
        principals: { ...wanted.principals, ...found.principals },
      },
      entries: Object.fromEntries(workspace.plan.outlines.map(({ name, entries }) => [name, entries])),
    };
    const cases = [...caseFiles().values()].flatMap((file) => file.cases);
    expect(cases.length).toBeGreaterThan(50);
    for (const each of cases) expect([each.name, outcomeOf(world, each)]).toEqual([each.name, each.expect]);
    expect(matrixText(world)).toBe(readFileSync(join(__dirname, '../access/matrix.txt'), 'utf8'));
  });

  test('GIVEN nothing changed WHEN every stack is planned again THEN there is nothing to do', async () => {
    for (const stack of ['foundation', ...deployed]) {
      const { code, output } = await deployment.plan(stack);
      expect([stack, code, code === 0 ? '' : output]).toEqual([stack, 0, '']);
    }
  });

  test('GIVEN a service that is removed WHEN its environment is deployed THEN its roles go, and no other', async () => {
    const { manifest, ...rest } = accessWorkspace('suffix');
    const access = manifest?.access as { services: Record<string, unknown> };
    const { hook: _, ...services } = access.services;
    synthesizeAccess({ ...rest, manifest: { ...manifest, access: { ...access, services } } });
    const { output } = await deployment.plan('dev');
    const gone = [...output.matchAll(/# (\S+) will be (destroyed|replaced)/g)].map(([, address]) => address);
    expect(gone.sort()).toEqual(['aws_iam_role.compute_hook', 'aws_iam_role_policy.compute_hook']);
    await deployment.deploy('dev');
    found = await readBack();
    expect(Object.keys(found.principals).filter((name) => name.startsWith('compute.dev.'))).toEqual([
      'compute.dev.dashboard',
    ]);
  });
});
