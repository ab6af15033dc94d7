import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editorCommand, editorName, hasEditor } from '../../../src/cli/editor/editor-command';

const vim = ` -n -i NONE -c 'silent! set nobackup nowritebackup noundofile' "$1"`;

describe('which editor', () => {
  test.each<[env: NodeJS.ProcessEnv, command: string, name: string]>([
    [{ VISUAL: 'code --wait', EDITOR: 'nano' }, 'code --wait "$1"', 'code'],
    [{ VISUAL: '', EDITOR: 'nano -w' }, 'nano -w "$1"', 'nano'],
    [{ EDITOR: '/opt/x/emacs -nw' }, '/opt/x/emacs -nw "$1"', 'emacs'],
    [{}, 'vi "$1"', 'vi'],
    [{ EDITOR: 'vim -X' }, `vim -X${vim}`, 'vim'],
    [{ EDITOR: '/usr/bin/nvim' }, `/usr/bin/nvim${vim}`, 'nvim'],
    [{ EDITOR: 'vim.basic' }, `vim.basic${vim}`, 'vim.basic'],
    [
      { EDITOR: 'env -i TERM=x NAME="a b" /usr/bin/vim -X' },
      `env -i TERM=x NAME="a b" /usr/bin/vim -X${vim}`,
      'vim',
    ],
    [{ EDITOR: '/usr/bin/env -u LANG nvim' }, `/usr/bin/env -u LANG nvim${vim}`, 'nvim'],
    [{ EDITOR: 'LANG=C vim' }, `LANG=C vim${vim}`, 'vim'],
    [{ EDITOR: '"/opt/my tools/vim" -X' }, `"/opt/my tools/vim" -X${vim}`, 'vim'],
    [{ EDITOR: 'code --profile vim' }, 'code --profile vim "$1"', 'code'],
    [{ EDITOR: 'evim-like' }, 'evim-like "$1"', 'evim-like'],
  ])('GIVEN %j THEN it is %j', (env, command, name) => {
    expect([editorCommand(env), editorName(env), hasEditor(env)]).toEqual([command, name, 'EDITOR' in env]);
  });

  test('GIVEN a vi that is vim under another name THEN it is told to keep nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fanout-vi-'));
    try {
      writeFileSync(join(folder, 'vim.tiny'), '');
      chmodSync(join(folder, 'vim.tiny'), 0o700);
      symlinkSync('vim.tiny', join(folder, 'vi'));
      expect(editorCommand({ PATH: `/nowhere:${folder}` })).toBe(`vi${vim}`);
      symlinkSync('vi', join(folder, 'editor'));
      expect(editorCommand({ EDITOR: 'editor', PATH: folder })).toBe(`editor${vim}`);
      expect(editorCommand({ EDITOR: join(folder, 'vi') })).toBe(`${join(folder, 'vi')}${vim}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
