import { planFanOut } from '../../src/plan';
import { parseWorkspace } from '../../src/workspace';

const { workspaceOf } = require('../../bench/workspace-of.cjs') as {
  readonly workspaceOf: (names: number) => Map<string, string>;
};

test('GIVEN the workspace of the benchmark WHEN it is planned THEN every bucket of every environment is made to the last target', () => {
  const { workspace, diagnostics } = parseWorkspace(workspaceOf(100));
  expect(diagnostics).toEqual([]);
  if (workspace === null) throw new Error('the workspace cannot be read');
  const [plan, faults] = planFanOut(workspace, { today: '2026-06-01' });
  expect(faults).toEqual([]);
  const buckets = Object.values(plan.environments).flatMap((environment) =>
    Object.values(environment.buckets),
  );
  expect(buckets.map(({ status, entries }) => [status, Object.keys(entries).length])).toEqual(
    Array.from({ length: 5 * 20 }, () => ['ready', 110]),
  );
});
