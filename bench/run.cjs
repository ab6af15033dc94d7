/**
 * Measures what people feel as ratios, side by side in one run, and prints a Markdown table. Progress goes to stderr, and a
 * ratio over its limit makes the exit code 1.
 */
const { execFileSync } = require('node:child_process');
const os = require('node:os');
const { join } = require('node:path');
const { changeOf } = require('./change-of.cjs');
const { median, medianRatio } = require('./statistics.cjs');
const { bucketCount, environmentCount } = require('./workspace-of.cjs');

const root = join(__dirname, '..');
const node = (...args) =>
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
const timed = (...args) => {
  const began = performance.now();
  node(...args);
  return performance.now() - began;
};
const planned = (names) => JSON.parse(node(join('bench', 'plan-once.cjs'), String(names)).toString());

/** The first round warms the file system's cache and is thrown away. */
function rounds(count, what, measure) {
  return Array.from({ length: count + 1 }, (_, round) => {
    process.stderr.write(`${what}: round ${round} of ${count}\n`);
    return measure();
  }).slice(1);
}

const starts = rounds(15, 'fanout check', () => [
  timed(join('dist', 'cli', 'fanout.js'), 'check'),
  timed(join('bench', 'bare-parse.cjs'), '.'),
]);
const change = changeOf(1_000);
const fanout = (command) => timed(join('dist', 'cli', 'fanout.js'), command, '--workspace', change.folder);
const diffs = rounds(7, 'fanout diff', () => [fanout('diff'), fanout('check')]);
change.remove();
const plans = rounds(3, 'planning', () => [planned(10_000), planned(1_000)]);

const of = (pairs, at, field) =>
  median(pairs.map((pair) => (field === undefined ? pair[at] : pair[at][field])));
const milliseconds = (value) => `${Math.round(value).toLocaleString('en')} ms`;
const mebibytes = (value) => `${Math.round(value / 2 ** 20)} MiB`;
const ratioOf = (field) => medianRatio(plans.map(([large, small]) => [large[field], small[field]]));
const peak = Math.max(...plans.map(([large]) => large.peak));

const rows = [
  {
    what: '`fanout check` on the shipped workspace / a bare node process that reads and parses the same files',
    figures: `${milliseconds(of(starts, 0))} / ${milliseconds(of(starts, 1))}`,
    ratio: medianRatio(starts),
    limit: 2.5,
  },
  {
    what: '`fanout diff` of one rotated value in 1,000 names, 20 buckets and 3 environments / `fanout check` of them',
    figures: `${milliseconds(of(diffs, 0))} / ${milliseconds(of(diffs, 1))}`,
    ratio: medianRatio(diffs),
    limit: 3,
  },
  ...['plan', 'parse'].map((field) => ({
    what: `${field === 'plan' ? 'planning' : 'reading'} 10,000 names / 1,000 names`,
    figures: `${milliseconds(of(plans, 0, field))} / ${milliseconds(of(plans, 1, field))}`,
    ratio: ratioOf(field),
    limit: 12,
  })),
  {
    what: 'peak memory with 10,000 names / 1 GiB',
    figures: mebibytes(peak),
    ratio: peak / 2 ** 30,
    limit: 1,
  },
];

const [{ model }] = os.cpus();
const [{ targets }] = plans[0];
process.stdout.write(
  [
    '| what | median | ratio | limit |',
    '|---|---|---|---|',
    ...rows.map(
      ({ what, figures, ratio, limit }) => `| ${what} | ${figures} | ${ratio.toFixed(2)} | ${limit} |`,
    ),
    '',
    `Node ${process.version}, ${os.availableParallelism()} × ${model.trim()}, ${os.platform()} ${os.arch()}.`,
    `Planning has ${bucketCount} buckets and ${environmentCount} environments: ${targets.toLocaleString('en')} targets with 10,000 names.`,
    '',
  ].join('\n'),
);
process.exitCode = rows.some(({ ratio, limit }) => ratio >= limit) ? 1 : 0;
