import { join } from 'node:path';
import { Locator, loadWorkspace, planFanOut } from '../src';

test('GIVEN the shipped workspace WHEN a program plans it THEN it has what it needs for that', () => {
  const { texts, workspace, diagnostics } = loadWorkspace(join(__dirname, '..'));
  if (workspace === null) throw new Error('the workspace cannot be read');
  const [plan, faults] = planFanOut(workspace, { today: '2026-01-01' });
  const targets = Object.values(plan.environments).map((environment) =>
    Object.values(environment.buckets).map(({ entries }) => Object.keys(entries).length),
  );
  expect(targets).toEqual([
    [37, 6, 3, 17, 21],
    [37, 6, 3, 17, 21],
  ]);
  const located = new Locator(texts).locateAll([...diagnostics, ...faults]);
  expect(new Set(located.map(({ code, severity }) => `${severity} ${code}`))).toEqual(
    new Set(['warning unset-value']),
  );
});
