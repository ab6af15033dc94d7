import { plan } from '../../src/commands/plan';
import { folderOf, removeFolders } from '../support/cli';
import { workspaceTexts } from '../support/workspace-builder';

afterAll(removeFolders);

const canary = 'https://app:canary@db.example.com';

function planned(entry: Record<string, unknown>) {
  const files = workspaceTexts({
    canonical: { URL: { kind: 'config', ...entry } },
    buckets: { api: { include: [{ originals: true }, { values: { COPY: '{URL}/x', LITERAL: canary } }] } },
    environments: { dev: { values: { URL: canary } } },
  });
  const context = { workspace: folderOf(files), now: () => new Date('2026-11-22'), env: {} };
  const result = plan(context, { environments: [], strict: false });
  return Object.values(Object.values(result.plan?.environments ?? {})[0]?.buckets ?? {})[0]?.entries;
}

describe('plan', () => {
  test('GIVEN configuration that looks like a secret WHEN planned THEN it is an error, and not shown', () => {
    expect(planned({})).toEqual({
      COPY: { from: { template: '{URL}/x', secrets: [], config: ['URL'] }, layer: 'values' },
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
