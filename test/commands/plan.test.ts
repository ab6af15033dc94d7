import { plan } from '../../src/commands/plan';
import { folderOf, removeFolders } from '../support/cli';
import { workspaceTexts } from '../support/workspace-builder';

afterAll(removeFolders);

const canary = 'https://app:canary@db.example.com';

function planned(entry: Record<string, unknown>) {
  const files = workspaceTexts({
    canonical: { URL: { kind: 'config', ...entry }, HOST: { kind: 'config' }, PASSWORD: null },
    buckets: {
      api: {
        include: [
          { originals: true, only: ['URL'] },
          {
            values: {
              COPY: '{URL}/x',
              LITERAL: canary,
              DSN: 'postgres://app:{PASSWORD:urlencode}@{HOST}/app',
              HOST_URL: 'https://{HOST}',
            },
          },
        ],
      },
    },
    environments: { dev: { values: { URL: canary, HOST: 'db.example.com', PASSWORD: null } } },
  });
  const context = { workspace: folderOf(files), now: () => new Date('2026-11-22'), env: {} };
  const result = plan(context, { environments: [], strict: false });
  return Object.values(Object.values(result.plan?.environments ?? {})[0]?.buckets ?? {})[0]?.entries;
}

describe('plan', () => {
  test('GIVEN what looks like a secret WHEN planned THEN it is not shown, and all else is', () => {
    expect(planned({})).toEqual({
      COPY: { from: { template: '{URL}/x', secrets: [], config: ['URL'] }, layer: 'values' },
      DSN: {
        from: {
          template: 'postgres://app:{PASSWORD:urlencode}@{HOST}/app',
          secrets: ['PASSWORD'],
          config: ['HOST'],
        },
        layer: 'values',
      },
      HOST_URL: {
        from: { template: 'https://{HOST}', secrets: [], config: ['HOST'] },
        value: 'https://db.example.com',
        layer: 'values',
      },
      LITERAL: { from: { template: '***', secrets: [], config: [] }, layer: 'values' },
      URL: { from: { config: 'URL' }, layer: 'originals' },
    });
  });

  test('GIVEN a reason why it is none WHEN planned THEN it is shown', () => {
    expect(planned({ plain: 'a demo' })).toMatchObject({
      COPY: { value: `${canary}/x` },
      URL: { value: canary },
    });
  });
});
