import { renderPlanJson } from '../../src/views/plan-json';
import {
  bucketPlan,
  checkResult,
  config,
  environmentPlan,
  planOf,
  secret,
  template,
} from '../support/hand-made';

describe('renderPlanJson', () => {
  test('GIVEN a plan WHEN rendered THEN the documented fields in their order, and nothing else', () => {
    const ready = bucketPlan('api', {
      DB_KEY: { from: secret('DB_KEY'), layer: 'originals' },
      URL: { from: config('API_BASE_URL'), layer: 'mapping:shared', value: 'https://x.example' },
      Z: {
        from: template('{API_BASE_URL}', [], ['API_BASE_URL']),
        layer: 'values',
        value: 'https://x.example',
      },
    });
    const fresh = bucketPlan(
      'web',
      {},
      { status: 'new', unset: ['DB_KEY'], version: null, fingerprint: null },
    );
    const environment = environmentPlan('dev', [ready, fresh], {
      protected: true,
      sources: {
        ['DB_KEY' as never]: {
          kind: 'kms',
          ciphertext: 'canary',
          context: { project: '', environment: '', name: '' },
        },
      },
    });
    expect(renderPlanJson(checkResult(planOf([environment])))).toBe(
      `${JSON.stringify(
        {
          project: 'my-app',
          environments: {
            dev: {
              protected: true,
              buckets: {
                api: {
                  secretName: 'api-secrets-dev',
                  status: 'ready',
                  version: 123,
                  entries: {
                    DB_KEY: { from: { secret: 'DB_KEY' }, layer: 'originals' },
                    URL: {
                      from: { config: 'API_BASE_URL' },
                      value: 'https://x.example',
                      layer: 'mapping:shared',
                    },
                    Z: {
                      from: { template: '{API_BASE_URL}', secrets: [], config: ['API_BASE_URL'] },
                      value: 'https://x.example',
                      layer: 'values',
                    },
                  },
                },
                web: {
                  secretName: 'web-secrets-dev',
                  status: 'new',
                  unset: ['DB_KEY'],
                  version: null,
                  entries: {},
                },
              },
            },
          },
          diagnostics: [],
        },
        null,
        2,
      )}\n`,
    );
  });

  test('GIVEN a workspace that cannot be read WHEN rendered THEN the shape stays', () => {
    expect(JSON.parse(renderPlanJson(checkResult(null)))).toEqual({
      project: null,
      environments: {},
      diagnostics: [],
    });
  });
});
