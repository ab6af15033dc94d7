const { readFileSync } = require('node:fs');

/**
 * Sums up what jest wrote with `--json --outputFile`. A suite that could not run, and a report that is missing, count as one
 * that failed each.
 *
 * @param {readonly string[]} reports - paths
 * @returns {{ passed: number, failed: number }}
 */
function count(reports) {
  const sum = { passed: 0, failed: 0 };
  for (const report of reports) {
    const { passed, failed } = read(report);
    sum.passed += passed;
    sum.failed += failed;
  }
  return sum;
}

function read(report) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, success } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed: numPassedTests, failed: failed === 0 && !success ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** @returns {string} the line that stands alone at the end of a run */
function closingLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed\n`;
}

module.exports = { count, closingLine };
