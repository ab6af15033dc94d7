import { createDiagnostic } from '../../src/diagnostics';

describe('sentences', () => {
  test.each([
    [['api'], 'KEY is missing in dev; bucket api needs it'],
    [['api', 'web'], 'KEY is missing in dev; buckets api and web need it'],
  ])('GIVEN a name that %j cannot do without THEN the verb fits them', (buckets, says) => {
    expect(
      createDiagnostic('missing-value', { name: 'KEY', environment: 'dev', buckets }, null).message,
    ).toBe(says);
  });

  test.each([
    [['KEY'], 'Set KEY with: fanout set dev KEY'],
    [['KEY', 'URL'], 'Set KEY and URL with: fanout set dev NAME'],
  ])('GIVEN %j without a value in a live bucket THEN the command that is shown fits them', (names, says) => {
    const of = { environment: 'dev', bucket: 'api', names, status: 'incomplete' as const };
    expect(createDiagnostic('unset-value', of, null).hint).toContain(says);
  });
});
