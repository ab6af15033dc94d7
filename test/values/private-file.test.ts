import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appendPrivateFile,
  findPrivateFile,
  type PrivateText,
  readPrivateFile,
  replacePrivateFile,
} from '../../src/values/private-file';
import { SecretValue } from '../../src/values/secret-value';
import { startChild } from './support/child';

const canary = 'canary-2b6d';
let root = '';
const at = (name: string): string => join(root, name);
const mode = (name: string): number => statSync(at(name)).mode & 0o777;
const write = async (name: string, text: string): Promise<PrivateText | undefined> => {
  let seen: PrivateText | undefined;
  await replacePrivateFile(await findPrivateFile(at(name), name), (current) => {
    seen = current;
    return new SecretValue(text);
  });
  return seen;
};

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-private-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a private file', () => {
  test('GIVEN no file WHEN written THEN it is there for its owner alone, and nothing beside it', async () => {
    const before = process.umask(0);
    try {
      expect(await write('.env', canary)).toEqual({ text: null, isPrivate: true });
    } finally {
      process.umask(before);
    }
    expect([readFileSync(at('.env'), 'utf8'), mode('.env'), readdirSync(root)]).toEqual([
      canary,
      0o600,
      ['.env'],
    ]);
  });

  test('GIVEN a file that others may read WHEN written THEN they may no longer', async () => {
    writeFileSync(at('.env'), 'old');
    chmodSync(at('.env'), 0o644);
    expect(await write('.env', canary)).toEqual({ text: 'old', isPrivate: false });
    expect([readFileSync(at('.env'), 'utf8'), mode('.env')]).toEqual([canary, 0o600]);
  });

  test('GIVEN an edit without a text WHEN it is done THEN the file is not touched', async () => {
    writeFileSync(at('.env'), 'old');
    const { ino } = statSync(at('.env'));
    await replacePrivateFile(await findPrivateFile(at('.env'), '.env'), () => undefined);
    expect([statSync(at('.env')).ino, readdirSync(root)]).toEqual([ino, ['.env']]);
  });

  test('GIVEN an edit that throws WHEN it is done THEN the file is as it was, and nothing is left', async () => {
    writeFileSync(at('.env'), 'old');
    const file = await findPrivateFile(at('.env'), '.env');
    await expect(
      replacePrivateFile(file, () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect([readFileSync(at('.env'), 'utf8'), readdirSync(root)]).toEqual(['old', ['.env']]);
  });

  test('GIVEN another program that writes meanwhile WHEN written THEN that is not lost', async () => {
    const file = await findPrivateFile(at('.env'), '.env');
    const racing = replacePrivateFile(file, () => {
      writeFileSync(at('.env'), 'theirs');
      return new SecretValue(canary);
    });
    await expect(racing).rejects.toThrow('".env" was changed by another program meanwhile; try again');
    expect([readFileSync(at('.env'), 'utf8'), readdirSync(root)]).toEqual(['theirs', ['.env']]);
  });

  test.each<[what: string, make: () => void, says: string]>([
    ['a symbolic link', () => symlinkSync('elsewhere', at('.env')), '".env" is a symbolic link'],
    ['a folder', () => mkdirSync(at('.env')), '".env" is no ordinary file'],
  ])('GIVEN %s WHEN it is found THEN it is refused', async (_, make, says) => {
    make();
    await expect(write('.env', canary)).rejects.toThrow(says);
    expect(existsSync(at('elsewhere'))).toBe(false);
  });

  test('GIVEN a folder that is not there WHEN a file in it is found THEN it is refused', async () => {
    await expect(write('none/.env', canary)).rejects.toThrow(
      '"none/.env" lies in a folder that cannot be opened (ENOENT)',
    );
  });

  test('GIVEN a file that is not UTF-8 WHEN it is read THEN it keeps its bytes', async () => {
    writeFileSync(at('.env'), Buffer.of(0x61, 0xff));
    await expect(write('.env', canary)).rejects.toThrow('".env" is not UTF-8');
    expect([...readFileSync(at('.env'))]).toEqual([0x61, 0xff]);
  });

  test('GIVEN text to append WHEN appended THEN what is there stays, with its mode', async () => {
    writeFileSync(at('env'), 'A=1\n');
    chmodSync(at('env'), 0o644);
    await appendPrivateFile(await findPrivateFile(at('env'), 'env'), new SecretValue('B=2\n'));
    expect([readFileSync(at('env'), 'utf8'), mode('env')]).toEqual(['A=1\nB=2\n', 0o644]);
    await appendPrivateFile(await findPrivateFile(at('new'), 'new'), new SecretValue('B=2\n'));
    expect(await readPrivateFile(await findPrivateFile(at('new'), 'new'))).toEqual({
      text: 'B=2\n',
      isPrivate: true,
    });
  });
});

describe('a process that is killed', () => {
  test('WHEN the new text is not yet in its place THEN the old one stays, git sees nothing else, and the next sync cleans up', async () => {
    writeFileSync(at('.env'), 'old');
    const { signal } = await startChild(join(__dirname, 'support', 'write-private.ts'), [at('.env'), canary])
      .ended;
    expect([signal, readFileSync(at('.env'), 'utf8')]).toEqual(['SIGKILL', 'old']);
    const left = readdirSync(root).filter((name) => name.startsWith('.fanout-sync-'));
    expect(left).toHaveLength(1);
    const folder = at(left[0] ?? '');
    expect([statSync(folder).mode & 0o777, readFileSync(join(folder, '.gitignore'), 'utf8')]).toEqual([
      0o700,
      '*\n',
    ]);
    expect(readFileSync(join(folder, 'values'), 'utf8')).toBe(canary);

    mkdirSync(at('.fanout-sync-.env-local-abc123'));
    await write('.env', 'new');
    expect(readdirSync(root).sort()).toEqual(['.env', '.fanout-sync-.env-local-abc123']);
    expect(readFileSync(at('.env'), 'utf8')).toBe('new');
  });
});
