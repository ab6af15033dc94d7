import { commandsOf, type Job, jobsOf, type Step, type Workflow, writesOf } from './workflows';

/** What is wrong with a workflow, in words; empty where nothing is. */
export type Policy = (workflow: Workflow) => readonly string[];

const eachJob =
  (judge: (job: Job, name: string, workflow: Workflow) => readonly string[] | boolean): Policy =>
  (workflow) =>
    jobsOf(workflow).flatMap(([name, job]) => {
      const found = judge(job, name, workflow);
      if (typeof found === 'boolean') return found ? [] : [name];
      return found.map((fault) => `${name}: ${fault}`);
    });

const eachStep = (judge: (step: Step, job: Job) => boolean): Policy =>
  eachJob((job) => job.steps.flatMap((step, at) => (judge(step, job) ? [] : [`step ${at + 1}`])));

const sameRepository = 'github.event.pull_request.head.repo.full_name == github.repository';
const defaultBranch = 'github.ref_name == github.event.repository.default_branch';
const hasIdentity = (job: Job): boolean => writesOf(job).includes('id-token');
const usesAction = (step: Step, action: string): boolean => step.uses?.startsWith(`${action}@`) === true;
const credentials = 'aws-actions/configure-aws-credentials';
const roleOf = ({ steps }: Job): string =>
  String(steps.find((step) => usesAction(step, credentials))?.with?.['role-to-assume']);

/** A job, and all that have to be done before it. */
function chainOf({ jobs }: Workflow, job: Job): readonly Job[] {
  const before = [job.needs ?? []].flat().flatMap((name) => jobs[name] ?? []);
  return [job, ...before.flatMap((each) => chainOf({ jobs } as Workflow, each))];
}

