import { renderPlanText } from '../../src/views/plan-text';
import {
  bucketPlan,
  checkResult,
  config,
  environmentPlan,
  pageOf,
  planOf,
  secret,
  template,
} from '../support/hand-made';

const api = bucketPlan('api', {
  API_BASE_URL: { from: config('API_BASE_URL'), layer: 'originals', value: 'https://api-dev.example.com' },
  DB_KEY: { from: secret('DB_KEY'), layer: 'originals' },
  SHARED__BASE_URL: {
    from: template('{API_BASE_URL}/v1', [], ['API_BASE_URL']),
    layer: 'values',
    value: 'https://api-dev.example.com/v1',
  },
  SHARED__DB_KEY: { from: secret('DB_KEY'), layer: 'mapping:shared' },
  SHARED__URL: { from: config('API_BASE_URL'), layer: 'mapping:shared', value: '' },
});

describe('renderPlanText', () => {
  test('GIVEN a bucket WHEN rendered THEN every target by layer, with its source and configuration values', () => {
    expect(renderPlanText(checkResult(planOf([environmentPlan('dev', [api])])), pageOf(80))).toBe(
      [
        'dev  not protected, account 123456789012, us-east-1',
        '',
        '  api  api-secrets-dev  ready, version 123  5 targets',
        '    originals',
        '      API_BASE_URL  = https://api-dev.example.com',
        '      DB_KEY',
        '    mapping:shared',
        '      SHARED__DB_KEY  ← DB_KEY',
        '      SHARED__URL     ← API_BASE_URL  = ""',
        '    values',
        '      SHARED__BASE_URL  ← {API_BASE_URL}/v1  = https://api-dev.example.com/v1',
        '',
        'fine: 1 bucket, 5 targets in 1 environment',
        '',
      ].join('\n'),
    );
  });

  test('GIVEN a narrow page WHEN rendered THEN what does not fit goes below or is cut', () => {
    expect(renderPlanText(checkResult(planOf([environmentPlan('dev', [api])])), pageOf(36))).toBe(
      [
        'dev',
        '    not protected, account',
        '    123456789012, us-east-1',
        '',
        '  api  api-secrets-dev',
        '      ready, version 123  5 targets',
        '    originals',
        '      API_BASE_URL  = https://api-d…',
        '      DB_KEY',
        '    mapping:shared',
        '      SHARED__DB_KEY  ← DB_KEY',
        '      SHARED__URL     ← API_BASE_URL',
        '          = ""',
        '    values',
        '      SHARED__BASE_URL',
        '          ← {API_BASE_URL}/v1',
        '          = https://api-dev.example…',
        '',
        'fine: 1 bucket, 5 targets in 1 environment',
        '',
      ].join('\n'),
    );
  });

  test('GIVEN a new bucket WHEN rendered THEN its header says so once', () => {
    const fresh = bucketPlan(
      'web',
      { A: { from: secret('A'), layer: 'originals' } },
      { status: 'new', unset: ['A'] },
    );
    const text = renderPlanText(checkResult(planOf([environmentPlan('dev', [fresh])])), pageOf(80));
    expect(text).toContain(
      '  web  web-secrets-dev  new, 1 without a value yet  1 target\n    originals\n      A\n',
    );
  });

  test('GIVEN an incomplete bucket WHEN rendered THEN the targets that lack a value are marked', () => {
    const entries = {
      A: { from: secret('A'), layer: 'originals' },
      B: { from: secret('B'), layer: 'originals' },
      C: { from: template('x{B}', ['B'], []), layer: 'values' },
    };
    const bucket = bucketPlan('web', entries, { status: 'incomplete', unset: ['B'], version: null });
    const lines = renderPlanText(checkResult(planOf([environmentPlan('dev', [bucket])])), pageOf(80)).split(
      '\n',
    );
    expect(lines.slice(2, 8)).toEqual([
      '  web  web-secrets-dev  incomplete, 1 without a value  3 targets',
      '    originals',
      '      A',
      '      B  no value',
      '    values',
      '      C  ← x{B}  no value',
    ]);
  });

  test('GIVEN an environment that extends another one WHEN rendered THEN it says so', () => {
    const environment = environmentPlan('dev-alice', [], { extends: 'dev' as never, protected: true });
    expect(renderPlanText(checkResult(planOf([environment])), pageOf(80))).toContain(
      'dev-alice  protected, extends dev, account 123456789012, us-east-1\n',
    );
  });

  test('GIVEN 500 targets WHEN rendered at 80 columns THEN a line each, none wider', () => {
    const entries = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [
        `TARGET_${String(index).padStart(3, '0')}`,
        { from: config('NAME'), layer: 'mapping:shared', value: 'v'.repeat(index) },
      ]),
    );
    const result = checkResult(planOf([environmentPlan('dev', [bucketPlan('api', entries)])]));
    const lines = renderPlanText(result, pageOf(80)).split('\n');
    expect(lines.filter((line) => line.includes('TARGET_'))).toHaveLength(500);
    expect(Math.max(...lines.map((line) => line.length))).toBe(80);
  });

  test('GIVEN values that steer a terminal WHEN rendered THEN they are escaped', () => {
    const value = '\u001b[2J\nmore\u202e';
    const bucket = bucketPlan('api', {
      A: { from: config('A'), layer: 'originals', value },
      B: { from: template(value, [], []), layer: 'values', value },
    });
    const result = checkResult(planOf([environmentPlan('dev', [{ ...bucket, secretName: value }])]));
    const text = renderPlanText(result, pageOf(200));
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain(String.raw`= \u{1b}[2J\u{a}more\u{202e}`);
  });
});
