const { execFileSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { workspaceOf } = require('./workspace-of.cjs');

/**
 * A git repository in a temporary folder with a workspace of so many names in three environments, of which one value was
 * rotated since the last commit.
 *
 * @param {number} names
 * @returns {{ folder: string, remove: () => void }}
 */
function changeOf(names) {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-bench-'));
  const write = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const git = (...args) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  const texts = workspaceOf(names, 3);
  for (const [file, text] of texts) write(file, text);
  git('init', '--initial-branch=main');
  git('add', '--all');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '--message=base');
  const file = 'environments/env-0.yaml';
  const rotated = Buffer.alloc(172, 99).toString('base64');
  write(file, texts.get(file).replace(/kms: [^ ]+/, `kms: ${rotated}`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

module.exports = { changeOf };
