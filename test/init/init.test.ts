import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { init } from '../../src/commands/init';
import { schemas } from '../../src/commands/schemas';
import { planFanOut } from '../../src/plan';
import { loadWorkspace } from '../../src/workspace';

const root = mkdtempSync(join(tmpdir(), 'fanout-init-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const newFolder = (name = 'shop'): string => {
  count += 1;
  return join(root, String(count), name);
};
const contents = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort()
    : [];
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

describe('fanout init', () => {
  test('GIVEN a missing folder WHEN it is initialized THEN the workspace in it has no fault but unset secrets', () => {
    const directory = newFolder();
    const { status, project, written, nextSteps } = init({ directory, dryRun: false });
    expect([status, project]).toEqual(['written', 'shop']);
    expect(contents(directory)).toEqual(written);
    expect(nextSteps[0]).toBe('npm install');

    const { workspace, diagnostics } = loadWorkspace(directory);
    expect(diagnostics).toEqual([]);
    if (workspace === null) throw new Error('the workspace cannot be read');
    const [plan, faults] = planFanOut(workspace, { today: '2026-06-01' });
    expect(faults.map(({ code, severity, args }) => [code, severity, args.bucket])).toEqual([
      ['unset-value', 'warning', 'api'],
      ['unset-value', 'warning', 'web'],
    ]);
    expect(Object.keys(plan.environments)).toEqual(['dev']);
    expect(Object.values(plan.environments).map((each) => each.protected)).toEqual([false]);
  });

  test('GIVEN a new workspace WHEN its files are read THEN no placeholder is left and every version is exact', () => {
    const directory = newFolder('My Füll Shop!');
    const { written } = init({ directory, dryRun: false });
    for (const path of written) expect(read(directory, path)).not.toMatch(/__[a-z-]+__/);
    expect(read(directory, 'fanout.yaml')).toContain('project: my-full-shop\n');

    const own = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
    const made = JSON.parse(read(directory, 'package.json'));
    expect(made.name).toBe('my-full-shop-secrets');
    expect(made.dependencies).toEqual({ [own.name]: own.version });
    expect(made.devDependencies).toEqual({ 'cdktf-cli': own.devDependencies['cdktf-cli'] });
    expect(Object.values({ ...made.dependencies, ...made.devDependencies }).join()).toMatch(/^[\d.,]+$/);
  });

  test('GIVEN a new workspace WHEN git looks at it THEN state, plans and dotenv files stay out', () => {
    const directory = newFolder();
    init({ directory, dryRun: false });
    const ignored = read(directory, '.gitignore').split('\n');
    expect(ignored).toEqual(
      expect.arrayContaining([
        'node_modules/',
        'cdktf.out/',
        '.terraform/',
        '*.tfstate',
        '*.tfplan',
        '.env',
        '.env.*',
      ]),
    );
  });

  test('GIVEN a new workspace WHEN a command is killed in it THEN git does not see what that leaves', () => {
    const directory = newFolder();
    init({ directory, dryRun: false });
    const left = [
      '..fanout-unfinished.json.lock',
      'environments/.dev.yaml.lock',
      'mappings/.web.yaml.1.tmp',
    ].flatMap((file) => [file, `${file}.breaking`, `${file}.breaking.breaking`]);
    execFileSync('git', ['init', '--quiet'], { cwd: directory });
    const ignored = execFileSync('git', ['check-ignore', ...left], { cwd: directory, encoding: 'utf8' });
    expect(ignored.trim().split('\n')).toEqual(left);
  });

  test('GIVEN a git repository with a README WHEN it is initialized THEN the README stays as it is', () => {
    const directory = newFolder();
    mkdirSync(join(directory, '.git'), { recursive: true });
    writeFileSync(join(directory, 'README.md'), 'ours');
    writeFileSync(join(directory, 'LICENSE'), 'ours');
    const { status, written } = init({ directory, dryRun: false });
    expect(status).toBe('written');
    expect(written).not.toContain('README.md');
    expect(read(directory, 'README.md')).toBe('ours');
  });

  test('GIVEN a link to an empty folder WHEN it is initialized THEN the workspace is there', () => {
    const directory = newFolder();
    const other = newFolder();
    mkdirSync(other, { recursive: true });
    mkdirSync(join(directory, '..'), { recursive: true });
    symlinkSync(other, directory);
    expect(init({ directory, dryRun: false }).status).toBe('written');
    expect(existsSync(join(other, 'fanout.yaml'))).toBe(true);
  });

  test('GIVEN a dry run WHEN it is done THEN it names the files and writes nothing', () => {
    const directory = newFolder();
    const dry = init({ directory, dryRun: true });
    expect(dry.status).toBe('dry-run');
    expect(existsSync(directory)).toBe(false);
    expect(dry.written).toEqual(init({ directory, dryRun: false }).written);
  });
});

describe('what editors are told of a new workspace', () => {
  test('GIVEN its YAML files WHEN their first lines are followed THEN each leads to a schema that is up to date', () => {
    const directory = newFolder();
    const { written } = init({ directory, dryRun: false });
    const yaml = written.filter((path) => path.endsWith('.yaml'));
    expect(yaml).toHaveLength(4);
    for (const path of yaml) {
      const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(directory, path)) ?? [];
      expect(written).toContain(posix.join(posix.dirname(path), schema));
    }
    expect(schemas({ workspace: directory }, { check: true, dryRun: false }).stale).toEqual([]);
    expect(Object.keys(JSON.parse(read(directory, 'schemas/mapping.schema.json')).properties)).toContain(
      'API_BASE_URL',
    );
  });
});

