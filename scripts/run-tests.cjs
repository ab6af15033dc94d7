/**
 * Runs all tests: the unit tests in parallel, then the end-to-end tests one by one, and closes with `N passed, N failed`.
 * Arguments are handed to both runs of jest: `npm test -- -t collision`.
 */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { closingLine, count } = require('./closing-line.cjs');

const jest = require.resolve('jest/bin/jest');
const handedOn = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'fanout-tests-'));

const runs = [['unit'], ['e2e', '--runInBand']].map(([project, ...options]) => {
  const report = join(folder, `${project}.json`);
  const reporting = ['--selectProjects', project, '--json', `--outputFile=${report}`];
  const selecting = handedOn.length > 0 ? ['--passWithNoTests', ...handedOn] : [];
  const { status } = spawnSync(process.execPath, [jest, ...reporting, ...options, ...selecting], {
    // Jest writes what people read to stderr, and with --json the report to stdout as well.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { report, status };
});

const sum = count(runs.map(({ report }) => report));
rmSync(folder, { recursive: true, force: true });
process.stdout.write(closingLine(sum));
process.exitCode = sum.failed > 0 || runs.some(({ status }) => status !== 0) ? 1 : 0;
