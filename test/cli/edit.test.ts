import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, type Ran, removeFolders, runCli } from '../support/cli';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

const dev = (cwd: string) => readFileSync(join(cwd, 'environments/dev.yaml'), 'utf8');
const configuration = ['URL', 'DB_REGION'];

/** @param script - plays the editor; `$1` is its file */
async function edit(script: string, args: readonly string[]): Promise<Ran & { readonly cwd: string }> {
  const cwd = folderOf(richWorkspace);
  const editor = join(cwd, 'editor.sh');
  writeFileSync(editor, `#!/bin/sh\n${script}\n`);
  chmodSync(editor, 0o700);
  const env = { PATH: process.env.PATH, EDITOR: editor };
  return { cwd, ...(await runCli(['edit', ...args], { cwd, env })) };
}

describe('fanout edit', () => {
  test('GIVEN an editor that changes a value WHEN edited THEN it is written, and its place printed', async () => {
    const { cwd, code, stdout, stderr } = await edit('sed -i s/db.dev.example.com/db.example.com/ "$1"', [
      'dev',
      ...configuration,
    ]);
    expect([code, stdout, stderr]).toEqual([0, 'wrote URL in dev, in plain: environments/dev.yaml:6\n', '']);
    expect(dev(cwd)).toContain('\n  URL: db.example.com\n');
  });

  test.each<[what: string, script: string, args: string[], code: number, says: string]>([
    ['changes nothing', ':', [], 0, 'unchanged: nothing was written\n'],
    ['fails', 'exit 1', [], 2, 'nothing was written: the editor "editor.sh" ended with exit code 1\n'],
    ['empties the file', ': > "$1"', [], 2, 'nothing was written: nothing stands in the file any more\n'],
    [
      'changes a value, and writes are not wanted',
      'sed -i s/db.dev/db.new/ "$1"',
      ['--dry-run'],
      0,
      'would write URL in dev, in plain: environments/dev.yaml:6; nothing was written\n',
    ],
    [
      'leaves something wrong',
      'grep -q "^#!" "$1" || echo "canary: x" >> "$1"',
      [],
      1,
      'This is no canonical name: correct it, or indent it where it belongs to the\nvalue above\n\nrefused: nothing was written\n',
    ],
  ])(
    'GIVEN an editor that %s WHEN edited THEN it says so and nothing is written',
    async (_, script, args, code, says) => {
      const ran = await edit(script, ['dev', ...configuration, ...args]);
      expect([ran.code, ran.stdout, ran.stderr]).toEqual([code, says, '']);
      expect(dev(ran.cwd)).toBe(richWorkspace.get('environments/dev.yaml'));
    },
  );

  test('GIVEN names that stay closed WHEN edited THEN they are counted, and listed in JSON', async () => {
    const names = ['URL', 'FROM_ENTRY', 'FROM_PARAMETER'];
    expect((await edit(':', ['dev', ...names])).stdout).toBe(
      '2 names stood there without a value\n\nunchanged: nothing was written\n',
    );
    expect((await edit(':', ['dev', 'FROM_PARAMETER'])).stdout).toBe(
      '1 name stood there without a value: a reference (ssm), revision 1\n\nunchanged: nothing was written\n',
    );
    const { stdout } = await edit(':', ['dev', ...names, '--format', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      status: 'unchanged',
      places: [],
      closed: [
        { name: 'FROM_ENTRY', reason: 'a reference (secretsManager), revision 3' },
        { name: 'FROM_PARAMETER', reason: 'a reference (ssm), revision 1' },
      ],
      reason: null,
      faults: [],
      diagnostics: [],
    });
  });

  test('GIVEN neither an editor nor a terminal WHEN edited THEN it says how to name one', async () => {
    const { code, stderr } = await runCli(['edit', 'dev', 'URL'], { cwd: folderOf(richWorkspace) });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^fanout: There is no terminal to edit on: name an editor/),
    ]);
  });

  test('GIVEN names that do not exist WHEN edited THEN 2 and the nearest; a value among them is not shown', async () => {
    expect(await edit(':', ['dve'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean "dev"?'),
    });
    expect(await edit(':', ['dev', 'URI'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean "URL"?'),
    });
    const { code, stderr } = await edit(':', ['dev', 'URL', 'canary']);
    expect([code, stderr.includes('canary')]).toEqual([2, false]);
  });
});
