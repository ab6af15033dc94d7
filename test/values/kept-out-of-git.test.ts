import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseTracked } from '../../src/values/kept-out-of-git';
import { findPrivateFile } from '../../src/values/private-file';

let root = '';
const env = { PATH: process.env.PATH, HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' };
const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: root, env, stdio: 'pipe' });
const ask = async (name: string) => refuseTracked(await findPrivateFile(join(root, name), name), env);

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-git-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('GIVEN no repository THEN there is nothing to keep it out of', async () => {
  expect(await ask('.env')).toBe('outside');
});

test('GIVEN a repository that ignores it THEN it may be written, in folders below too', async () => {
  git('init', '-q');
  writeFileSync(join(root, '.gitignore'), '.env*\n!.env.example\n');
  mkdirSync(join(root, 'apps'));
  expect([await ask('.env'), await ask('.env.local'), await ask('apps/.env')]).toEqual([
    'ignored',
    'ignored',
    'ignored',
  ]);
  expect(await ask('.env-:[a]*?')).toBe('ignored');
  await expect(ask('.env.example')).rejects.toThrow('".env.example" is not ignored by git');
});

test('GIVEN a repository that does not ignore it THEN it is refused, with the line to add', async () => {
  git('init', '-q');
  await expect(ask('.env')).rejects.toThrow(
    /"\.env" is not ignored by git.*add a line "\.env" to \.gitignore/,
  );
});

test('GIVEN a file that is tracked, though ignored THEN it is refused', async () => {
  git('init', '-q');
  writeFileSync(join(root, '.gitignore'), '.env\n');
  writeFileSync(join(root, '.env'), 'OLD=1\n');
  git('add', '--force', '.env');
  await expect(ask('.env')).rejects.toThrow(/"\.env" is tracked by git.*git rm --cached/);
});

test('GIVEN a folder that is a link into a repository THEN that repository decides', async () => {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-link-')));
  git('init', '-q');
  symlinkSync(root, join(outside, 'link'));
  try {
    const file = await findPrivateFile(join(outside, 'link', '.env'), 'link/.env');
    expect(() => refuseTracked(file, env)).toThrow('"link/.env" is not ignored by git');
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test('GIVEN the folder of git itself THEN git tracks nothing in it', async () => {
  git('init', '-q');
  expect(await ask('.git/values')).toBe('outside');
});

test.each<[what: string, breakIt: () => NodeJS.ProcessEnv]>([
  [
    'a configuration that git does not read',
    () => {
      writeFileSync(join(root, '.git/config'), '[core\n');
      return env;
    },
  ],
  ['a ceiling above which git does not look', () => ({ ...env, GIT_CEILING_DIRECTORIES: root })],
])('GIVEN %s WHEN a file is asked about THEN it is refused: git may well track it', async (_, breakIt) => {
  git('init', '-q');
  mkdirSync(join(root, 'apps'));
  const file = await findPrivateFile(join(root, 'apps/.env'), 'apps/.env');
  const broken = breakIt();
  expect(() => refuseTracked(file, broken)).toThrow(
    'git does not answer in the repository around "apps/.env"',
  );
});
