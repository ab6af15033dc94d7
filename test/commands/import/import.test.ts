import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ImportOptions, importValues } from '../../../src/commands/import';
import type { ImportResult } from '../../../src/commands/import/result';
import type { Aws } from '../../../src/values/aws';
import { AwsFault } from '../../../src/values/aws-fault';
import { digestOf } from '../../../src/values/unfinished';
import { loadWorkspace } from '../../../src/workspace';
import { unfinishedPath } from '../../../src/workspace/layout';

const canary = 'canary-7a20';
const account = '123456789012';
const environment = (name: string, more: string, values: string): string =>
  `environment: ${name}\n${more}account: "${account}"\nregion: eu-central-1\nvalues:\n${values}`;
const files: Readonly<Record<string, string>> = {
  'fanout.yaml': 'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\n',
  'mappings/canonical.yaml':
    'API_URL: { kind: config, format: url }\nDB_KEY: { minLength: 3 }\nPROD_KEY: { environments: [production] }\nVENDOR_KEY:\n',
  'mappings/worker.yaml': 'DB_KEY: SERVICE_KEY\n',
  'environments/dev.yaml': environment(
    'dev',
    'protected: false\n',
    '  API_URL: https://x.example.com # the old one\n  DB_KEY:\n  VENDOR_KEY: { variable: true, revision: 1 }\n',
  ),
  'environments/dev-alice.yaml': 'environment: dev-alice\nextends: dev\nprotected: false\nvalues: {}\n',
  'environments/production.yaml': environment(
    'production',
    '',
    '  API_URL: https://p.example.com\n  DB_KEY:\n  PROD_KEY:\n  VENDOR_KEY:\n',
  ),
};

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-import-')));
  for (const [path, text] of Object.entries(files)) change(path, text);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function change(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const unchanged = (): boolean => Object.entries(files).every(([path, text]) => read(path) === text);

interface Given extends Partial<ImportOptions> {
  readonly to?: string;
  readonly answer?: boolean;
  readonly credentialsOf?: string;
  readonly encrypt?: Aws['encrypt'];
  readonly entry?: string;
}

/** Of the last run, also where it threw. */
let asked: string[] = [];
let progress: string[] = [];

async function run(source: Record<string, unknown> | string, given: Given = {}): Promise<ImportResult> {
  const { to = 'dev', answer, credentialsOf = account, encrypt, entry = null, ...options } = given;
  asked = [];
  progress = [];
  const result = await importValues(
    { workspace: root, now: () => new Date('2026-11-22T23:30:00Z'), env: {} },
    {
      environment: to,
      format: 'json',
      path: null,
      prefix: '',
      kinds: new Map(),
      addNames: false,
      skipUnknown: false,
      replace: false,
      keepWhitespace: false,
      dryRun: false,
      yes: false,
      ...options,
    },
    {
      source: {
        shown: 'values.json',
        entry,
        read: async ({ region }) => {
          asked.push(`source in ${region}`);
          return Buffer.from(typeof source === 'string' ? source : JSON.stringify(source));
        },
        warnings: () => ['it is tracked'],
      },
      confirm:
        answer === undefined
          ? null
          : async (question) => {
              asked.push(question);
              return answer;
            },
      progress: (done, total) => progress.push(`${done}/${total}`),
      aws: {
        account: async () => {
          asked.push('account');
          return credentialsOf;
        },
        encrypt: async (secret, request) => {
          asked.push(`encrypt ${request.context.name} under ${request.keyAlias}`);
          if (encrypt !== undefined) return encrypt(secret, request);
          return Buffer.from(`ciphertext of ${secret.reveal().length} characters, long enough`).toString(
            'base64',
          );
        },
      },
    },
  );
  expect(JSON.stringify({ ...result, texts: [] })).not.toContain(canary);
  return result;
}
const outcomes = ({ names }: ImportResult): Record<string, string> =>
  Object.fromEntries(names.map(({ key, name, outcome }) => [name ?? key ?? '', outcome]));
const valueIn = (name: string, of = 'dev'): unknown => {
  const found = [...(loadWorkspace(root).workspace?.environments.values() ?? [])].find(
    ({ value }) => value.environment === of,
  );
  return new Map(Object.entries(found?.value.values ?? {})).get(name);
};

describe('names that are there', () => {
  test('WHEN imported THEN secrets are encrypted for their place, and what has a value keeps it', async () => {
    const result = await run({ DB_KEY: canary, VENDOR_KEY: canary, API_URL: 'https://x.example.com' });
    expect([result.status, result.diagnostics, result.warnings]).toEqual(['written', [], ['it is tracked']]);
    expect(outcomes(result)).toEqual({ DB_KEY: 'new', VENDOR_KEY: 'kept', API_URL: 'unchanged' });
    expect(asked).toEqual(['source in eu-central-1', 'account', 'encrypt DB_KEY under alias/shop/dev']);
    expect(progress).toEqual(['1/1']);
    expect(read('environments/dev.yaml')).toMatch(
      /^ {2}API_URL: https:\/\/x\.example\.com # the old one\n {2}DB_KEY: \{ kms: [\w+/=]+, rotated: 2026-11-22 \}\n {2}VENDOR_KEY: \{ variable: true, revision: 1 \}\n$/m,
    );
  });

  test('GIVEN --replace WHEN imported THEN what has a value gets the new one', async () => {
    const result = await run({ VENDOR_KEY: canary, API_URL: 'https://y.example.com' }, { replace: true });
    expect(outcomes(result)).toEqual({ VENDOR_KEY: 'replaced', API_URL: 'replaced' });
    expect(valueIn('VENDOR_KEY')).toMatchObject({ rotated: '2026-11-22' });
    expect(read('environments/dev.yaml')).toContain('  API_URL: https://y.example.com # the old one\n');
  });

  test('GIVEN a second time WHEN imported THEN nothing is to do, and AWS is not asked', async () => {
    await run({ DB_KEY: canary });
    const after = read('environments/dev.yaml');
    expect(await run({ DB_KEY: canary })).toMatchObject({
      status: 'unchanged',
      names: [{ outcome: 'kept' }],
    });
    expect(asked).toEqual(['source in eu-central-1']);
    expect(read('environments/dev.yaml')).toBe(after);
  });

  test('GIVEN an environment that extends another one WHEN imported THEN the value is its own, under the key of that one', async () => {
    expect(await run({ VENDOR_KEY: canary }, { to: 'dev-alice' })).toMatchObject({
      status: 'written',
      names: [{ outcome: 'new' }],
    });
    expect(asked.at(-1)).toBe('encrypt VENDOR_KEY under alias/shop/dev');
    expect(valueIn('VENDOR_KEY', 'dev-alice')).toMatchObject({ rotated: '2026-11-22' });
  });

  test('GIVEN a mapping WHEN imported THEN the names of the consumer are read backwards', async () => {
    const result = await run({ SERVICE_KEY: canary }, { mapping: 'worker' });
    expect(result.names).toMatchObject([{ key: 'SERVICE_KEY', name: 'DB_KEY', outcome: 'new' }]);
    expect((await run({}, { mapping: 'wroker' })).misuse).toMatchObject([{ code: 'unknown-mapping' }]);
  });

  test('GIVEN names without a value in the source WHEN imported THEN they stay as they are', async () => {
    expect(await run({ DB_KEY: '', VENDOR_KEY: null })).toMatchObject({
      status: 'unchanged',
      names: [{ outcome: 'empty' }, { outcome: 'empty' }],
    });
    expect(unchanged()).toBe(true);
  });

  test('GIVEN a secret that stands there in plain text WHEN the same is imported THEN it is encrypted', async () => {
    change('environments/dev.yaml', read('environments/dev.yaml').replace('DB_KEY:', `DB_KEY: ${canary}`));
    expect(await run({ DB_KEY: canary }, { replace: true })).toMatchObject({
      names: [{ outcome: 'replaced' }],
    });
    expect(read('environments/dev.yaml')).not.toContain(canary);
  });

  test('GIVEN --dry-run WHEN imported THEN what would become of each, and nothing is asked of AWS', async () => {
    expect(await run({ DB_KEY: canary }, { dryRun: true })).toMatchObject({
      status: 'dry-run',
      names: [{ outcome: 'new', kind: 'secret' }],
    });
    expect(asked).toEqual(['source in eu-central-1']);
    expect(unchanged()).toBe(true);
  });
});

describe('what is refused', () => {
  test.each<[Record<string, unknown> | string, readonly string[], readonly string[]]>([
    [
      { DB_KEY: 'changeme', API_URL: 'no url', VENDOR_KEY: ' x' },
      ['invalid-value', 'invalid-value', 'invalid-value'],
      [],
    ],
    [{ DB_KEY: 'no' }, ['invalid-value'], []],
    [{ API_URL: `https://u:${canary}@x.example.com` }, ['plaintext-secret'], []],
    [{ PROD_KEY: canary }, ['unexpected-value'], []],
    [`{"DB_KEY":"${canary}","DB_KEY":"x"}`, [], ['A key stands here that stands above already']],
    [
      { DB_KEY: 'x7y9', 'db-key': canary },
      [],
      ['"DB_KEY" and "db-key" are both "DB_KEY", with different values'],
    ],
  ])(
    'GIVEN %j WHEN imported THEN all that is wrong is told, and nothing is written',
    async (source, codes, faults) => {
      const result = await run(source, { replace: true });
      expect(result.status).toBe('refused');
      expect(result.diagnostics.map(({ code }) => code)).toEqual(codes);
      expect(result.faults.map(({ message }) => message)).toEqual(faults);
      expect(asked).toEqual(['source in eu-central-1']);
      expect(unchanged()).toBe(true);
    },
  );

  test('GIVEN unknown names WHEN imported THEN they are told with the nearest, and nothing is written', async () => {
    const result = await run({ DB_KEY: canary, VENDR_KEY: canary, '1': canary });
    expect(result.status).toBe('refused');
    expect(result.names).toMatchObject([
      { name: 'DB_KEY', outcome: 'new' },
      { key: null, name: null, outcome: 'unknown', nearest: null },
      { name: 'VENDR_KEY', outcome: 'unknown', nearest: 'VENDOR_KEY' },
    ]);
    expect(unchanged()).toBe(true);
  });

  test('GIVEN --skip-unknown WHEN imported THEN the others are written', async () => {
    const result = await run({ DB_KEY: canary, NOBODYS: canary }, { skipUnknown: true });
    expect([result.status, outcomes(result)]).toEqual(['written', { DB_KEY: 'new', NOBODYS: 'skipped' }]);
  });

  test('GIVEN an unknown environment or faulty files WHEN imported THEN the source is not even read', async () => {
    expect((await run({}, { to: 'dve' })).misuse).toMatchObject([{ code: 'unknown-environment' }]);
    change('environments/dev.yaml', 'environment: [\n');
    expect(await run({ DB_KEY: canary })).toMatchObject({ status: 'refused', misuse: [] });
    expect(asked).toEqual([]);
  });

  test('GIVEN a place that cannot be edited WHEN imported THEN that is told before anything is asked of AWS', async () => {
    const shared = '  DB_KEY: &none\n  VENDOR_KEY: *none\n';
    change('environments/dev.yaml', environment('dev', 'protected: false\n', shared));
    await expect(run({ DB_KEY: canary })).rejects.toThrow(/"DB_KEY" cannot be changed alone/);
    expect(asked).toEqual(['source in eu-central-1']);
  });

  test('GIVEN a change of several files that was cut off WHEN imported THEN it is finished first', async () => {
    const [file, temporary] = ['mappings/canonical.yaml', '.canonical.yaml.0.tmp'];
    const after = `${read(file)}WAITING:\n`;
    change(`mappings/${temporary}`, after);
    const files = [{ file, temporary, before: digestOf(read(file)), after: digestOf(after) }];
    change(unfinishedPath, JSON.stringify({ files }));
    const result = await run({ WAITING: '' });
    expect([result.finished, outcomes(result)]).toEqual([[file], { WAITING: 'empty' }]);
    expect(read(file)).toBe(after);
  });

  test('GIVEN credentials of another account WHEN imported THEN nothing is encrypted', async () => {
    await expect(run({ DB_KEY: canary }, { credentialsOf: '999999999999' })).rejects.toThrow(
      /are of account 999999999999/,
    );
    expect(asked).toEqual(['source in eu-central-1', 'account']);
    expect(unchanged()).toBe(true);
  });

  test.each([true, false])(
    'GIVEN a protected environment WHEN a person answers %s THEN that holds',
    async (answer) => {
      const { status } = await run({ DB_KEY: canary, VENDOR_KEY: canary }, { to: 'production', answer });
      expect(asked[1]).toBe('production is protected. Write 2 values from "values.json" into production?');
      expect([status, unchanged()]).toEqual([answer ? 'written' : 'declined', !answer]);
    },
  );

  test('GIVEN a protected environment that inherits WHEN what it takes is imported THEN a person is asked', async () => {
    change('environments/live.yaml', 'environment: live\nextends: dev\nvalues:\n  VENDOR_KEY:\n');
    const { status } = await run({ DB_KEY: canary }, { answer: false });
    expect([status, asked[1]]).toEqual([
      'declined',
      'live, which is protected, inherits from dev. Write a value from "values.json" into dev?',
    ]);
    expect((await run({ VENDOR_KEY: canary }, { replace: true, answer: false })).status).toBe('written');
    expect((await run({ NEW_TOKEN: canary }, { addNames: true, answer: false })).status).toBe('declined');
  });

  test.each([
    'shop/production/api',
    'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/production/api-AbCdEf',
  ])(
    'GIVEN %s of this workspace WHEN values are to go to where less is denied THEN it is not read',
    async (entry) => {
      await expect(run({ DB_KEY: canary }, { entry })).rejects.toThrow(
        /an entry of production, which is protected/,
      );
      expect(asked).toEqual([]);
      expect((await run({ DB_KEY: canary }, { entry, to: 'production' })).status).toBe('written');
      expect((await run({ DB_KEY: canary }, { entry: 'shop/dev/api' })).status).toBe('written');
    },
  );
});

describe('names that are added', () => {
  const source = { NEW_TOKEN: canary, LOG_LEVEL: 'info', DB_KEY: canary };

  test('WHEN imported THEN the map and every environment have them, and their kinds are guessed', async () => {
    const result = await run(source, { addNames: true });
    expect(result.status).toBe('written');
    expect(result.names.slice(1)).toMatchObject([
      { name: 'NEW_TOKEN', kind: 'secret', outcome: 'new', added: true, reason: 'its name says so' },
      { name: 'LOG_LEVEL', kind: 'config', outcome: 'new', added: true, reason: 'it is a common word' },
    ]);
    expect(read('mappings/canonical.yaml')).toBe(
      'API_URL: { kind: config, format: url }\nDB_KEY: { minLength: 3 }\nLOG_LEVEL: { kind: config }\nNEW_TOKEN:\nPROD_KEY: { environments: [production] }\nVENDOR_KEY:\n',
    );
    expect(valueIn('LOG_LEVEL')).toBe('info');
    expect(valueIn('NEW_TOKEN')).toMatchObject({ rotated: '2026-11-22' });
    expect([valueIn('LOG_LEVEL', 'production'), valueIn('NEW_TOKEN', 'production')]).toEqual([null, null]);
    expect(read('environments/dev-alice.yaml')).toBe(files['environments/dev-alice.yaml']);
  });

  test('GIVEN kinds that somebody said WHEN imported THEN they hold, but never for what looks like a secret', async () => {
    const said = await run(source, { addNames: true, kinds: new Map([['LOG_LEVEL', 'secret']]) });
    expect(said.names.at(-1)).toMatchObject({ name: 'LOG_LEVEL', kind: 'secret', reason: null });
    const url = { LINK: `https://u:${canary}@x.example.com` };
    const config = await run(url, { addNames: true, kinds: new Map([['LINK', 'config']]) });
    expect(config).toMatchObject({ status: 'refused', diagnostics: [{ code: 'plaintext-secret' }] });
  });

  test.each([
    [{ addNames: true }, 'OTHER', /The source has no "OTHER"/],
    [{}, 'LOG_LEVEL', /only --add-names adds any/],
    [{ addNames: true }, 'DB_KEY', /says otherwise of "DB_KEY"/],
  ] as const)('GIVEN %j and a kind of %s WHEN imported THEN it is refused', async (options, name, says) => {
    await expect(run(source, { ...options, kinds: new Map([[name, 'config']]) })).rejects.toThrow(says);
    expect(unchanged()).toBe(true);
  });

  test('GIVEN --dry-run WHEN imported THEN nothing is written', async () => {
    expect(await run(source, { addNames: true, dryRun: true })).toMatchObject({ status: 'dry-run' });
    expect(unchanged()).toBe(true);
  });

  test('GIVEN a name that no bucket may take WHEN added THEN it is refused, and nothing is written', async () => {
    expect(await run({ NODE_OPTIONS: canary, ...source }, { addNames: true })).toMatchObject({
      status: 'refused',
      diagnostics: [{ code: 'reserved-target' }],
    });
    expect(unchanged()).toBe(true);
  });

  test('GIVEN an encryption that fails WHEN run again THEN the names are there, and their values come', async () => {
    const encrypt = async () => {
      throw new AwsFault('AWS is throttling');
    };
    await expect(run(source, { addNames: true, encrypt })).rejects.toThrow(/^AWS is throttling$/);
    expect(valueIn('NEW_TOKEN')).toBeNull();
    const kinds = new Map([['LOG_LEVEL', 'config']] as const);
    expect((await run(source, { addNames: true, kinds })).status).toBe('written');
    expect(valueIn('LOG_LEVEL')).toBe('info');
  });
});

test('GIVEN many values and a failure in the middle WHEN run again THEN it goes on with the rest', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `VALUE_${100 + index}`);
  const source = Object.fromEntries(names.map((name) => [name, canary]));
  let left = 55;
  const encrypt: Aws['encrypt'] = async () => {
    left -= 1;
    if (left < 0) throw new AwsFault('AWS is throttling kms:Encrypt: wait a minute, and try again');
    return Buffer.alloc(160, `${left}`).toString('base64');
  };
  await expect(run(source, { addNames: true, encrypt })).rejects.toThrow(
    'and try again; 40 of 100 values have been written: run the same command again, and it goes on with the others',
  );
  const written = () => names.filter((name) => valueIn(name) !== null);
  expect(written()).toEqual(names.slice(0, 40));
  const again = await run(source, { addNames: true });
  expect(Object.values(outcomes(again)).filter((outcome) => outcome === 'new')).toHaveLength(60);
  expect(written()).toEqual(names);
  expect(progress.at(-1)).toBe('60/60');
});

test('GIVEN a name that somebody else sets meanwhile WHEN imported THEN it keeps that value', async () => {
  const theirs = '  DB_KEY: { variable: true, revision: 7 }\n';
  const encrypt: Aws['encrypt'] = async () => {
    change('environments/dev.yaml', read('environments/dev.yaml').replace('  DB_KEY:\n', theirs));
    return Buffer.alloc(160, 'x').toString('base64');
  };
  const result = await run({ DB_KEY: canary, API_URL: 'https://y.example.com' }, { encrypt, replace: true });
  expect([result.status, outcomes(result)]).toEqual(['written', { DB_KEY: 'kept', API_URL: 'replaced' }]);
  expect(read('environments/dev.yaml')).toContain(theirs);
  change('environments/dev.yaml', files['environments/dev.yaml'] ?? '');
  expect(await run({ DB_KEY: canary }, { encrypt })).toMatchObject({ status: 'unchanged' });
  expect(read('environments/dev.yaml')).toContain(theirs);
});
