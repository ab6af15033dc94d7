import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { folderOf } from '../../support/cli';

const scripts = join(__dirname, '../../../scripts/ci');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder in which a script of a workflow runs, with stand-ins for the programs that reach out. */
export class Stage {
  readonly folder = folderOf(new Map());

  /**
   * Puts a program on the PATH that notes down its arguments, and then runs these lines of shell.
   *
   * @param lines - `$*` holds the arguments
   */
  program(name: string, lines = ''): this {
    this.write(`bin/${name}`, `#!/usr/bin/env bash\nprintf '%s\\n' "${name} $*" >>calls\n${lines}\n`, 0o755);
    return this;
  }

  write(path: string, text: string, mode = 0o644): this {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text, { mode });
    return this;
  }

  run(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Ended {
    const program = script.endsWith('.sh') ? 'bash' : process.execPath;
    const { status, stdout, stderr } = spawnSync(program, [join(scripts, script), ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: {
        PATH: [join(this.folder, 'bin'), process.env.PATH].join(delimiter),
        GITHUB_OUTPUT: join(this.folder, 'output'),
        GITHUB_STEP_SUMMARY: join(this.folder, 'summary'),
        GITHUB_REPOSITORY: 'my-org/my-infra',
        GITHUB_REF_NAME: 'main',
        GITHUB_SHA: 'a'.repeat(40),
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_RUN_ID: '7',
        ...env,
      },
    });
    return { code: status ?? -1, stdout, stderr };
  }

  /** A file's text; undefined where it is not there. */
  read(path: string): string | undefined {
    const file = join(this.folder, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  /** What was called with which arguments, in order. */
  get calls(): readonly string[] {
    return (this.read('calls') ?? '').split('\n').filter((line) => line !== '');
  }
}
