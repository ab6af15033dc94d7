/** Plans a workspace of so many names in a process of its own, and prints times in ms and the peak memory in bytes as JSON. */
const { planFanOut } = require('../dist/plan');
const { parseWorkspace } = require('../dist/workspace');
const { workspaceOf } = require('./workspace-of.cjs');

const texts = workspaceOf(Number(process.argv[2]));
const began = performance.now();
const { workspace, diagnostics } = parseWorkspace(texts);
const parsed = performance.now();
const [plan] = planFanOut(workspace, { today: '2026-06-01' });
const planned = performance.now();
if (diagnostics.length > 0) throw new Error('the workspace of the benchmark has a fault');
const buckets = Object.values(plan.environments).flatMap((environment) => Object.values(environment.buckets));
process.stdout.write(
  JSON.stringify({
    parse: parsed - began,
    plan: planned - parsed,
    targets: buckets.reduce((sum, { entries }) => sum + Object.keys(entries).length, 0),
    peak: process.resourceUsage().maxRSS * 1024,
  }),
);
