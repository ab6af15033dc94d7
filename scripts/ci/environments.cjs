/**
 * Prints the environments that a workflow runs for, unprotected ones first, as a JSON array: what each is called, where it
 * lies, and the roles that plan and deploy it. Left out is what no role deploys, and what keeps its state in a local file, which
 * would be gone with the machine that a job runs on.
 *
 *     node scripts/ci/environments.cjs                 all of them
 *     node scripts/ci/environments.cjs ENV BUCKET      the one, or an error where there is no such bucket in it
 */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { loadWorkspace, planFanOut } = require('secret-fanout');

/** The plan of the files, in spite of whatever is wrong with some of them: the checks say that. */
function readPlan() {
  const { workspace } = loadWorkspace('.');
  if (workspace === null) throw new Error('the workspace cannot be read: fanout check says why');
  return planFanOut(workspace, { today: new Date().toISOString().slice(0, 10) })[0];
}

/** ARNs of roles, by what they are called. */
function readRoles() {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-roles-'));
  try {
    const { status } = spawnSync('npx', ['--no-install', 'fanout', 'access', '--documents', folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    // 1: something is wrong with the files; the documents are written all the same.
    if (status !== 0 && status !== 1) throw new Error('fanout access failed');
    const principals = JSON.parse(readFileSync(join(folder, 'principals.json'), 'utf8'));
    return new Map(Object.entries(principals).map(([name, { arn }]) => [name, arn]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function environmentsOf(plan, roles) {
  for (const { name, backend } of plan.outlines) {
    if (backend === undefined) {
      process.stderr.write(`::notice::${name} keeps its state in a local file, so no workflow deploys it\n`);
    }
  }
  return plan.outlines
    .filter(({ backend }) => backend !== undefined)
    .map(({ name, protected: isProtected, account, region }) => ({
      environment: name,
      protected: isProtected,
      account,
      region,
      planRole: roles.get('ci-plan') ?? roles.get(`ci-plan.${account}`),
      deployRole: roles.get(`ci-deploy.${name}`),
    }))
    .filter(({ planRole, deployRole }) => planRole !== undefined && deployRole !== undefined)
    .sort((a, b) => Number(a.protected) - Number(b.protected) || (a.environment < b.environment ? -1 : 1));
}

function main([environment, bucket]) {
  const plan = readPlan();
  const all = environmentsOf(plan, readRoles());
  if (environment === undefined) return all;
  const chosen = all.filter((each) => each.environment === environment);
  if (chosen.length === 0) throw new Error('there is no such environment, or none that workflows deploy');
  const buckets = plan.environments[environment]?.buckets ?? {};
  if (!Object.hasOwn(buckets, bucket ?? '')) throw new Error('there is no such bucket in this environment');
  return chosen;
}

try {
  process.stdout.write(`${JSON.stringify(main(process.argv.slice(2)))}\n`);
} catch (error) {
  process.stderr.write(`::error::${error.message}\n`);
  process.exitCode = 1;
}
