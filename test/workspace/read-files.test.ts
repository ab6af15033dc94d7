import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadWorkspace } from '../../src/workspace';
import { linesOf, sound } from '../support/workspace-texts';

let folder: string;
let root: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fanout-read-'));
  root = path.join(folder, 'workspace');
  for (const [file, text] of Object.entries(sound)) write(file, text);
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

function write(file: string, text: string | Uint8Array): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}
const remove = (file: string): void => fs.rmSync(path.join(root, file), { recursive: true });
const link = (target: string, file: string): void => fs.symlinkSync(target, path.join(root, file));

function load(environments?: readonly string[]) {
  const { texts, workspace, diagnostics } = loadWorkspace(
    root,
    environments === undefined ? {} : { environments },
  );
  return { workspace, lines: linesOf(texts, diagnostics), hints: diagnostics.map(({ hint }) => hint) };
}

describe('loadWorkspace on a disk', () => {
  test('GIVEN a sound folder WHEN loaded THEN everything is there and nothing is said', () => {
    const { workspace, lines } = load();
    expect(lines).toEqual([]);
    expect([...(workspace?.environments.keys() ?? [])]).toEqual(['dev']);
    expect([...(workspace?.mappings.keys() ?? [])]).toEqual(['shared']);
    expect(workspace?.complete).toBe(true);
  });

  test('GIVEN no folder, or a file in its place WHEN loaded THEN one diagnostic says so', () => {
    expect(loadWorkspace(path.join(folder, 'nowhere')).diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/cannot be read: there is no such folder$/),
    ]);
    expect(loadWorkspace(path.join(root, 'fanout.yaml')).diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/cannot be read: it is not a folder$/),
    ]);
  });

  test('GIVEN an empty folder WHEN loaded THEN it is no workspace, and that is all', () => {
    fs.rmSync(root, { recursive: true });
    fs.mkdirSync(root);
    expect(load()).toMatchObject({
      workspace: null,
      lines: ['unreadable-file: "fanout.yaml" cannot be read: there is no such file'],
    });
  });

  test('GIVEN one file of a workspace WHEN loaded THEN what else is missing is said, once each', () => {
    fs.rmSync(root, { recursive: true });
    fs.mkdirSync(path.join(root, 'mappings'), { recursive: true });
    write('mappings/shared.yaml', 'KEY: OTHER\n');
    expect(load()).toMatchObject({
      workspace: null,
      lines: [
        'unreadable-file: "environments" cannot be read: there is no environment in it',
        'unreadable-file: "fanout.yaml" cannot be read: there is no such file',
        'unreadable-file: "mappings/canonical.yaml" cannot be read: there is no such file',
      ],
    });
  });

  test.each(['fanout.yaml', 'mappings/canonical.yaml'])(
    'GIVEN no %s WHEN loaded THEN there is no workspace',
    (file) => {
      remove(file);
      expect(load()).toMatchObject({
        workspace: null,
        lines: [`unreadable-file: "${file}" cannot be read: there is no such file`],
      });
    },
  );

  test.each([
    [
      'a folder',
      () => fs.mkdirSync(path.join(root, 'mappings/bad.yaml')),
      'a folder stands where a file should be',
    ],
    [
      'a named pipe',
      () => execFileSync('mkfifo', [path.join(root, 'mappings/bad.yaml')]),
      'it is no ordinary file',
    ],
    ['UTF-16', () => write('mappings/bad.yaml', Buffer.from('\ufeffKEY: A', 'utf16le')), 'it is UTF-16'],
    ['a NUL', () => write('mappings/bad.yaml', 'KEY: A\0'), 'it holds a NUL byte'],
    ['Latin-1', () => write('mappings/bad.yaml', Buffer.from('KEY: ä', 'latin1')), 'it is not UTF-8'],
    [
      'a file of 10 MB',
      () => write('mappings/bad.yaml', Buffer.alloc(10_000_000, '#')),
      'it is larger than 5 MiB',
    ],
    [
      'a link to nowhere',
      () => link('nowhere.yaml', 'mappings/bad.yaml'),
      'it is a symbolic link that leads nowhere',
    ],
    [
      'a link to itself',
      () => link('bad.yaml', 'mappings/bad.yaml'),
      'its symbolic links go round in a circle',
    ],
    [
      'a link to a device',
      () => link('/dev/zero', 'mappings/bad.yaml'),
      'it is a symbolic link that leaves the workspace',
    ],
  ])('GIVEN %s in place of a mapping WHEN loaded THEN only that file is lost', (_, make, reason) => {
    make();
    const { workspace, lines } = load();
    expect(lines).toEqual([
      `mappings/bad.yaml:1:1 unreadable-file: "mappings/bad.yaml" cannot be read: ${reason}`,
    ]);
    expect(workspace?.complete).toBe(false);
    expect([...(workspace?.mappings ?? [])].map(([name, { value }]) => [name, Object.keys(value)])).toEqual([
      ['bad', []],
      ['shared', ['KEY', 'URL']],
    ]);
  });

  test('GIVEN links out of the workspace WHEN loaded THEN they are not followed, from a folder neither', () => {
    fs.mkdirSync(path.join(folder, 'outside'));
    fs.writeFileSync(path.join(folder, 'outside', 'dev.yaml'), 'canary: 1\n');
    // A neighbour whose name begins like the workspace's own.
    fs.mkdirSync(path.join(folder, 'workspace-2'));
    fs.writeFileSync(path.join(folder, 'workspace-2', 'm.yaml'), 'canary: 1\n');
    remove('environments');
    link(path.join(folder, 'outside'), 'environments');
    link('../../workspace-2/m.yaml', 'mappings/m.yaml');
    expect(load().lines).toEqual([
      'environments:1:1 unreadable-file: "environments" cannot be read: it is a symbolic link that leaves the workspace',
      'mappings/m.yaml:1:1 unreadable-file: "mappings/m.yaml" cannot be read: it is a symbolic link that leaves the workspace',
    ]);
  });

  test('GIVEN links within the workspace, and a link to it WHEN loaded THEN they are followed', () => {
    link('shared.yaml', 'mappings/other.yaml');
    fs.symlinkSync(root, path.join(folder, 'link'));
    const { workspace, diagnostics } = loadWorkspace(path.join(folder, 'link'));
    expect(diagnostics).toEqual([]);
    expect(Object.keys(workspace?.mappings.get('other' as never)?.value ?? {})).toEqual(['KEY', 'URL']);
  });

  test('GIVEN a file in place of a folder WHEN loaded THEN that is the one thing said about it', () => {
    remove('environments');
    write('environments', 'dev');
    expect(load().lines).toEqual([
      'environments:1:1 unreadable-file: "environments" cannot be read: a file stands where a folder should be',
    ]);
    remove('mappings');
    write('mappings', '');
    expect(load().lines).toHaveLength(2);
  });

  test('GIVEN a folder in place of the manifest WHEN loaded THEN it is not called missing', () => {
    remove('fanout.yaml');
    fs.mkdirSync(path.join(root, 'fanout.yaml'));
    expect(load().lines).toEqual([
      'fanout.yaml:1:1 unreadable-file: "fanout.yaml" cannot be read: a folder stands where a file should be',
    ]);
  });

  test.each([
    ['EACCES', 'you have no permission'],
    ['EPERM', 'you have no permission'],
    ['EIO', 'the system says EIO'],
  ])(
    'GIVEN a file on which the system says %s WHEN loaded THEN it is a sentence, without the path',
    (code, reason) => {
      const readFileSync = fs.readFileSync;
      jest.spyOn(fs, 'readFileSync').mockImplementation(((file: string, ...rest: never[]) => {
        if (file.endsWith('dev.yaml')) throw Object.assign(new Error(`${code}: ${file}`), { code });
        return readFileSync(file, ...rest);
      }) as typeof fs.readFileSync);
      expect(load().lines).toEqual([
        `environments/dev.yaml:1:1 unreadable-file: "environments/dev.yaml" cannot be read: ${reason}`,
      ]);
    },
  );

  test('GIVEN stray files WHEN loaded THEN each is an error, hidden ones are not', () => {
    for (const file of [
      'environments/staging.yml',
      'environments/.gitkeep',
      'mappings/.a.yaml.swp',
      'mappings/sub/x.yaml',
    ])
      write(file, 'canary');
    const { lines, hints } = load();
    expect(lines).toEqual([
      'environments/staging.yml:1:1 unreadable-file: "environments/staging.yml" cannot be read: only *.yaml is read',
      'mappings/sub:1:1 unreadable-file: "mappings/sub" cannot be read: only *.yaml belongs into mappings/',
    ]);
    expect(hints[0]).toBe('Rename it to "environments/staging.yaml", or move it elsewhere.');
  });

  test('GIVEN stray and unreadable files among environments WHEN another one is asked for THEN nothing is said', () => {
    write('environments/staging.yml', 'x');
    write('environments/Bad.yaml', 'x');
    write('environments/qa.yaml', 'x\0');
    expect(load(['dev']).lines).toEqual([]);
    expect(load(['qa']).lines).toEqual([
      'environments/qa.yaml:1:1 unreadable-file: "environments/qa.yaml" cannot be read: it holds a NUL byte',
    ]);
    expect(load().lines).toHaveLength(3);
  });

  test('GIVEN Windows line ends and a byte-order mark WHEN loaded THEN all is fine and places are right', () => {
    for (const [file, text] of Object.entries(sound)) write(file, `\ufeff${text.replaceAll('\n', '\r\n')}`);
    expect(load().lines).toEqual([]);
    write('mappings/shared.yaml', '\ufeffKEY: A\r\nURL: [B]\r\nurl: C\r\n');
    expect(load().lines).toEqual([
      'mappings/shared.yaml:3:1 invalid-name: "url" is not a canonical name: A-Z, 0-9 and _, beginning with a letter',
    ]);
    write('mappings/shared.yaml', '\ufeffkey: A\r\n');
    expect(load().lines[0]).toMatch(/^mappings\/shared.yaml:1:1 /);
  });
});
