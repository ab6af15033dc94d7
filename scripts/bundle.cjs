/**
 * Packs the command line into one file: what people wait for at each start is hundreds of small modules being found and
 * compiled. What only some commands need (cdktf, the AWS clients) stays outside and is loaded where it is used.
 */
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const root = join(__dirname, '..');
buildSync({
  entryPoints: [join(root, 'src/cli/fanout.ts')],
  outfile: join(root, 'dist/cli/fanout.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['cdktf', '@cdktf/*', 'constructs', '@aws-sdk/*'],
  minify: true,
  keepNames: true,
  logLevel: 'warning',
});
