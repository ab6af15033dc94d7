import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synth } from '../../src/commands/synth';
import { folderOf, removeFolders } from '../support/cli';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

function synthesized(
  workspace: string,
  options: { out?: string; environments?: string[]; strict?: boolean } = {},
  env = {},
) {
  const { environments = [], strict = false, ...rest } = options;
  return synth({ workspace, now: () => new Date('2026-11-22'), env }, { environments, strict, ...rest });
}

describe('synth', () => {
  test('GIVEN a sound workspace WHEN synthesized THEN the stacks stand where it says', () => {
    const workspace = folderOf(richWorkspace);
    const { stacks } = synthesized(workspace);
    expect(stacks.map(({ name }) => name)).toEqual([
      'foundation-123456789012',
      'foundation-210987654321',
      'dev',
      'dev-alice',
      'production',
    ]);
    for (const { file, resources } of stacks) {
      expect(file.startsWith('cdktf.out/stacks/')).toBe(true);
      expect(readFileSync(join(workspace, file), 'utf8')).toContain('"resource"');
      expect(resources).toBeGreaterThan(0);
    }
  });

  test('GIVEN another folder and one environment WHEN synthesized THEN only that, over there', () => {
    const workspace = folderOf(richWorkspace);
    const out = join(folderOf(new Map()), 'deep', 'out');
    const { stacks } = synthesized(workspace, { out, environments: ['dev'] });
    expect(stacks).toEqual([
      { name: 'dev', file: join(out, 'stacks/dev/cdk.tf.json'), resources: stacks[0]?.resources },
    ]);
    expect(existsSync(join(workspace, 'cdktf.out'))).toBe(false);
  });

  test.each<[string, Map<string, string>, boolean, Record<string, string>, string]>([
    ['an error', new Map(richWorkspace).set('mappings/stray.yml', ''), false, {}, 'unreadable-file'],
    ['a warning, strictly', richWorkspace, true, {}, 'unset-value'],
    ['a debug log', richWorkspace, false, { TF_LOG: 'TRACE' }, 'debug-log'],
  ])('GIVEN %s WHEN synthesized THEN refused, and earlier output stays', (_, files, strict, env, code) => {
    const workspace = folderOf(files);
    mkdirSync(join(workspace, 'cdktf.out'));
    writeFileSync(join(workspace, 'cdktf.out/manifest.json'), 'earlier');
    const { stacks, diagnostics } = synthesized(workspace, { strict }, env);
    expect(stacks).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map((each) => each.code)).toContain(
      code,
    );
    expect(readdirSync(join(workspace, 'cdktf.out'))).toEqual(['manifest.json']);
    expect(readFileSync(join(workspace, 'cdktf.out/manifest.json'), 'utf8')).toBe('earlier');
  });
});
