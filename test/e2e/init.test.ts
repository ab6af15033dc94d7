import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../src/diagnostics';
import { schemaNames } from '../../src/model/json-schema';
import { builtProduct, repository } from './support/built';
import { describeReal } from './support/real';
import { type Ran, run } from './support/run';

/** A team's first minutes: the packed product is installed, and begins a workspace. */
describeReal('a repository of a team', (real) => {
  let packed: string[];
  let initialized: Ran;
  let workspace: string;

  const npm = async (cwd: string, ...args: string[]): Promise<string> => {
    const { code, stdout, output } = await run('npm', args, { cwd, env: process.env });
    if (code !== 0) throw new Error(`npm ${args[0]}: ${output}`);
    return stdout;
  };
  const fanout = (...args: string[]): Promise<Ran> =>
    run('npx', ['--no-install', 'fanout', ...args], {
      cwd: workspace,
      env: { ...real().env, HOME: process.env.HOME },
    });
  const stacks = (): Record<string, unknown> => {
    const folder = join(workspace, 'cdktf.out', 'stacks');
    return Object.fromEntries(
      readdirSync(folder).map((stack) => [
        stack,
        JSON.parse(readFileSync(join(folder, stack, 'cdk.tf.json'), 'utf8')),
      ]),
    );
  };

  beforeAll(async () => {
    builtProduct();
    const root = real().folder('team');
    const printed = await npm(repository, 'pack', '--ignore-scripts', '--json', '--pack-destination', root);
    const [{ filename, files }] = JSON.parse(printed) as [{ filename: string; files: { path: string }[] }];
    packed = files.map(({ path }) => path);

    const tool = join(root, 'tool');
    mkdirSync(tool);
    writeFileSync(join(tool, 'package.json'), '{ "private": true }');
    const quietly = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
    await npm(tool, 'install', ...quietly, join(root, filename));
    workspace = join(root, 'shop');
    initialized = await run(join(tool, 'node_modules', '.bin', 'fanout'), ['init', 'shop'], {
      cwd: root,
      env: real().env,
    });
    // Moved and not installed once more: npm would look up all of the cdktf command line, which is not run from there.
    renameSync(join(tool, 'node_modules'), join(workspace, 'node_modules'));
  });

  test('GIVEN the packed product THEN what it needs is in it, and nothing else', () => {
    const allowed =
      /^(?:dist|schemas|templates|docs\/diagnostics|scripts\/ci)\/|^\.github\/workflows\/fanout-|^(?:package\.json|README\.md|LICENSE)$/;
    expect(packed.filter((path) => !allowed.test(path))).toEqual([]);
    expect(packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'dist/main.js',
        'dist/cli/fanout.js',
        'dist/page/report.html',
        'templates/workspace/gitignore',
        '.github/workflows/fanout-deploy.yml',
        'scripts/ci/deploy.sh',
        ...schemaNames.map((name) => `schemas/${name}.schema.json`),
        ...Object.keys(catalogue).map((code) => `docs/diagnostics/${code}.md`),
      ]),
    );
  });

  test('GIVEN a new workspace WHEN npm compares THEN what its package.json asks for is what was packed', async () => {
    const tree = await npm(workspace, 'ls', '--omit=dev', '--json');
    expect(Object.keys((JSON.parse(tree) as { dependencies: object }).dependencies)).toEqual([
      'secret-fanout',
    ]);
  });

  test('GIVEN a new workspace WHEN it is checked THEN it is in order, and says what is still to be set', async () => {
    expect(initialized).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout } = await fanout('check', '--format', 'json');
    expect(code).toBe(0);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; severity: string }[] };
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning unset-value',
      'warning unset-value',
    ]);
  });

  test('GIVEN a new workspace WHEN it is reported THEN the page comes from the packed product', async () => {
    const { code, stdout } = await fanout('report', '--out', '-');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>\n.*"project":"shop"/s);
  });

  /** The cdktf command line takes half a minute to install: this repository's is run, on the app that cdktf.json names. */
  test('GIVEN a new workspace WHEN it is synthesized THEN fanout and cdktf write the same Terraform', async () => {
    const synthesized = await fanout('synth');
    expect(synthesized.code).toBe(0);
    const ours = stacks();
    expect(Object.keys(ours)).toEqual(['dev', 'foundation']);
    rmSync(join(workspace, 'cdktf.out'), { recursive: true });

    const cdktf = join(repository, 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf');
    const { code, output } = await run(process.execPath, [cdktf, 'synth'], {
      cwd: workspace,
      env: real().env,
    });
    expect(output).toContain('Generated Terraform code for the stacks: dev, foundation');
    expect(code).toBe(0);
    expect(stacks()).toEqual(ours);
  });
});
