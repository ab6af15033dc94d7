import { createDiagnostic, type Diagnostic } from '../../src/diagnostics';
import { renderDiagnostics } from '../../src/views/diagnostics-text';
import { createPage } from '../../src/views/page';
import { pageOf } from '../support/hand-made';

const texts = new Map([
  ['mappings/shared.yaml', 'A: canary-1\nDB_KEY: canary-2\n'],
  ['mappings/worker.yaml', 'OTHER_KEY: canary-3\n'],
]);

const collision = createDiagnostic(
  'collision',
  { target: 'DB', first: 'DB_KEY', second: 'OTHER_KEY', buckets: ['api'], environments: undefined },
  { file: 'mappings/worker.yaml', offset: 0, length: 9 },
  { related: [{ place: { file: 'mappings/shared.yaml', offset: 12, length: 6 }, message: 'the first one' }] },
);

const newBucket = (environment: string, bucket: string, names: readonly string[]): Diagnostic =>
  createDiagnostic('unset-value', { environment, bucket, names, status: 'new' }, null, {
    severity: 'warning',
  });

describe('renderDiagnostics', () => {
  test('GIVEN a collision WHEN rendered THEN both sides, the key without its value, and what to do', () => {
    expect(renderDiagnostics([collision], texts, pageOf(80))).toBe(
      [
        'error collision  mappings/worker.yaml:1:1',
        '  DB is given twice in bucket api: by DB_KEY and by OTHER_KEY',
        '      1 | OTHER_KEY:',
        '        | ^^^^^^^^^',
        '  mappings/shared.yaml:2:1  the first one',
        '  hint: Rename one of the two targets, leave one out with "except", or let the',
        '  later layer say override: { DB: "the reason" }.',
        '',
      ].join('\n'),
    );
  });

  test('GIVEN a narrow page WHEN rendered THEN the text is wrapped to it', () => {
    const lines = renderDiagnostics([collision], texts, pageOf(40)).split('\n');
    expect(lines.filter((line) => line.length > 40)).toEqual(['error collision  mappings/worker.yaml:1:1']);
    expect(lines).toContain('  mappings/shared.yaml:2:1');
    expect(lines).toContain('    the first one');
  });

  test('GIVEN a diagnostic without a place WHEN rendered THEN it stands for itself', () => {
    const diagnostic = createDiagnostic('debug-log', { variable: 'TF_LOG' }, null);
    expect(renderDiagnostics([diagnostic], texts, pageOf(200))).toBe(
      [
        'error debug-log',
        '  TF_LOG asks Terraform for a debug log, which prints values in plain text',
        '  hint: Unset TF_LOG, or set it to INFO, WARN, ERROR or OFF; Terraform takes every other word for TRACE.',
        '',
      ].join('\n'),
    );
  });

  test('GIVEN new buckets WHEN rendered THEN a line each behind the rest, and once what to do', () => {
    const diagnostics = [
      newBucket('dev', 'api', ['A', 'B']),
      newBucket('production', 'api', ['A']),
      collision,
    ];
    const lines = renderDiagnostics(diagnostics, texts, pageOf(80)).split('\n');
    expect(lines[0]).toBe('error collision  mappings/worker.yaml:1:1');
    expect(lines.slice(-6)).toEqual([
      '  later layer say override: { DB: "the reason" }.',
      '',
      'warning unset-value  dev/api: new, 2 names have no value yet',
      'warning unset-value  production/api: new, 1 name has no value yet',
      '  set one with: fanout set ENVIRONMENT NAME',
      '',
    ]);
  });

  test('GIVEN an incomplete bucket WHEN rendered THEN it is a block like every error', () => {
    const incomplete = createDiagnostic(
      'unset-value',
      { environment: 'dev', bucket: 'api', names: ['A'], status: 'incomplete' },
      null,
    );
    expect(renderDiagnostics([incomplete], texts, pageOf(200))).toContain(
      '  Bucket api is incomplete in dev: A',
    );
  });

  test('GIVEN a terminal with colours WHEN rendered THEN the text is the same without them', () => {
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9]+m`, 'g');
    const colored = renderDiagnostics([collision], texts, createPage({ width: 80, color: true }));
    expect(colored).not.toBe(colored.replace(escapes, ''));
    expect(colored.replace(escapes, '')).toBe(renderDiagnostics([collision], texts, pageOf(80)));
  });

  test('GIVEN names that steer a terminal WHEN rendered THEN they are escaped', () => {
    const file = 'mappings/\u001b[2J.yaml';
    const diagnostic: Diagnostic = {
      ...collision,
      message: 'bad \u009b2J',
      hint: 'also \u202e',
      place: { file, offset: 0, length: 0 },
      related: [{ place: { file, offset: 0, length: 0 }, message: 'here \u001b]0;x\u0007' }],
    };
    const text = renderDiagnostics([diagnostic], texts, pageOf(80));
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain(String.raw`mappings/\u{1b}[2J.yaml:1:1`);
  });

  test('GIVEN nothing wrong WHEN rendered THEN nothing', () => {
    expect(renderDiagnostics([], texts, pageOf(80))).toBe('');
  });
});
