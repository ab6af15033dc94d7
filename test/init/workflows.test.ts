import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const root = join(__dirname, '..', '..');
const path = join('.github', 'workflows', 'fanout.yml');
const ofTeams = readFileSync(join(root, 'templates', 'workspace', path), 'utf8');
const own = readFileSync(join(root, path), 'utf8');
const steps = (text: string, job: string): readonly Step[] =>
  (parse(text) as Workflow).jobs[job]?.steps ?? [];

describe.each([
  ['of a new workspace', ofTeams],
  ['of this repository', own],
])('the workflow %s', (_, text) => {
  test('GIVEN its actions THEN each is pinned to a commit, and says which version that is', () => {
    const uses = text.split('\n').filter((line) => line.includes('uses:'));
    expect(uses.length).toBeGreaterThan(1);
    for (const line of uses) expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('GIVEN a pull request THEN it may read and nothing else, and has no credentials', () => {
    const { on, permissions, jobs } = parse(text) as Workflow;
    expect(Object.keys(on)).toEqual(['pull_request']);
    expect(permissions).toEqual({ contents: 'read' });
    for (const { steps } of Object.values(jobs)) {
      expect(steps[0]?.with).toEqual({ 'persist-credentials': false });
    }
    expect(text).not.toMatch(/secrets\.|id-token|AWS_/);
  });

  test('GIVEN dependencies WHEN they are installed THEN as locked, and none of their scripts runs', () => {
    const installs = text.split('\n').filter((line) => /npm (?:ci|i|install)\b/.test(line));
    expect(new Set(installs.map((line) => line.trim()))).toEqual(new Set(['- run: npm ci --ignore-scripts']));
  });
});

test('GIVEN the two workflows WHEN the job is compared THEN this repository does what teams do, and builds before', () => {
  const built = steps(own, 'fanout')
    .filter(({ run }) => run !== 'npm run build')
    .map((step) =>
      step.run ? { run: step.run.replace('node dist/cli/fanout.js', 'npx --no-install fanout') } : step,
    );
  expect(built).toEqual(steps(ofTeams, 'fanout'));
  expect(built.flatMap(({ run }) => run ?? []).slice(1)).toEqual(
    ['check', 'plan', 'synth'].map((command) => `npx --no-install fanout ${command}`),
  );
});