export const policies: Readonly<Record<string, Policy>> = {
  'each action is pinned to a commit, and says which version that is': ({ text }) =>
    text
      .split('\n')
      .filter((line) => /^\s*(?:- )?uses:/.test(line))
      .filter((line) => !/uses: [\w-]+(?:\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)),

  'nothing runs with the rights of the base on what a fork brings along': ({ on }) =>
    Object.keys(on).filter(
      (event) => !['pull_request', 'push', 'schedule', 'workflow_dispatch'].includes(event),
    ),

  'a workflow as a whole has no permission': ({ permissions }) =>
    JSON.stringify(permissions) === '{}' ? [] : ['permissions'],

  'a job says what it may do, writes at most one thing, and never the repository': eachJob((job) => {
    const writes = writesOf(job);
    const known = ['id-token', 'issues', 'pull-requests', 'security-events'];
    return (
      job.permissions !== undefined && writes.length <= 1 && writes.every((scope) => known.includes(scope))
    );
  }),

  'what goes to code scanning may read its run, which a private repository asks for': eachJob(
    ({ steps, permissions }) =>
      !steps.some((step) => usesAction(step, 'github/codeql-action/upload-sarif')) ||
      (typeof permissions === 'object' && permissions.actions === 'read'),
  ),

  'no text from outside meets a shell: commands hold no expression': eachStep(
    ({ run = '', with: inputs = {} }) => !run.includes('${{') && inputs.script === undefined,
  ),

  'what somebody typed or called a branch is handed on by the environment of a step alone': eachJob(
    ({ steps, ...job }) => {
      const rest = JSON.stringify([job, steps.map(({ env: _, ...step }) => step)]);
      return !/inputs\.|head_ref|\.title|\.body|head\.ref|\.commits|\.message/.test(rest);
    },
  ),

  'a checkout leaves no credentials behind': eachStep(
    (step) => !usesAction(step, 'actions/checkout') || step.with?.['persist-credentials'] === false,
  ),

  'a job ends after at most an hour': eachJob((job) => {
    const minutes = job['timeout-minutes'] ?? Number.POSITIVE_INFINITY;
    return minutes <= 60;
  }),

  'packages are installed as locked, and none of their scripts runs': eachJob((job) =>
    commandsOf(job).filter(
      (line) =>
        (/\bnpm (?:ci|i|install|add)\b/.test(line) && line !== 'npm ci --ignore-scripts') ||
        (/\bnpx\b/.test(line) && !line.includes('npx --no-install ')) ||
        /\b(?:curl|wget|yarn|pnpm)\b/.test(line),
    ),
  ),

  'a job with an identity runs no script of package.json, and what it runs is taken over by digest before':
    eachJob((job) => {
      if (!hasIdentity(job)) return true;
      const taken = job.steps.findIndex(
        ({ run = '', env = {} }) => run.includes('take-over.sh') && env.DIGEST !== undefined,
      );
      const identified = job.steps.findIndex((step) => usesAction(step, credentials));
      const scripts = commandsOf(job).filter((line) => /\bnpm (?:run|test|start|exec)\b/.test(line));
      return scripts.length === 0 && taken !== -1 && identified > taken;
    }),

  'the digest comes from a job without an identity, through its outputs': eachJob((job, _, workflow) => {
    if (!hasIdentity(job)) return true;
    const digests = job.steps.flatMap(({ env = {} }) => env.DIGEST ?? []);
    const makers = chainOf(workflow, job).slice(1);
    return (
      digests.every((digest) => /^\$\{\{ (?:needs\.[\w-]+\.outputs|matrix)\.digest \}\}$/.test(digest)) &&
      makers.length > 0 &&
      makers.every((maker) => writesOf(maker).length === 0)
    );
  }),

  'a job with an identity takes nothing from a cache': eachStep(
    (step, job) =>
      !usesAction(step, 'actions/setup-node') ||
      !hasIdentity(job) ||
      (step.with?.['package-manager-cache'] === false && step.with?.cache === undefined),
  ),

  'an identity is for one account and one role, and there is no stored key': (workflow) => [
    ...(/AWS_(?:ACCESS|SECRET)|aws-(?:access|secret)/i.test(workflow.text) ? ['a key'] : []),
    ...eachStep((step) => {
      if (!usesAction(step, credentials)) return true;
      const {
        'role-to-assume': role,
        'aws-region': region,
        'allowed-account-ids': account,
      } = step.with ?? {};
      return [role, region, account].every((each) => typeof each === 'string');
    })(workflow),
  ],

  'a secret goes to the deploy alone': eachJob((job) => {
    const named = [...JSON.stringify(job).matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
    return named.length === 0 || (named.join() === 'FANOUT_VALUES' && roleOf(job).includes('deployRole'));
  }),

  'the role that deploys is taken on in an environment, and only there': eachJob((job) => {
    if (!hasIdentity(job)) return job.environment === undefined;
    return roleOf(job).includes('deployRole') === (job.environment !== undefined);
  }),

  'deployments of an environment wait for each other, and none is broken off': eachJob((job) => {
    if (!hasIdentity(job) || job.environment === undefined) return true;
    const name = /^\$\{\{ (.*) \}\}$/.exec(job.environment)?.[1];
    return (
      job.concurrency?.group === `fanout-deploy-\${{ ${name} }}` &&
      job.concurrency['cancel-in-progress'] === false
    );
  }),

  'AWS is reached only where the repository has switched it on': eachJob((job, _, workflow) =>
    !hasIdentity(job)
      ? true
      : chainOf(workflow, job).some((each) => each.if?.includes("vars.FANOUT_AWS == 'on'")),
  ),

  'on a pull request from a fork nothing has an identity or may write': eachJob((job, _, { on }) =>
    'pull_request' in on && writesOf(job).length > 0 ? job.if?.includes(sameRepository) === true : true,
  ),

  'an identity that is not for a pull request is for the default branch': eachJob((job, _, workflow) =>
    !hasIdentity(job) || 'pull_request' in workflow.on
      ? true
      : chainOf(workflow, job).some((each) => each.if?.includes(defaultBranch)),
  ),

  'a job that may write to the repository’s pages installs and builds nothing': eachJob((job) => {
    const writes = writesOf(job).filter((scope) => scope !== 'id-token');
    return writes.length === 0 || commandsOf(job).every((line) => !/\b(?:npm|npx)\b/.test(line));
  }),
};
