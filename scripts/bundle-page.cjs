/**
 * Packs the page of `fanout report` into one file without its data: script and style stand in it, each named by its digest in
 * the page's own policy, so that nothing else runs in it and nothing is asked of a network.
 */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { buildSync } = require('esbuild');

const root = join(__dirname, '..');
const source = join(root, 'src/page');

function bundle(entry) {
  const { outputFiles, metafile } = buildSync({
    entryPoints: [join(source, entry)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    outdir: root,
    platform: 'browser',
    target: ['chrome120', 'firefox121', 'safari17'],
    format: 'iife',
    minify: true,
    metafile: true,
    logLevel: 'warning',
  });
  return { text: outputFiles[0].text.trimEnd(), inputs: Object.keys(metafile.inputs) };
}

/** The licence of every package in a bundle, as those licences ask for. */
function notices(inputs) {
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const file = ['LICENSE', 'LICENSE.md'].map((each) => join(root, folder, each)).find(existsSync);
      return `/*! ${name} ${version}\n\n${readFileSync(file, 'utf8').trim()}\n*/\n`;
    })
    .join('');
}

const digest = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Exactly one place is filled. */
function put(page, place, text) {
  const [before, after, ...more] = page.split(place);
  if (after === undefined || more.length > 0) throw new Error(`The page has not one place ${place}`);
  return before + text + after;
}

const style = bundle('page.css').text;
const { text, inputs } = bundle('main.ts');
const script = notices(inputs) + text;
if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
  throw new Error('The page would end too early');
const policy = [
  "default-src 'none'",
  `script-src ${digest(script)}`,
  `style-src ${digest(style)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

let page = readFileSync(join(source, 'page.html'), 'utf8');
page = put(page, 'Content-Security-Policy" content=""', `Content-Security-Policy" content="${policy}"`);
page = put(page, '<style></style>', `<style>${style}</style>`);
page = put(page, '<script></script>', `<script>${script}</script>`);
const out = join(root, 'dist/page/report.html');
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page);
