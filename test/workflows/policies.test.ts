// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub are what is written here
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { githubSubject } from '../../src/access/documents/github-trust';
import { policies } from './support/policies';
import { commandsOf, jobsOf, root, textOf, workflowFiles, workflowOf, writesOf } from './support/workflows';

const names = Object.keys(policies);
const judge = (policy: string, file: string, text?: string): readonly string[] =>
  policies[policy]?.(workflowOf(file, text)) ?? ['there is no such policy'];

describe.each(workflowFiles)('%s', (file) => {
  test.each(names)('GIVEN the workflow THEN %s', (policy) => {
    expect(judge(policy, file)).toEqual([]);
  });
});

/** For each policy, changes of a workflow that it must not let through. */
const broken: readonly (readonly [policy: RegExp, file: string, from: string | RegExp, to: string])[] = [
  [/^each action/, 'ci.yml', /checkout@[0-9a-f]{40}/, 'checkout@v7'],
  [/^each action/, 'ci.yml', /( # v)7\.0\.1/, '$17'],
  [/^nothing runs/, 'fanout-review.yml', '  pull_request:', '  pull_request_target:'],
  [/^nothing runs/, 'fanout-review.yml', '  pull_request:', '  workflow_run:'],
  [/^a workflow as a whole/, 'fanout-review.yml', 'permissions: {}', 'permissions: { contents: read }'],
  [/^a workflow as a whole/, 'fanout-review.yml', 'permissions: {}', ''],
  [/^a job says/, 'fanout-review.yml', 'pull-requests: write', 'pull-requests: write\n      issues: write'],
  [/^a job says/, 'fanout-deploy.yml', 'contents: read', 'contents: write'],
  [/^a job says/, 'ci.yml', '    permissions:\n      contents: read\n', ''],
  [/^a job says/, 'ci.yml', '    permissions:\n      contents: read\n', '    permissions: write-all\n'],
  [/^what goes to code scanning/, 'fanout-review.yml', /^ +actions: read\n/m, ''],
  [
    /^no text/,
    'fanout-review.yml',
    'comment.sh review/review.md',
    'comment.sh "${{ github.event.pull_request.title }}"',
  ],
  [
    /^no text/,
    'fanout-rollback.yml',
    '"$ENVIRONMENT" "$BUCKET"',
    '${{ inputs.environment }} ${{ inputs.bucket }}',
  ],
  [
    /^what somebody/,
    'fanout-rollback.yml',
    'environment: ${{ fromJSON(needs.look-up.outputs.found)[0].environment }}\n    concurrency',
    'environment: ${{ inputs.environment }}\n    concurrency',
  ],
  [/^a checkout/, 'fanout-nightly.yml', 'persist-credentials: false', 'persist-credentials: true'],
  [/^a job ends/, 'fanout-nightly.yml', /^ {4}timeout-minutes: 15\n/m, ''],
  [/^a job ends/, 'fanout-nightly.yml', 'timeout-minutes: 15', 'timeout-minutes: 360'],
  [/^packages are/, 'fanout-deploy.yml', 'npm ci --ignore-scripts', 'npm ci'],
  [/^packages are/, 'fanout-deploy.yml', 'npm ci --ignore-scripts', 'npm install --ignore-scripts'],
  [/^packages are/, 'fanout-nightly.yml', 'npx --no-install fanout rotate', 'npx fanout rotate'],
  [
    /^a job with an identity runs/,
    'fanout-review.yml',
    /(- run: )bash scripts\/ci\/take-over\.sh/,
    '$1npm run take-over.sh',
  ],
  [
    /^a job with an identity runs/,
    'fanout-deploy.yml',
    /bash scripts\/ci\/take-over\.sh.*/,
    'tar xf handover.tar',
  ],
  [/^a job with an identity runs/, 'fanout-deploy.yml', 'DIGEST: ${{ matrix.digest }}', 'OTHER: x'],
  [/^the digest/, 'fanout-deploy.yml', '${{ matrix.digest }}', "${{ hashFiles('handover/**') }}"],
  [/^the digest/, 'fanout-deploy.yml', 'contents: read', 'contents: read\n      id-token: write'],
  [
    /takes nothing from a cache/,
    'fanout-deploy.yml',
    /package-manager-cache: false(?![\s\S]*package-manager-cache)/,
    'cache: npm',
  ],
  [/^an identity is for one/, 'fanout-deploy.yml', /role-to-assume: .*/, 'aws-access-key-id: x'],
  [/^an identity is for one/, 'fanout-review.yml', /^ +allowed-account-ids: .*\n/m, ''],
  [/^a secret goes/, 'fanout-review.yml', 'GH_TOKEN: ${{ github.token }}', 'GH_TOKEN: ${{ secrets.TOKEN }}'],
  [
    /^a secret goes/,
    'fanout-review.yml',
    'ENVIRONMENT: ${{',
    'VALUES: ${{ secrets.FANOUT_VALUES }}\n      ENVIRONMENT: ${{',
  ],
  [/^the role that deploys/, 'fanout-deploy.yml', /^ {4}environment: .*\n/m, ''],
  [/^the role that deploys/, 'fanout-review.yml', 'matrix.planRole', 'matrix.deployRole'],
  [
    /^the role that deploys/,
    'fanout-nightly.yml',
    '    env:\n      ENVIRONMENT',
    '    environment: dev\n    env:\n      ENVIRONMENT',
  ],
  [/^deployments/, 'fanout-deploy.yml', 'cancel-in-progress: false', 'cancel-in-progress: true'],
  [/^deployments/, 'fanout-rollback.yml', 'group: fanout-deploy-', 'group: rollback-'],
  [/^AWS is/, 'fanout-review.yml', "vars.FANOUT_AWS == 'on'\n      && ", ''],
  [/^AWS is/, 'fanout-rollback.yml', " && vars.FANOUT_AWS == 'on'", ''],
  [
    /^on a pull request from a fork/,
    'fanout-review.yml',
    / && github\.event\.pull_request\.head\.repo\.full_name == github\.repository/,
    '',
  ],
  [
    /^on a pull request from a fork/,
    'fanout-review.yml',
    /on'\n {6}&& github\.event\.pull_request\.head\.repo\.full_name == github\.repository/,
    "on'",
  ],
  [/^an identity that is not/, 'fanout-deploy.yml', /^ {4}if: github\.ref_name.*\n/m, ''],
  [
    /^a job that may write/,
    'fanout-review.yml',
    'bash scripts/ci/comment.sh',
    'npm ci --ignore-scripts && bash scripts/ci/comment.sh',
  ],
];

describe('the policies themselves', () => {
  test.each(broken)('GIVEN %s WHEN %s has %s replaced by %j THEN it is found', (policy, file, from, to) => {
    const name = names.find((each) => policy.test(each)) ?? '';
    const text = textOf(file).replace(from, to);
    expect(text).not.toBe(textOf(file));
    expect(judge(name, file, text)).not.toEqual([]);
  });

  test('GIVEN all of them WHEN the changes are counted THEN each has been seen to find something', () => {
    expect(names.filter((name) => !broken.some(([policy]) => policy.test(name)))).toEqual([]);
  });
});

describe('what the workflows are made of', () => {
  const all = workflowFiles.map((file) => workflowOf(file));

  test('GIVEN one action in several places THEN it is one version everywhere', () => {
    const uses = new Set(
      all.flatMap(({ text }) => [...text.matchAll(/uses: (.*)$/gm)].map(([, use = '']) => use)),
    );
    const actions = [...uses].map((use) => use.split('@')[0]);
    expect(actions).toEqual([...new Set(actions)]);
  });

  test('GIVEN the scripts THEN each that is called is there, and each that is there is called', () => {
    const called = new Set(
      [
        ...all.map(({ text }) => text),
        ...['synthesize.cjs'].map((name) => `${name} environments.cjs`),
      ].flatMap((text) => [...text.matchAll(/([\w-]+\.(?:sh|cjs))/g)].map(([, name = '']) => name)),
    );
    expect([...called].sort()).toEqual(readdirSync(join(root, 'scripts/ci')).sort());
    expect(existsSync(join(root, 'scripts/ci/deploy.sh'))).toBe(true);
  });

  test('GIVEN the jobs that deploy THEN the subject of their tokens is the one that roles trust', () => {
    const github = {
      owner: 'o',
      ownerId: '1',
      repository: 'r',
      repositoryId: '2',
      subject: 'immutable',
    } as const;
    const subject = githubSubject(
      { ...github, deployRef: 'refs/heads/main', provider: 'create' },
      'environment:dev',
    );
    expect(subject).toBe('repo:o@1/r@2:environment:dev');
    const deploying = all.flatMap((workflow) =>
      jobsOf(workflow).filter(([, job]) => job.environment !== undefined),
    );
    // The environment's name alone, so that `environment:NAME` is what GitHub puts into the token.
    expect(deploying.map(([name, job]) => [name, job.environment])).toEqual([
      ['deploy', '${{ matrix.environment }}'],
      ['rollback', '${{ fromJSON(needs.look-up.outputs.found)[0].environment }}'],
    ]);
  });

  test('GIVEN all jobs WHEN what they may write is listed THEN it is this and nothing else', () => {
    const writing = all.flatMap((workflow) =>
      jobsOf(workflow).flatMap(([name, job]) =>
        writesOf(job).map((scope) => `${workflow.file} ${name}: ${scope}`),
      ),
    );
    expect(writing).toEqual([
      'fanout-deploy.yml deploy: id-token',
      'fanout-nightly.yml drift: id-token',
      'fanout-nightly.yml issues: issues',
      'fanout-review.yml comment: pull-requests',
      'fanout-review.yml code-scanning: security-events',
      'fanout-review.yml plan: id-token',
      'fanout-rollback.yml rollback: id-token',
    ]);
  });

  test('GIVEN the commands of fanout in them THEN no job with an identity asks for a value', () => {
    const asked = all.flatMap((workflow) =>
      jobsOf(workflow)
        .filter(([, job]) => writesOf(job).includes('id-token'))
        .flatMap(([, job]) => commandsOf(job).flatMap((line) => /fanout (\S+)/.exec(line)?.[1] ?? [])),
    );
    expect(asked.sort()).toEqual(['drift', 'tf-plan']);
  });
});
