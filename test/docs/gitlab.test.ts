import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { removeFolders } from '../support/cli';
import { TestRepository } from '../support/repository';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/ci/gitlab.md'), 'utf8');
const pipeline = /^```yaml\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
const { bin } = JSON.parse(readFileSync(join(root, 'node_modules/gitlab-ci-local/package.json'), 'utf8')) as {
  bin: string | Record<string, string>;
};
const program = join(
  root,
  'node_modules/gitlab-ci-local',
  typeof bin === 'string' ? bin : (bin['gitlab-ci-local'] ?? ''),
);

/** It asks for methods of sets that Node.js has from 22 on. */
const sets = `data:text/javascript,${encodeURIComponent(`
Set.prototype.union ??= function (other) { return new Set([...this, ...other]); };
Set.prototype.intersection ??= function (other) { return new Set([...this].filter((each) => other.has(each))); };
Set.prototype.difference ??= function (other) { return new Set([...this].filter((each) => !other.has(each))); };
`)}`;

/** Reads a pipeline as GitLab's schema has it, and lists its jobs. */
function listed(text: string): { readonly code: number | null; readonly output: string } {
  const repository = new TestRepository(new Map([['.gitlab-ci.yml', text]]));
  repository.git('remote', 'add', 'origin', 'git@gitlab.example.com:my-group/my-infra.git');
  repository.commit('first');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', sets, program, '--list-csv-all', '--no-fetch-includes'],
    {
      cwd: repository.folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: repository.folder, NO_COLOR: '1' },
    },
  );
  return { code: status, output: stdout + stderr };
}

interface Job {
  readonly extends?: string | readonly string[];
  readonly id_tokens?: unknown;
  readonly script?: readonly string[];
  readonly before_script?: readonly string[];
}
const {
  stages: _,
  variables: __,
  workflow: ___,
  default: shared,
  ...jobs
} = parse(pipeline) as Record<string, Job>;
const hasIdentity = (job: Job): boolean => [job.extends ?? []].flat().includes('.identity');

afterAll(removeFolders);

test('GIVEN the pipeline of docs/ci/gitlab.md WHEN GitLab’s schema reads it THEN nothing is wrong, and its jobs are these', () => {
  const { code, output } = listed(pipeline);
  expect(output).toContain('json schema validated');
  expect(code).toBe(0);
  for (const job of ['check', 'review', 'plan', 'synthesize', 'deploy', 'drift', 'rotation', 'rollback'])
    expect(output).toMatch(new RegExp(`^${job}\\b`, 'm'));
});

test.each([
  ['a job without commands', '  script:\n    - npx --no-install fanout check\n', ''],
  ['a stage that is not there', 'stage: watch', 'stage: watching'],
  ['an identity without an audience', '      aud: https://gitlab.example.com\n', '      sub: x\n'],
])('GIVEN %s WHEN GitLab’s schema reads it THEN it is found', (_, from, to) => {
  const text = pipeline.replace(from, to);
  expect(text).not.toBe(pipeline);
  expect(listed(text).code).not.toBe(0);
});

test('GIVEN its jobs THEN what is synthesized has no identity, and what has one takes over by digest or only looks', () => {
  const withIdentity = Object.entries(jobs).filter(([, job]) => hasIdentity(job));
  expect(withIdentity.map(([name]) => name)).toEqual(['plan', 'deploy', 'drift', 'rollback']);
  const commands = jobs.deploy?.script ?? [];
  const taken = commands.findIndex((line) => line.includes('take-over.sh'));
  expect(taken).toBeGreaterThan(0);
  expect(commands.findIndex((line) => line.includes('deploy.sh'))).toBeGreaterThan(taken);
});

test('GIVEN its commands THEN packages are installed as locked, without their scripts, and none is fetched', () => {
  const commands = [shared as Job, ...Object.values(jobs)].flatMap((job) => [
    ...(job.before_script ?? []),
    ...(job.script ?? []),
  ]);
  const lines = commands.flatMap((each) => each.split('\n'));
  expect(lines.filter((line) => /\bnpm\b/.test(line) && line !== 'npm ci --ignore-scripts')).toEqual([]);
  expect(lines.filter((line) => /\bnpx\b/.test(line) && !line.includes('npx --no-install'))).toEqual([]);
});
