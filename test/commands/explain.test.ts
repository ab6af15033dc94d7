import { explain } from '../../src/commands/explain';
import { folderOf, removeFolders } from '../support/cli';
import { richWorkspace } from '../support/rich-workspace';
import { workspaceTexts } from '../support/workspace-builder';

afterAll(removeFolders);

function explained(
  name: string,
  files: ReadonlyMap<string, string> = richWorkspace,
  environments: string[] = [],
) {
  const context = { workspace: folderOf(files), now: () => new Date('2026-11-22'), env: {} };
  return explain(context, name, { environments, strict: false });
}

describe('explain', () => {
  test('GIVEN a secret WHEN explained THEN its values by kind, each with its place', () => {
    const { explanation } = explained('DB_KEY');
    expect(explanation?.canonical?.values).toEqual([
      {
        environment: 'dev',
        kind: 'kms',
        rotated: '2026-11-01',
        location: { file: 'environments/dev.yaml', line: 7, column: 3 },
      },
      {
        environment: 'dev-alice',
        kind: 'kms',
        inheritedFrom: 'dev',
        rotated: '2026-11-01',
        location: { file: 'environments/dev.yaml', line: 7, column: 3 },
      },
      {
        environment: 'production',
        kind: 'kms',
        location: { file: 'environments/production.yaml', line: 7, column: 3 },
      },
    ]);
  });

  test.each([
    ['FROM_ENTRY', ['secretsManager', 'secretsManager', 'secretsManager']],
    ['FROM_PARAMETER', ['ssm', 'ssm', 'ssm']],
    ['FROM_VARIABLE', ['variable', 'variable', 'missing']],
    ['ONLY_DEV', ['unset', 'unset', 'absent']],
    ['URL', ['config', 'config', 'config']],
  ])('GIVEN %s WHEN explained THEN what stands behind it in each environment', (name, kinds) => {
    expect(explained(name).explanation?.canonical?.values.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('GIVEN a canonical name WHEN explained THEN everything made from it, with the line that makes it', () => {
    const uses = explained('DB_KEY', richWorkspace, ['dev']).explanation?.canonical?.uses;
    expect(
      uses?.map(({ environment, bucket, target, layer, location }) => [
        environment,
        bucket,
        target,
        layer,
        location,
      ]),
    ).toEqual([
      ['dev', 'api', 'DB_KEY', 'originals', { file: 'mappings/canonical.yaml', line: 2, column: 1 }],
      ['dev', 'api', 'DSN', 'values', { file: 'fanout.yaml', line: 9, column: 19 }],
    ]);
  });

  test('GIVEN a target WHEN explained THEN where it comes from in every environment', () => {
    const { explanation } = explained('REGION');
    expect(explanation?.canonical).toBeNull();
    expect(explanation?.target).toEqual(
      ['dev', 'dev-alice', 'production'].map((environment) => ({
        environment,
        bucket: 'api',
        target: 'REGION',
        from: { config: 'DB_REGION' },
        value: 'eu-central-1',
        layer: 'mapping:late',
        location: { file: 'mappings/late.yaml', line: 1, column: 1 },
      })),
    );
  });

  test('GIVEN a name that is both WHEN explained THEN it is shown as both', () => {
    const files = workspaceTexts({
      canonical: { A: null, B: null },
      mappings: { m: { A: 'B', B: 'C' } },
      buckets: { api: { include: [{ mapping: 'm' }] } },
      environments: { dev: { values: { A: null, B: null } } },
    });
    const { explanation } = explained('B', files);
    expect(explanation?.canonical?.uses.map(({ target }) => target)).toEqual(['C']);
    expect(explanation?.target.map(({ from }) => from)).toEqual([{ secret: 'A' }]);
  });

  test('GIVEN a name that nobody knows WHEN explained THEN the nearest target or canonical name', () => {
    expect(explained('SHARED_PARAMETER')).toMatchObject({ explanation: null, nearest: 'SHARED__PARAMETER' });
    expect(explained('constructor')).toMatchObject({ explanation: null, nearest: undefined });
  });
});
