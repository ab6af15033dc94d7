import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Sum {
  readonly passed: number;
  readonly failed: number;
}
const { count, closingLine } = require('../../scripts/closing-line.cjs') as {
  readonly count: (reports: readonly string[]) => Sum;
  readonly closingLine: (sum: Sum) => string;
};

const folder = mkdtempSync(join(tmpdir(), 'fanout-closing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let written = 0;
function report(numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites = 0): string {
  written += 1;
  const path = join(folder, `${written}.json`);
  const success = numFailedTests + numRuntimeErrorTestSuites === 0;
  writeFileSync(path, JSON.stringify({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites, success }));
  return path;
}

describe('the closing line of the tests', () => {
  test('GIVEN two runs WHEN they are summed up THEN the line holds both', () => {
    expect(closingLine(count([report(7, 1), report(5, 2)]))).toBe('12 passed, 3 failed\n');
  });

  test('GIVEN a suite that could not run WHEN it is summed up THEN it has failed', () => {
    expect(count([report(7, 0, 1)])).toEqual({ passed: 7, failed: 1 });
  });

  test('GIVEN a run that wrote no report WHEN it is summed up THEN it has failed', () => {
    expect(count([report(7, 0), join(folder, 'nothing.json')])).toEqual({ passed: 7, failed: 1 });
  });

  test('GIVEN a run that failed without a failed test WHEN it is summed up THEN it has failed', () => {
    const path = join(folder, 'obsolete.json');
    writeFileSync(
      path,
      JSON.stringify({ numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0, success: false }),
    );
    expect(count([path])).toEqual({ passed: 7, failed: 1 });
  });
});
