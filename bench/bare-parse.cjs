/** The least that a check can be: a bare process that reads and parses the files of a workspace with the same YAML library. */
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parse } = require('yaml');

const root = process.argv[2];
const inFolder = (folder) => readdirSync(join(root, folder)).map((name) => join(folder, name));
for (const file of ['fanout.yaml', ...inFolder('mappings'), ...inFolder('environments')]) {
  parse(readFileSync(join(root, file), 'utf8'));
}
