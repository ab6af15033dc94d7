import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderOf } from './cli';

/** Never asks what the machine is configured with. */
const env = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'somebody',
  GIT_AUTHOR_EMAIL: 'somebody@example.com',
  GIT_COMMITTER_NAME: 'somebody',
  GIT_COMMITTER_EMAIL: 'somebody@example.com',
};

/** A git repository in a temporary folder; removed by `removeFolders`. */
export class TestRepository {
  readonly folder: string;

  constructor(files: ReadonlyMap<string, string> = new Map(), branch = 'main') {
    this.folder = folderOf(files);
    this.git('init', '--quiet', `--initial-branch=${branch}`);
  }

  git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  /** Writes files, or removes those that are null. */
  write(files: Readonly<Record<string, string | null>>): void {
    for (const [file, text] of Object.entries(files)) {
      const path = join(this.folder, file);
      if (text === null) rmSync(path);
      else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
  }

  /** @param day - `YYYY-MM-DD` */
  commit(message: string, day = '2026-11-01'): string {
    const when = `${day}T12:00:00Z`;
    this.git('add', '--all');
    execFileSync('git', ['commit', '--quiet', '--allow-empty', '-m', message], {
      cwd: this.folder,
      env: { ...env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when },
    });
    return this.git('rev-parse', 'HEAD').trim();
  }
}
