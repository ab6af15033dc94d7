import { createDiagnostic } from '../../src/diagnostics';
import { renderCheckJson, renderCheckText } from '../../src/views/check';
import { bucketPlan, checkResult, environmentPlan, pageOf, planOf, secret } from '../support/hand-made';

const entries = {
  A: { from: secret('A'), layer: 'originals' },
  B: { from: secret('B'), layer: 'originals' },
};
const plan = planOf([
  environmentPlan('dev', [bucketPlan('api', entries), bucketPlan('web', entries)]),
  environmentPlan('production', [bucketPlan('api', entries)]),
]);
const warning = createDiagnostic('unused-name', { name: 'C' }, { file: 'c.yaml', offset: 3, length: 1 });
const error = createDiagnostic('missing-field', { field: 'project' }, null);

describe('renderCheckText', () => {
  test('GIVEN nothing wrong WHEN rendered THEN one line says how much was checked', () => {
    expect(renderCheckText(checkResult(plan), pageOf(80))).toBe(
      'fine: 2 buckets, 4 targets in 2 environments\n',
    );
  });

  test('GIVEN a warning WHEN rendered THEN it is fine, and counted', () => {
    const lines = renderCheckText(checkResult(plan, [warning]), pageOf(80)).split('\n');
    expect(lines.slice(-3)).toEqual(['', 'fine: 2 buckets, 4 targets in 2 environments; 1 warning', '']);
  });

  test('GIVEN errors WHEN rendered THEN they are counted last', () => {
    const lines = renderCheckText(checkResult(plan, [error, error, warning]), pageOf(80)).split('\n');
    expect(lines.slice(-3)).toEqual(['', '2 errors, 1 warning', '']);
  });
});

describe('renderCheckJson', () => {
  test('GIVEN faults WHEN rendered THEN located, with the summary', () => {
    const texts = new Map([['c.yaml', 'A:\nC:\n']]);
    expect(JSON.parse(renderCheckJson(checkResult(plan, [warning], texts)))).toEqual({
      diagnostics: [
        {
          code: 'unused-name',
          severity: 'warning',
          message: 'C is taken by no bucket',
          location: { file: 'c.yaml', line: 2, column: 1 },
          related: [],
          hint: 'Map it, remove it, or say unused: "the reason" in mappings/canonical.yaml.',
        },
      ],
      summary: { errors: 0, warnings: 1, environments: 2, buckets: 2, targets: 4 },
    });
  });
});
