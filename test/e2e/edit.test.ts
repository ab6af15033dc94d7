import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWorkspace } from '../../src/workspace';
import { hostileTexts } from '../support/hostile-texts';
import { startChild } from '../values/support/child';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';

const region = 'us-east-1';
const canary = 'canary-d40a';
const hostile = hostileTexts
  .filter((text) => text !== '')
  .map((text, index) => ({ name: `HOSTILE_${index}`, text }));
const names = ['DB_USER', 'DB_PASSWORD', 'TLS_KEY', ...hostile.map(({ name }) => name)];
const parents = ['/dev/shm', tmpdir()].filter(existsSync);

describeReal('editing values in real KMS', (real) => {
  let workspace = '';
  let proxy: AwsProxy;
  /** Of every process that was started. */
  const pids: number[] = [];
  const file = (): string => join(workspace, 'environments/dev.yaml');
  const text = (): string => readFileSync(file(), 'utf8');
  const at = (path: string): string => join(workspace, '..', path);

  /** The command line as a process of its own, with a shell script as its editor. */
  const fanout = (script: string, ...args: string[]) => {
    const editor = at(`editor-${Math.random()}`);
    writeFileSync(editor, `#!/bin/sh\n${script}\n`);
    chmodSync(editor, 0o700);
    const child = startChild(
      join(__dirname, '../../src/cli/fanout.ts'),
      ['--workspace', workspace, ...args],
      {
        env: { ...real().env, AWS_ENDPOINT_URL: proxy.endpoint, EDITOR: editor },
      },
    );
    pids.push(child.process.pid ?? 0);
    return child;
  };
  const edit = (script: string, ...args: string[]) => fanout(script, 'edit', 'dev', ...args).ended;

  const decrypt = async (name: string): Promise<string> => {
    const { workspace: read } = loadWorkspace(workspace);
    const [dev] = [...(read?.environments.values() ?? [])];
    const value = new Map(Object.entries(dev?.value.values ?? {})).get(name);
    if (typeof value !== 'object' || value === null || !('kms' in value))
      throw new Error(`${name} is not set`);
    const { Plaintext } = await real().aws('TrentService.Decrypt', {
      CiphertextBlob: value.kms,
      EncryptionContext: { project: 'shop', environment: 'dev', name },
    });
    return Buffer.from(Plaintext, 'base64').toString('utf8');
  };
  const encrypt = async (name: string, value: string): Promise<string> => {
    const { CiphertextBlob } = await real().aws('TrentService.Encrypt', {
      KeyId: 'alias/shop/dev',
      Plaintext: Buffer.from(value).toString('base64'),
      EncryptionContext: { project: 'shop', environment: 'dev', name },
    });
    return CiphertextBlob;
  };

  beforeAll(async () => {
    proxy = await startProxy(real().endpoint);
    workspace = join(real().folder('edit'), 'workspace');
    for (const folder of ['mappings', 'environments'])
      mkdirSync(join(workspace, folder), { recursive: true });
    writeFileSync(
      join(workspace, 'fanout.yaml'),
      'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\n',
    );
    writeFileSync(
      join(workspace, 'mappings/canonical.yaml'),
      `${names.map((name) => `${name}:\n`).join('')}API_BASE_URL: { kind: config }\n`,
    );
    const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
    await real().aws('TrentService.CreateAlias', {
      AliasName: 'alias/shop/dev',
      TargetKeyId: KeyMetadata.KeyId,
    });
    const values: readonly (readonly [string, string])[] = [
      ['DB_USER', `${canary} user`],
      ['DB_PASSWORD', `${canary} password`],
      ['TLS_KEY', `-----BEGIN KEY-----\n${canary}\n-----END KEY-----\n`],
      ...hostile.map(({ name, text: value }) => [name, value] as const),
    ];
    const lines = await Promise.all(
      values.map(
        async ([name, value]) =>
          `  ${name}: { kms: ${await encrypt(name, value)}, rotated: 2026-01-01 } # ${name}\n`,
      ),
    );
    writeFileSync(
      file(),
      `environment: dev\nprotected: false\naccount: "${real().account}"\nregion: ${region}\nvalues:\n${lines.join('')}  API_BASE_URL: https://x.example.com\n`,
    );
  });
  afterAll(() => proxy.stop());
  beforeEach(() => {
    proxy.calls.length = 0;
    proxy.refuse(() => false);
    proxy.watch(() => undefined);
  });
  afterEach(() => {
    expect(text()).not.toContain(canary);
    expect(readdirSync(join(workspace, 'environments'))).toEqual(['dev.yaml']);
    const left = parents
      .flatMap((parent) => readdirSync(parent))
      .filter((name) => name.startsWith('fanout-edit-') && pids.some((pid) => name.includes(`-${pid}-`)));
    expect(left).toEqual([]);
  });

  test('GIVEN hostile values WHEN one other is changed THEN it alone is encrypted, and every other line stays', async () => {
    const before = text().split('\n');
    const { code, output } = await edit(`sed -i 's/${canary} user/${canary} somebody else/' "$1"`);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/^wrote DB_USER in dev, encrypted: environments\/dev\.yaml:6\n$/),
    ]);
    expect(proxy.calls.filter((call) => call === 'TrentService.Encrypt')).toHaveLength(1);
    expect(await decrypt('DB_USER')).toBe(`${canary} somebody else`);
    const after = text().split('\n');
    expect(after.filter((line, index) => line !== before[index])).toEqual([
      expect.stringMatching(/^ {2}DB_USER: \{ kms: \S+, rotated: \d{4}-\d\d-\d\d \} # DB_USER$/),
    ]);
  });

  test('GIVEN an editor that touches every hostile value WHEN it is saved THEN each is what it was, and its new end', async () => {
    const script = `node -e '
      const fs = require("fs"), { parseDocument } = require("yaml"), file = process.argv[1];
      const document = parseDocument(fs.readFileSync(file, "utf8"));
      for (const { key, value } of document.contents.items)
        if (key.value.startsWith("HOSTILE")) value.value = String(typeof value.value === "string" ? value.value : value.source) + "!";
      fs.writeFileSync(file, document.toString());
    ' "$1"`;
    const lists = hostile.map(({ name }) => name);
    const { code, output } = await edit(
      `export NODE_PATH=${join(__dirname, '../../node_modules')}\n${script}`,
      ...lists,
      '--keep-whitespace',
      '--allow-dummy',
    );
    expect([code, output.match(/^wrote /gm)?.length]).toEqual([0, hostile.length]);
    for (const { name, text: value } of hostile)
      expect([name, await decrypt(name)]).toEqual([name, `${value}!`]);
  });

  test('GIVEN a role that may encrypt and not decrypt WHEN a value is put in THEN it is written, though none was shown', async () => {
    proxy.refuse((call) => call === 'TrentService.Decrypt');
    const { code, output } = await edit(
      `cp "$1" ${at('seen')}; sed -i 's/^# DB_PASSWORD:/DB_PASSWORD: ${canary} new/' "$1"`,
      'DB_USER',
      'DB_PASSWORD',
    );
    expect(readFileSync(at('seen'), 'utf8')).toMatch(/^# DB_USER: {2}# KMS does not let you decrypt it$/m);
    expect(readFileSync(at('seen'), 'utf8')).not.toContain(canary);
    expect([code, output.includes(canary)]).toEqual([0, false]);
    proxy.refuse(() => false);
    expect(await decrypt('DB_PASSWORD')).toBe(`${canary} new`);
  });

  test('GIVEN another process that sets the same name meanwhile WHEN it is saved THEN theirs stays, and mine is offered again', async () => {
    const theirs = await encrypt('DB_USER', 'theirs');
    const { code, output } = await edit(
      `cp "$1" ${at('last')}; grep -q '^#!' "$1" && exit; sed -i 's/${canary} somebody else/mine/' "$1"; sed -i 's|DB_USER: { kms: [^,]*|DB_USER: { kms: ${theirs}|' ${file()}`,
      'DB_USER',
    );
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^DB_USER was changed in the file by somebody else/),
    ]);
    expect(readFileSync(at('last'), 'utf8')).toMatch(/^DB_USER: mine$/m);
    expect(await decrypt('DB_USER')).toBe('theirs');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'GIVEN %s while the editor is open or KMS is asked WHEN it comes THEN nothing is left and nothing is written',
    async (signal) => {
      const before = text();
      const change = `sed -i 's/${canary} new/${canary} newer/' "$1"`;
      for (const [operation, script] of [
        ['editor', `touch ${at(signal)}; sleep 1`],
        ['TrentService.Encrypt', change],
      ] as const) {
        const child = fanout(script, 'edit', 'dev', 'DB_PASSWORD');
        const ended = new Promise((resolve) => child.process.once('exit', resolve));
        proxy.watch(async (call) => {
          if (call !== operation) return;
          child.process.kill(signal);
          await ended;
        });
        if (operation === 'editor') {
          while (!existsSync(at(signal))) await new Promise((resolve) => setTimeout(resolve, 20));
          child.process.kill(signal);
        }
        await ended;
        expect([operation, child.process.signalCode, text() === before]).toEqual([operation, signal, true]);
      }
    },
  );
});
