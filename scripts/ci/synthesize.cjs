/**
 * Synthesizes each environment by itself, so that one that is not in order holds up no other, and packs what is to be
 * deployed: FOLDER/ENV.tar. Its digest goes to the deploy through an output, which nobody can change who can only write artifacts.
 *
 *     node scripts/ci/synthesize.cjs FOLDER
 *
 * Outputs: `environments`, as environments.cjs prints them, each with its `digest`; `left-out`, the names of the others.
 */
const { execFileSync, spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const environments = JSON.parse(
  execFileSync(process.execPath, [join(__dirname, 'environments.cjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }),
);

/** @returns the digest; undefined where the environment is not in order, which fanout has said then */
function pack(environment) {
  rmSync('cdktf.out', { recursive: true, force: true });
  const { status } = spawnSync('npx', ['--no-install', 'fanout', 'synth', environment], { stdio: 'inherit' });
  if (status !== 0) return undefined;
  const file = join(folder, `${environment}.tar`);
  // Where the repository makes its own fanout, that one is handed over as well.
  execFileSync('tar', ['--create', '--file', file, 'cdktf.out', ...(existsSync('dist') ? ['dist'] : [])]);
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

const packed = environments.map((each) => ({ ...each, digest: pack(each.environment) }));
const ready = packed.filter(({ digest }) => digest !== undefined);
const leftOut = packed.filter((each) => !ready.includes(each)).map(({ environment }) => environment);
appendFileSync(
  process.env.GITHUB_OUTPUT,
  `environments=${JSON.stringify(ready)}\nleft-out=${leftOut.join(' ')}\n`,
);
