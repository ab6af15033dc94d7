import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWorkspace } from '../../src/workspace';
import { workspaceTexts } from '../support/workspace-builder';

test.each(['LOG_STREAM', 'LOG_TOKENS'])(
  'GIVEN %s is set WHEN a workspace is read THEN the YAML library prints nothing of it',
  (name) => {
    const root = mkdtempSync(join(tmpdir(), 'fanout-quiet-'));
    const texts = workspaceTexts({
      canonical: { KEY: {} },
      environments: { dev: { values: { KEY: 'CANARY' } } },
    });
    for (const folder of ['mappings', 'environments']) mkdirSync(join(root, folder));
    for (const [path, text] of texts) writeFileSync(join(root, path), text);
    const spies = (['log', 'dir', 'error'] as const).map((method) =>
      jest.spyOn(console, method).mockReturnValue(),
    );
    process.env[name] = '1';
    try {
      expect(loadWorkspace(root).workspace).not.toBeNull();
      for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    } finally {
      delete process.env[name];
      for (const spy of spies) spy.mockRestore();
      rmSync(root, { recursive: true });
    }
  },
);