describe('what fanout init refuses', () => {
  test('GIVEN a workspace WHEN it is initialized again THEN every file of it is named, and none is touched', () => {
    const directory = newFolder();
    const { written } = init({ directory, dryRun: false });
    writeFileSync(join(directory, 'fanout.yaml'), 'mine');
    const { status, refusal } = init({ directory, dryRun: false });
    expect(status).toBe('refused');
    expect(refusal?.obstacles).toEqual(written.filter((path) => path !== 'README.md'));
    expect(read(directory, 'fanout.yaml')).toBe('mine');
  });

  test.each(['fanout.yaml', 'package.json', '.gitignore', 'environments/staging.yaml', 'mappings/old.txt'])(
    'GIVEN a folder with %s WHEN it is initialized THEN nothing is written',
    (path) => {
      const directory = newFolder();
      mkdirSync(join(directory, path, '..'), { recursive: true });
      writeFileSync(join(directory, path), 'mine');
      const { refusal, written } = init({ directory, dryRun: false });
      expect(refusal?.obstacles).toEqual([path]);
      expect(written).toEqual([]);
      expect(contents(directory)).toEqual([path]);
    },
  );

  test('GIVEN a link in place of a folder WHEN it is initialized THEN nothing is written through it', () => {
    const directory = newFolder();
    const elsewhere = newFolder();
    mkdirSync(elsewhere, { recursive: true });
    mkdirSync(directory, { recursive: true });
    symlinkSync(elsewhere, join(directory, 'mappings'));
    expect(init({ directory, dryRun: false }).refusal?.obstacles).toEqual(['mappings']);
    expect(contents(elsewhere)).toEqual([]);
  });

  test('GIVEN a link that leads nowhere in place of a file WHEN it is initialized THEN it is in the way', () => {
    const directory = newFolder();
    mkdirSync(directory, { recursive: true });
    symlinkSync('nowhere', join(directory, 'cdktf.json'));
    expect(init({ directory, dryRun: false }).refusal?.obstacles).toEqual(['cdktf.json']);
  });

  test('GIVEN a file in place of the folder WHEN it is initialized THEN that is said', () => {
    const directory = newFolder();
    mkdirSync(join(directory, '..'), { recursive: true });
    writeFileSync(directory, 'mine');
    const { status, refusal } = init({ directory, dryRun: false });
    expect([status, refusal?.obstacles]).toEqual(['refused', []]);
  });

  test.each(['My App', 'foundation', '-x', ''])(
    'GIVEN the project %j WHEN it is asked for THEN it is refused',
    (project) => {
      const directory = newFolder();
      const { status, misuse } = init({ directory, project, dryRun: false });
      expect(status).toBe('refused');
      expect(misuse.map(({ code }) => code)).toEqual(['invalid-name']);
      expect(existsSync(directory)).toBe(false);
    },
  );
});
