import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the fake says to one subcommand, such as `plan`. */
export interface Answer {
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Shell code that is run before it answers. */
  readonly does?: string;
}

/** One call as it came. */
export interface Call {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export const version = (text: string): Answer => ({ stdout: JSON.stringify({ terraform_version: text }) });

/** A stack's folder, and a program that plays terraform; it notes down how it is called. */
export class FakeTerraform {
  readonly root = mkdtempSync(join(tmpdir(), 'fanout-fake-'));
  readonly folder = join(this.root, 'stack');
  readonly binary = join(this.root, 'terraform');

  constructor(answers: Readonly<Record<string, Answer>> = {}) {
    mkdirSync(this.folder);
    writeFileSync(join(this.folder, 'cdk.tf.json'), '{}');
    const cases = Object.entries({ version: version('1.11.4'), ...answers }).map(
      ([name, { code = 0, stdout = '', stderr = '', does = '' }]) => {
        writeFileSync(join(this.root, `${name}.out`), stdout);
        writeFileSync(join(this.root, `${name}.err`), stderr);
        return `${name}) ${does}\ncat "$0.d/${name}.out"; cat "$0.d/${name}.err" >&2; exit ${code};;`;
      },
    );
    const note = 'printf "%s\\n" "args: $*" >> "$0.d/calls"; env | sed "s/^/env: /" >> "$0.d/calls"';
    writeFileSync(
      this.binary,
      `#!/bin/sh\n${note}\ncase "$1" in\n${cases.join('\n')}\nesac\n`.replaceAll('$0.d', this.root),
    );
    chmodSync(this.binary, 0o755);
  }

  env(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return { PATH: process.env.PATH, TERRAFORM_BINARY_NAME: this.binary, ...more };
  }

  calls(): Call[] {
    return readFileSync(join(this.root, 'calls'), 'utf8')
      .split(/^args: /m)
      .slice(1)
      .map((text) => {
        const [args = '', ...lines] = text.split('\n');
        const env = lines.flatMap((line) => {
          const pair = /^env: (\w+)=(.*)$/.exec(line);
          return pair === null ? [] : [[pair[1] ?? '', pair[2] ?? '']];
        });
        return { args: args.split(' '), env: Object.fromEntries(env) as Record<string, string> };
      });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
