/** Writes the JSON Schemas of machine output from their models; a test holds them against each other. */
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { outputSchemas } = require('../dist/views/output-schemas');

const folder = join(__dirname, '../schemas/output');
mkdirSync(folder, { recursive: true });
for (const [file, text] of outputSchemas()) writeFileSync(join(folder, file), text);
