import { startProgram } from '../../../src/cli/start-program';
import { SecretValue } from '../../../src/values/secret-value';

/** Runs a program as `fanout run` does when the entry has been read: `VALUES PROGRAM…`, with `mask` before for `--mask`. */
async function main(argv: readonly string[]): Promise<void> {
  const isMasked = argv[0] === 'mask';
  const [json = '{}', ...command] = isMasked ? argv.slice(1) : argv;
  const pairs = Object.entries(JSON.parse(json) as Record<string, string>);
  const values = new Map(pairs.map(([name, text]) => [name, new SecretValue(text)]));
  const hidden = isMasked ? [...values.values()] : null;
  process.exitCode = await startProgram({ command, env: process.env, values, hidden }, process);
}

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
void main(process.argv.slice(2));
