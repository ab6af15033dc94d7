import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type SetEdges, type SetOptions, type SetResult, set } from '../../src/commands/set';
import { Fault } from '../../src/diagnostics';
import type { Aws, EncryptionRequest } from '../../src/values/aws';
import { AwsFault } from '../../src/values/aws-fault';
import { loadWorkspace } from '../../src/workspace';

const canary = 'canary-5c0f';
const account = '123456789012';
const files: Readonly<Record<string, string>> = {
  'fanout.yaml': 'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\n',
  'mappings/canonical.yaml': [
    'DB_PASSWORD: { minLength: 3 }',
    'API_BASE_URL: { kind: config, format: url }',
    'API_NOTE: { kind: config }',
    'API_EXAMPLE: { kind: config, plain: only an example }',
    'VENDOR_KEY: { environments: [production] }',
    '',
  ].join('\n'),
  'environments/dev.yaml': `environment: dev\nprotected: false\naccount: "${account}"\nregion: eu-central-1\nvalues:\n  DB_PASSWORD: # soon\n  API_BASE_URL: https://old.example.com\n`,
  'environments/dev-alice.yaml': 'environment: dev-alice\nextends: dev\nprotected: false\nvalues: {}\n',
  'environments/production.yaml': `environment: production\naccount: "${account}"\nregion: eu-west-1\nvalues:\n  DB_PASSWORD:\n  VENDOR_KEY:\n`,
};

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-set-')));
  for (const [path, text] of Object.entries(files)) change(path, text);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function change(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const unchanged = (): boolean => Object.entries(files).every(([path, text]) => read(path) === text);

/** What was asked of the world, in order. */
interface World {
  readonly asked: string[];
  readonly requests: EncryptionRequest[];
}

interface Given extends Partial<SetOptions> {
  /** One for each name. */
  readonly values?: readonly string[];
  readonly value?: string;
  readonly answer?: boolean | null;
  readonly credentialsOf?: string;
  readonly encrypt?: Aws['encrypt'];
}

/** Of the last run, also where it threw. */
let last: World = { asked: [], requests: [] };

/** @param name - one or more, with a space between them */
async function run(environment: string, name: string, given: Given = {}): Promise<SetResult & World> {
  const { value = canary, answer = null, credentialsOf = account, encrypt, ...options } = given;
  const names = name.split(' ');
  const { values = names.map(() => value), ...rest } = options;
  const world: World = { asked: [], requests: [] };
  last = world;
  const edges: SetEdges = {
    readValues: async () => {
      world.asked.push('value');
      return new Map(names.map((each, index) => [each, Buffer.from(values[index] ?? '')]));
    },
    confirm:
      answer === null
        ? null
        : async (question) => {
            world.asked.push(question);
            return answer;
          },
    aws: {
      account: async (region) => {
        world.asked.push(`account in ${region}`);
        return credentialsOf;
      },
      encrypt: async (secret, request) => {
        world.asked.push('encrypt');
        world.requests.push(request);
        if (encrypt !== undefined) return encrypt(secret, request);
        return Buffer.from(`ciphertext of ${secret.reveal().length} characters, long enough`).toString(
          'base64',
        );
      },
    },
  };
  const context = { workspace: root, now: () => new Date('2026-11-22T23:30:00Z'), env: {} };
  const defaults = { environment, names, dryRun: false, keepWhitespace: false, yes: false };
  const result = await set(context, { ...defaults, ...rest }, edges);
  expect(JSON.stringify({ ...result, texts: [] })).not.toContain(canary);
  return { ...result, ...world };
}
const codes = ({ diagnostics, misuse }: SetResult) =>
  [diagnostics, misuse].map((all) => all.map(({ code }) => code));

describe('setting a secret', () => {
  test('WHEN it is set THEN its ciphertext and the day stand in the file, and the place is told', async () => {
    const result = await run('dev', 'DB_PASSWORD');
    expect(result).toMatchObject({
      status: 'written',
      places: [
        {
          environment: 'dev',
          name: 'DB_PASSWORD',
          kind: 'secret',
          file: 'environments/dev.yaml',
          line: 6,
          changed: true,
        },
      ],
      diagnostics: [],
      misuse: [],
      asked: ['account in eu-central-1', 'value', 'encrypt'],
    });
    const ciphertext = Buffer.from('ciphertext of 11 characters, long enough').toString('base64');
    expect(read('environments/dev.yaml')).toBe(
      files['environments/dev.yaml']?.replace(
        'DB_PASSWORD: # soon',
        `DB_PASSWORD: { kms: ${ciphertext}, rotated: 2026-11-22 } # soon`,
      ),
    );
    expect(readdirSync(join(root, 'environments')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('WHEN it is set THEN it is bound to project, environment and name, under the key of the environment', async () => {
    const { requests } = await run('production', 'DB_PASSWORD');
    expect(requests).toEqual([
      {
        region: 'eu-west-1',
        keyAlias: 'alias/shop/production',
        context: { project: 'shop', environment: 'production', name: 'DB_PASSWORD' },
      },
    ]);
  });

  test('GIVEN an environment that extends another WHEN it is set there THEN the key is the parent’s, the rest its own', async () => {
    const { requests, places } = await run('dev-alice', 'DB_PASSWORD');
    expect(requests).toEqual([
      {
        region: 'eu-central-1',
        keyAlias: 'alias/shop/dev',
        context: { project: 'shop', environment: 'dev-alice', name: 'DB_PASSWORD' },
      },
    ]);
    expect(places).toMatchObject([{ file: 'environments/dev-alice.yaml', line: 5 }]);
    expect(read('environments/dev.yaml')).toBe(files['environments/dev.yaml']);
  });

  test('GIVEN credentials of another account WHEN it is set THEN nobody is asked for the value and nothing is encrypted', async () => {
    const world = run('dev', 'DB_PASSWORD', { credentialsOf: '999999999999' });
    await expect(world).rejects.toThrow(AwsFault);
    await expect(world).rejects.toThrow(
      'The AWS credentials are of account 999999999999, but dev lives in 123456789012; nothing has been done: use credentials of 123456789012',
    );
    expect([last.asked, unchanged()]).toEqual([['account in eu-central-1'], true]);
  });

  test('GIVEN AWS that refuses WHEN it is set THEN the file is as it was', async () => {
    const encrypt = async (): Promise<string> => Promise.reject(new AwsFault('refused'));
    await expect(run('dev', 'DB_PASSWORD', { encrypt })).rejects.toThrow('refused');
    expect(unchanged()).toBe(true);
  });

  test('GIVEN a file that changes while AWS is asked WHEN it is set THEN both changes are there', async () => {
    const encrypt = async (): Promise<string> => {
      await run('dev', 'API_BASE_URL', { value: 'https://new.example.com' });
      return 'A'.repeat(80);
    };
    await run('dev', 'DB_PASSWORD', { encrypt });
    expect(read('environments/dev.yaml')).toContain('https://new.example.com');
    expect(read('environments/dev.yaml')).toContain(`kms: ${'A'.repeat(80)}`);
  });

  test('GIVEN an entry that cannot be edited WHEN it is set THEN that is said before anything is asked', async () => {
    const shared =
      `${files['environments/dev.yaml']}`.replace('# soon', '&a { variable: true, revision: 1 }') +
      '  API_NOTE: *a\n';
    change('environments/dev.yaml', shared);
    await expect(run('dev', 'DB_PASSWORD')).rejects.toThrow(
      /^environments\/dev\.yaml: "DB_PASSWORD" cannot be changed alone/,
    );
    expect([last.asked, read('environments/dev.yaml')]).toEqual([[], shared]);
  });
});

describe('setting configuration', () => {
  test('WHEN it is set THEN it stands there in plain, AWS is not asked, and it reads back', async () => {
    const result = await run('dev', 'API_BASE_URL', { value: 'https://new.example.com\n' });
    expect(result).toMatchObject({
      status: 'written',
      places: [{ kind: 'config', line: 7 }],
      asked: ['value'],
    });
    const { workspace } = loadWorkspace(root);
    const dev = [...(workspace?.environments.values() ?? [])].find(({ file }) => file.endsWith('/dev.yaml'));
    expect(dev?.value.values).toMatchObject({ API_BASE_URL: 'https://new.example.com' });
  });

  test.each(['true', '1.10', '007', ' x ', 'a\nb\n', 'a: b # c', '\u{1F512}\u200B', '~'])(
    'GIVEN %j WHEN it is set THEN the workspace reads that very text',
    async (value) => {
      await run('dev', 'API_NOTE', { value, keepWhitespace: true });
      const { workspace, diagnostics } = loadWorkspace(root);
      const dev = [...(workspace?.environments.values() ?? [])].find(({ file }) =>
        file.endsWith('/dev.yaml'),
      );
      expect([dev?.value.values, diagnostics]).toMatchObject([{ API_NOTE: value }, []]);
    },
  );

  test('GIVEN the value that is there already WHEN it is set THEN nothing is written', async () => {
    expect(await run('dev', 'API_BASE_URL', { value: 'https://old.example.com' })).toMatchObject({
      status: 'unchanged',
      places: [{ line: 7, changed: false }],
    });
    expect(unchanged()).toBe(true);
  });

  test('GIVEN a value that looks like a secret WHEN it is set THEN it is refused, unless the map says why it is none', async () => {
    const value = `https://user:${canary}@example.com`;
    expect(codes(await run('dev', 'API_NOTE', { value }))).toEqual([['plaintext-secret'], []]);
    expect(unchanged()).toBe(true);
    expect(await run('dev', 'API_EXAMPLE', { value })).toMatchObject({ status: 'written' });
  });
});

describe('setting several values', () => {
  const both = 'API_BASE_URL DB_PASSWORD';
  const good = ['https://new.example.com', canary];

  test('WHEN they are set THEN all stand in the file, each at its place, and one question is asked of the world', async () => {
    const result = await run('dev', `${both} API_NOTE`, { values: [...good, 'note'] });
    expect(result).toMatchObject({
      status: 'written',
      places: [
        { name: 'API_BASE_URL', kind: 'config', line: 7, changed: true },
        { name: 'DB_PASSWORD', kind: 'secret', line: 6, changed: true },
        { name: 'API_NOTE', kind: 'config', line: 8, changed: true },
      ],
      asked: ['account in eu-central-1', 'value', 'encrypt'],
    });
    expect(read('environments/dev.yaml')).toMatch(
      /DB_PASSWORD: \{ kms: .* # soon\n {2}API_BASE_URL: https:\/\/new\.example\.com\n {2}API_NOTE: note\n$/,
    );
  });

  test('GIVEN one that is there already WHEN they are set THEN it is told apart', async () => {
    const values = ['https://old.example.com', canary];
    expect(await run('dev', both, { values, dryRun: true })).toMatchObject({
      status: 'dry-run',
      places: [{ changed: false }, { changed: true }],
    });
    expect(unchanged()).toBe(true);
    expect(await run('dev', both, { values })).toMatchObject({
      status: 'written',
      places: [{ changed: false }, { changed: true }],
    });
  });

  test('GIVEN values that are not in order WHEN they are set THEN each is reported, nothing is encrypted and nothing written', async () => {
    const result = await run('dev', `${both} API_NOTE`, { values: ['no URL', 'changeme', 'fine'] });
    expect([codes(result), result.asked.includes('encrypt'), unchanged()]).toEqual([
      [['invalid-value', 'invalid-value'], []],
      false,
      true,
    ]);
    expect(result.diagnostics.map(({ message }) => message)).toEqual([
      'This value of API_BASE_URL in dev is not taken: it must be a URL such as https://example.com',
      'This value of DB_PASSWORD in dev is not taken: it looks like a placeholder that stands in for a value',
    ]);
    expect(await run('dev', 'DB_PASSWORD', { value: 'changeme', allowDummy: true })).toMatchObject({
      status: 'written',
    });
  });

  test('GIVEN AWS that refuses the last WHEN they are set THEN the file is as it was', async () => {
    const encrypt: Aws['encrypt'] = async (_, { context: { name } }) =>
      name === 'VENDOR_KEY' ? Promise.reject(new AwsFault('refused')) : 'A'.repeat(80);
    await expect(run('production', 'DB_PASSWORD VENDOR_KEY', { encrypt })).rejects.toThrow('refused');
    expect(unchanged()).toBe(true);
  });

  test('GIVEN a protected environment WHEN they are set THEN the question names them', async () => {
    const { asked } = await run('production', 'DB_PASSWORD VENDOR_KEY', { answer: false });
    expect(asked).toEqual(['production is protected. Set DB_PASSWORD and VENDOR_KEY there?']);
  });

  test('GIVEN names that do not exist WHEN they are set THEN each is a misuse, with its nearest', async () => {
    const result = await run('dev', 'DB_PASWORD API_NOTES');
    expect([codes(result), result.misuse.map(({ args }) => args.nearest)]).toEqual([
      [[], ['unknown-name', 'unknown-name']],
      ['API_NOTE', 'DB_PASSWORD'],
    ]);
    expect(codes(await run('dve', both))).toEqual([[], ['unknown-environment']]);
    expect(codes(await run('dev', 'VENDOR_KEY DB_PASSWORD'))).toEqual([['unexpected-value'], []]);
    expect([last.asked, unchanged()]).toEqual([[], true]);
  });

  test.each([
    [`DB_PASSWORD ${canary}`, 2],
    [`DB_PASSWORD=${canary}`, 1],
    [`API_NOTE DB_PASSWORD=${canary}`, 2],
    ['DB_PASSWORD JBSWY3DPEHPK3PXP', 2],
  ])(
    'GIVEN %j, a value among the names WHEN it is set THEN it is refused, and not shown',
    async (typed, at) => {
      await expect(run('dev', typed)).rejects.toThrow(
        new Fault(
          `Name ${at} is no canonical name; it is not shown, as it could be a value: a value is never an argument, but comes through standard input, a file or a prompt`,
        ),
      );
      expect([last.asked, unchanged()]).toEqual([[], true]);
    },
  );
});

describe('what is refused', () => {
  test.each<[environment: string, name: string, code: string, nearest: string]>([
    ['prodution', 'DB_PASSWORD', 'unknown-environment', 'production'],
    ['foundation', 'DB_PASSWORD', 'unknown-environment', 'null'],
    ['dev', 'DB_PASWORD', 'unknown-name', 'DB_PASSWORD'],
    ['dev', 'constructor', 'unknown-name', 'null'],
  ])(
    'GIVEN %s and %s WHEN a value is set THEN it is a misuse, with the nearest',
    async (environment, name, code, nearest) => {
      const result = await run(environment, name);
      expect([codes(result), String(result.misuse[0]?.args.nearest ?? null)]).toEqual([
        [[], [code]],
        nearest,
      ]);
      expect([result.status, result.asked, unchanged()]).toEqual(['refused', [], true]);
    },
  );

  test('GIVEN a name that does not exist in the environment WHEN it is set THEN it is refused at the place that says so', async () => {
    const result = await run('dev', 'VENDOR_KEY');
    expect([codes(result), result.asked, unchanged()]).toEqual([[['unexpected-value'], []], [], true]);
    expect(result.diagnostics[0]?.place?.file).toBe('mappings/canonical.yaml');
  });

  test('GIVEN a value that is not in order WHEN it is set THEN it is refused before it is encrypted', async () => {
    const result = await run('dev', 'DB_PASSWORD', { value: ` ${canary}` });
    expect([codes(result), result.asked.includes('encrypt'), unchanged()]).toEqual([
      [['invalid-value'], []],
      false,
      true,
    ]);
  });

  test.each<[what: string, path: string, text: string, code: string]>([
    ['a manifest that cannot be read', 'fanout.yaml', 'buckets: [', 'yaml-syntax'],
    ['a canonical map that cannot be read', 'mappings/canonical.yaml', '[', 'yaml-syntax'],
    [
      'a name of which not all can be read',
      'mappings/canonical.yaml',
      'DB_PASSWORD: { kind: confg }',
      'wrong-type',
    ],
    ['an environment that cannot be read', 'environments/dev.yaml', 'values: {', 'yaml-syntax'],
    [
      'an environment without a region',
      'environments/dev.yaml',
      'environment: dev\nprotected: false\naccount: "123456789012"\nvalues:\n',
      'missing-field',
    ],
  ])('GIVEN %s WHEN a value is set THEN nothing is asked or written', async (_, path, text, code) => {
    change(path, text);
    const result = await run('dev', 'DB_PASSWORD');
    expect([result.status, codes(result), result.asked]).toEqual(['refused', [[code], []], []]);
    expect(read(path)).toBe(text);
  });

  test.each<[what: string, path: string, text: string]>([
    ['another environment', 'environments/production.yaml', 'values: {'],
    ['a stray file', 'environments/dev.yml', ''],
    ['a mapping', 'mappings/shared.yaml', '- broken'],
    [
      'another name',
      'mappings/canonical.yaml',
      `${files['mappings/canonical.yaml']}OTHER: { kind: confg }\n`,
    ],
    ['a bucket', 'fanout.yaml', 'project: shop\nbuckets: { api: { includ: [] } }\n'],
    ['another value', 'environments/dev.yaml', `${files['environments/dev.yaml']}  API_NOTE: [1]\n`],
    [
      'the value itself',
      'environments/dev.yaml',
      `${files['environments/dev.yaml']}`.replace('# soon', '{ kms: 1 }'),
    ],
  ])('GIVEN a fault in %s WHEN a value is set THEN it gets through', async (_, path, text) => {
    change(path, text);
    expect(await run('dev', 'DB_PASSWORD')).toMatchObject({ status: 'written' });
  });
});

describe('before it is written', () => {
  const question = 'production is protected. Set DB_PASSWORD there?';

  test.each<[answer: boolean | null, yes: boolean, asked: string[], status: string]>([
    [true, false, [question, 'account in eu-west-1', 'value', 'encrypt'], 'written'],
    [false, false, [question], 'declined'],
    [false, true, ['account in eu-west-1', 'value', 'encrypt'], 'written'],
    [null, false, ['account in eu-west-1', 'value', 'encrypt'], 'written'],
  ])(
    'GIVEN a protected environment, the answer %p and --yes %p THEN the world is asked in this order',
    async (answer, yes, asked, status) => {
      expect(await run('production', 'DB_PASSWORD', { answer, yes })).toMatchObject({ asked, status });
      expect(unchanged()).toBe(status === 'declined');
    },
  );

  test.each<[what: string, values: string, names: string, asks: boolean]>([
    ['inherits it', '{}', 'DB_PASSWORD', true],
    ['inherits one of them', '\n  API_NOTE: mine', 'API_NOTE DB_PASSWORD', true],
    ['has one of its own', '\n  DB_PASSWORD:', 'DB_PASSWORD', false],
  ])('GIVEN a protected environment %s THEN a person is asked: %j', async (_, values, names, asks) => {
    change('environments/live.yaml', `environment: live\nextends: dev\nvalues: ${values}\n`);
    const { asked, status } = await run('dev', names, { answer: false });
    const what = names.replace(' ', ' and ');
    const question = `live, which is protected, inherits from dev. Set ${what} in dev?`;
    expect([asked[0] === question, status]).toEqual(asks ? [true, 'declined'] : [false, 'written']);
  });

  test('GIVEN another environment that cannot be read THEN it does not stand in the way', async () => {
    change('environments/production.yaml', 'environment: [');
    expect((await run('dev', 'DB_PASSWORD')).status).toBe('written');
  });

  test('GIVEN an environment that is not protected THEN nobody is asked', async () => {
    expect((await run('dev', 'DB_PASSWORD', { answer: false })).status).toBe('written');
  });

  test.each([
    ['DB_PASSWORD', canary, 6],
    ['API_NOTE', 'x', 8],
  ])(
    'GIVEN --dry-run WHEN %s is set THEN the line is told, AWS is not asked, and nothing is written',
    async (name, value, line) => {
      const result = await run('dev', name, { value, dryRun: true, answer: false });
      expect(result).toMatchObject({ status: 'dry-run', places: [{ line }], asked: ['value'] });
      expect(unchanged()).toBe(true);
      expect(codes(await run('dev', 'DB_PASSWORD', { value: 'x ', dryRun: true }))).toEqual([
        ['invalid-value'],
        [],
      ]);
    },
  );
});
