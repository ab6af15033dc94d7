import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { backendOf } from '../../src/commands/stack-outputs';
import type { EnvironmentName } from '../../src/model';
import { synthesize } from '../../src/stacks';
import { folderOf, removeFolders } from '../support/cli';
import { buildPlan } from '../support/plan-builder';

afterAll(removeFolders);

const s3 = { bucket: 'states', key: 'shop/dev', region: 'eu-central-1' };

describe('where the outputs of a stack are read from', () => {
  test.each([[{ s3 }], [{ s3: { ...s3, kmsKeyId: 'alias/states' } }], [undefined]])(
    'GIVEN the backend %j WHEN compared with the synthesized stack THEN it is the same state',
    (backend) => {
      const root = folderOf(new Map());
      const outdir = join(root, 'cdktf.out');
      const plan = buildPlan({ dev: { buckets: {}, ...(backend === undefined ? {} : { backend }) } });
      synthesize(plan, { root, outdir, env: {} });
      const folder = join(outdir, 'stacks/dev');
      const { terraform } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
      const { local } = terraform.backend;
      const name = 'dev' as EnvironmentName;
      const owner = backend === undefined ? { name } : { name, backend };
      expect(backendOf(owner, root)).toEqual(
        local === undefined ? terraform.backend : { local: { path: resolve(folder, local.path) } },
      );
      expect(local === undefined || !isAbsolute(local.path)).toBe(true);
    },
  );
});
