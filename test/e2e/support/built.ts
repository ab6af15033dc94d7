import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const repository = resolve(__dirname, '../../..');

/** The compiled product's folder, compiled anew where its sources are younger. */
export function builtProduct(): string {
  const dist = join(repository, 'dist');
  const main = join(dist, 'main.js');
  const source = join(repository, 'src');
  const youngest = Math.max(
    ...readdirSync(source, { recursive: true }).map((path) => statSync(join(source, String(path))).mtimeMs),
  );
  if (!existsSync(main) || statSync(main).mtimeMs < youngest) {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: repository, stdio: 'pipe' });
  }
  return dist;
}
