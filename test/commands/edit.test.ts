import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type EditEdges, type EditOptions, type EditResult, edit } from '../../src/commands/edit';
import type { Aws } from '../../src/values/aws';
import { AwsFault } from '../../src/values/aws-fault';
import { SecretValue } from '../../src/values/secret-value';
import { ciphertext } from '../support/workspace-builder';

const canary = 'canary-b7d2';
const account = '123456789012';
const old = (name: string): string => ciphertext(`old ${name}`);
const files: Readonly<Record<string, string>> = {
  'fanout.yaml': 'project: shop\nbuckets:\n  api: { include: [{ originals: true }] }\n',
  'mappings/canonical.yaml': [
    'DB_USER:',
    'DB_PASSWORD: { minLength: 3 }',
    'TLS_KEY:',
    'REFERENCE:',
    'DENIED:',
    'MOVED:',
    'UNSET:',
    'API_BASE_URL: { kind: config, format: url }',
    'API_NOTE: { kind: config }',
    'VENDOR_KEY: { environments: [production] }',
    '',
  ].join('\n'),
  'environments/dev.yaml': `environment: dev
protected: false
account: "${account}"
region: eu-central-1
values:
  API_BASE_URL: https://old.example.com # where
  DB_PASSWORD: { kms: ${old('DB_PASSWORD')}, rotated: 2026-01-01 } # why
  DB_USER: { kms: ${old('DB_USER')}, rotated: 2026-01-01 }
  TLS_KEY: { kms: ${old('TLS_KEY')}, rotated: 2026-01-01 }
  REFERENCE: { ssm: /reference, revision: 3 }
  DENIED: { kms: ${old('DENIED')}, rotated: 2026-01-01 }
  MOVED: { kms: ${old('MOVED')}, rotated: 2026-01-01 }
  UNSET:
`,
  'environments/dev-alice.yaml':
    'environment: dev-alice\nextends: dev\nprotected: false\nvalues:\n  API_NOTE: mine\n',
  'environments/production.yaml': `environment: production\naccount: "${account}"\nregion: eu-west-1\nvalues:\n  DB_PASSWORD: { kms: ${ciphertext('production')} }\n`,
};
const plain: Readonly<Record<string, string>> = {
  DB_PASSWORD: `${canary} password`,
  DB_USER: `${canary} user`,
  TLS_KEY: `-----BEGIN KEY-----\n${canary}\n-----END KEY-----\n`,
};

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-edit-test-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const read = (name = 'dev'): string => readFileSync(join(root, `environments/${name}.yaml`), 'utf8');
const unchanged = (): boolean =>
  Object.entries(files).every(([path, text]) => readFileSync(join(root, path), 'utf8') === text);

/** What somebody does when the editor is open: the text that is saved, or why the editor was left. */
type Doing = (
  text: string,
) => string | { readonly aborted: string } | { readonly text: SecretValue; readonly doubt: string };

interface World {
  /** What was asked of the world, in order. */
  readonly asked: string[];
  /** What stood in the editor, each time. */
  readonly seen: string[];
  readonly progress: (readonly [number, number])[];
}
let last: World;

interface Given extends Partial<EditOptions> {
  readonly answer?: boolean;
  readonly credentialsOf?: string;
  readonly aws?: Partial<Aws>;
}

async function run(environment: string, given: Given, ...doings: Doing[]): Promise<EditResult & World> {
  const world: World = { asked: [], seen: [], progress: [] };
  last = world;
  const { answer, credentialsOf = account, aws, ...options } = given;
  const edges: EditEdges = {
    openEditor: () => {
      world.asked.push('open');
      return {
        edit: async (text) => {
          const doing = doings[world.seen.length];
          world.seen.push(text.reveal());
          if (doing === undefined) throw new Error('the editor was opened once more');
          const saved = doing(text.reveal());
          return typeof saved === 'string' ? { text: new SecretValue(saved) } : saved;
        },
        close: () => world.asked.push('close'),
      };
    },
    confirm:
      answer === undefined
        ? null
        : async (question) => {
            world.asked.push(question);
            return answer;
          },
    progress: (done, total) => world.progress.push([done, total]),
    aws: {
      account: async (region) => {
        world.asked.push(`account in ${region}`);
        return credentialsOf;
      },
      decrypt: async (_, { context: { name } }) => {
        if (name === 'DENIED') throw new AwsFault('denied', 'denied');
        if (name === 'MOVED') throw new AwsFault('moved', 'undecryptable');
        return new SecretValue(plain[name] ?? '');
      },
      encrypt: async (value, { context: { name, environment: where } }) => {
        world.asked.push(`encrypt ${name} of ${where}`);
        return ciphertext(`new ${name}, ${value.reveal().length} long`);
      },
      ...aws,
    },
  };
  const defaults = { environment, names: [], dryRun: false, keepWhitespace: false, yes: false };
  const context = { workspace: root, now: () => new Date('2026-11-22T23:30:00Z'), env: {} };
  const result = await edit(context, { ...defaults, ...options }, edges);
  expect(JSON.stringify({ ...result, texts: [] })).not.toContain(canary);
  return { ...result, ...world };
}
const replace =
  (from: string | RegExp, to: string): Doing =>
  (text) => {
    expect(text).toMatch(from);
    return text.replace(from, () => to);
  };
const asItIs: Doing = (text) => text;
/** Takes what is said above the text away, and saves. */
const tryAgain: Doing = (text) => text.replace(/^(?:#!.*\n)+/, '');

describe('what stands in the editor', () => {
  test('GIVEN values of every kind WHEN it is opened THEN those that may be read stand there, and the others as comments', async () => {
    const { seen, asked, status, closed, progress } = await run('dev', {}, asItIs);
    const [, secrets, configuration, others] = seen[0]?.split('\n\n') ?? [];
    expect(secrets).toBe(
      `# Secrets\nDB_PASSWORD: ${canary} password\nDB_USER: ${canary} user\nTLS_KEY: |\n  -----BEGIN KEY-----\n  ${canary}\n  -----END KEY-----\nUNSET:`,
    );
    expect(configuration).toBe(
      '# Configuration: stands in the file in plain text, and is shown in plans\nAPI_BASE_URL: https://old.example.com\nAPI_NOTE:',
    );
    expect(others?.split('\n').slice(1)).toEqual([
      '# REFERENCE:  # a reference (ssm), revision 3',
      '# DENIED:  # KMS does not let you decrypt it',
      '# MOVED:  # of another key, or encrypted for another name or environment',
      '',
    ]);
    expect([status, closed.map(({ name }) => name), asked, unchanged()]).toEqual([
      'unchanged',
      ['REFERENCE', 'DENIED', 'MOVED'],
      ['account in eu-central-1', 'open', 'close'],
      true,
    ]);
    expect(progress.at(-1)).toEqual([5, 5]);
  });

  test('GIVEN names WHEN it is opened THEN they alone stand there', async () => {
    const { seen } = await run('dev', { names: ['API_NOTE', 'DB_USER'] }, asItIs);
    expect(seen[0]?.match(/^\w+:.*$/gm)).toEqual([`DB_USER: ${canary} user`, 'API_NOTE:']);
  });

  test('GIVEN an environment that extends another WHEN it is opened THEN what it inherits is a comment', async () => {
    const { seen, asked } = await run('dev-alice', { names: ['API_NOTE', 'DB_USER', 'UNSET'] }, asItIs);
    expect(seen[0]).toMatch(/^API_NOTE: mine$/m);
    expect(seen[0]).toMatch(/^# DB_USER: {2}# inherited from dev$/m);
    expect(asked).toEqual(['open', 'close']);
  });

  test.each<[what: string, given: Given, codes: string[]]>([
    ['no such environment', { environment: 'dve' }, ['unknown-environment']],
    ['no such name', { names: ['DB_PASWORD'] }, ['unknown-name']],
  ])('GIVEN %s WHEN it is opened THEN it is a misuse', async (_, given, codes) => {
    const { misuse, asked } = await run('dev', given);
    expect([misuse.map(({ code }) => code), asked]).toEqual([codes, []]);
  });

  test('GIVEN a name that is not there on purpose WHEN it is opened THEN it says so', async () => {
    const { diagnostics, status } = await run('dev', { names: ['VENDOR_KEY'] });
    expect([status, diagnostics.map(({ code }) => code)]).toEqual(['refused', ['unexpected-value']]);
  });

  test('GIVEN credentials of another account WHEN it is opened THEN nothing is decrypted', async () => {
    await expect(run('dev', { credentialsOf: '999999999999' })).rejects.toThrow(
      /are of account 999999999999/,
    );
    expect(last.asked).toEqual(['account in eu-central-1']);
  });

  test('GIVEN AWS that does not answer WHEN it is opened THEN that is the fault, and no editor opens', async () => {
    const decrypt = async (): Promise<never> => Promise.reject(new AwsFault('no network'));
    await expect(run('dev', { aws: { decrypt } })).rejects.toThrow('no network');
    expect(last.asked).toEqual(['account in eu-central-1']);
  });

  test.each<[answer: boolean | undefined, yes: boolean, isOpened: boolean]>([
    [false, false, false],
    [true, false, true],
    [false, true, true],
    [undefined, false, true],
  ])(
    'GIVEN a protected environment, the answer %p and --yes %p THEN it is asked first',
    async (answer, yes, isOpened) => {
      const asking = answer === undefined ? {} : { answer };
      const { asked, status } = await run('production', { ...asking, yes, dryRun: true }, asItIs);
      const question = 'production is protected. Decrypt values of it into an editor?';
      expect([asked.includes('open'), asked[0] === question]).toEqual([
        isOpened,
        answer !== undefined && !yes,
      ]);
      expect(status).toBe(isOpened ? 'unchanged' : 'declined');
    },
  );

  test('GIVEN a protected environment that inherits the values THEN it is asked first', async () => {
    writeFileSync(join(root, 'environments/live.yaml'), 'environment: live\nextends: dev\nvalues: {}\n');
    const { asked, status } = await run('dev', { answer: false });
    expect([asked, status]).toEqual([
      ['live, which is protected, inherits from dev. Decrypt values of dev into an editor?'],
      'declined',
    ]);
  });
});

describe('what is written', () => {
  test('WHEN values are changed THEN they alone are encrypted, and everything else keeps every byte', async () => {
    const doing: Doing = (text) =>
      replace(
        `${canary} user`,
        'somebody else',
      )(
        text
          .replace('https://old.example.com', 'https://new.example.com')
          .replace('UNSET:', 'UNSET: set now'),
      );
    const { status, places, asked } = await run('dev', {}, doing);
    expect(asked).toEqual([
      'account in eu-central-1',
      'open',
      'encrypt DB_USER of dev',
      'encrypt UNSET of dev',
      'close',
    ]);
    expect([status, places]).toMatchObject([
      'written',
      [
        { name: 'DB_USER', kind: 'secret', line: 8 },
        { name: 'UNSET', kind: 'secret', line: 13 },
        { name: 'API_BASE_URL', kind: 'config', line: 6 },
      ],
    ]);
    expect(read()).toBe(
      files['environments/dev.yaml']
        ?.replace('https://old.example.com', 'https://new.example.com')
        .replace(
          `${old('DB_USER')}, rotated: 2026-01-01`,
          `${ciphertext('new DB_USER, 13 long')}, rotated: 2026-11-22`,
        )
        .replace('UNSET:', `UNSET: { kms: ${ciphertext('new UNSET, 7 long')}, rotated: 2026-11-22 }`),
    );
  });

  test('WHEN lines are taken away or emptied THEN nothing is removed', async () => {
    const { status } = await run('dev', {}, (text) =>
      text.replace(/^DB_USER.*\n/m, '').replace(/^DB_PASSWORD.*$/m, 'DB_PASSWORD:'),
    );
    expect([status, unchanged()]).toEqual(['unchanged', true]);
  });

  test('WHEN a value is put in for a closed name, or one that was not offered THEN it is written', async () => {
    const { places } = await run(
      'dev',
      { names: ['REFERENCE'] },
      (text) =>
        `${text.replace('# REFERENCE:  # a', 'REFERENCE: a value of its own # a')}DB_USER: somebody\n`,
    );
    expect(places).toMatchObject([{ name: 'REFERENCE' }, { name: 'DB_USER' }]);
    expect(read()).toContain(
      `REFERENCE: { kms: ${ciphertext('new REFERENCE, 18 long')}, rotated: 2026-11-22 }`,
    );
    const alice = await run('dev-alice', { names: ['DB_USER'] }, (text) =>
      text.replace('# DB_USER:', 'DB_USER: alice'),
    );
    expect(alice.asked).toEqual(['open', 'account in eu-central-1', 'encrypt DB_USER of dev-alice', 'close']);
  });

  test('GIVEN --dry-run WHEN a value is changed THEN it is checked, and neither encrypted nor written', async () => {
    const { status, places, asked } = await run(
      'dev',
      { dryRun: true },
      replace(`${canary} user`, 'somebody else'),
    );
    expect([status, places, asked.filter((one) => one.startsWith('encrypt')), unchanged()]).toMatchObject([
      'dry-run',
      [{ name: 'DB_USER', line: 8, changed: true }],
      [],
      true,
    ]);
  });

  test('GIVEN a value with a line end at its end WHEN it is replaced by such a one THEN it is taken', async () => {
    expect(await run('dev', {}, replace(`${canary}\n  -----END`, 'AAAA\n  -----END'))).toMatchObject({
      status: 'written',
      places: [{ name: 'TLS_KEY' }],
    });
  });
});

describe('what is not in order', () => {
  test('WHEN it is saved THEN the editor opens again with what is wrong above what was typed, until all is right', async () => {
    const { seen, status, places } = await run(
      'dev',
      {},
      (text) =>
        text
          .replace(`${canary} password`, 'changeme')
          .replace(`${canary} user`, 'typed with care')
          .replace('https://old.example.com', 'no URL')
          .concat('DB_PASWORD: x\n'),
      replace('changeme', 'a'),
      (text) =>
        text
          .replace('DB_PASSWORD: a', 'DB_PASSWORD: s3a')
          .replace('no URL', 'https://a.b')
          .replace(/^DB_PASWORD.*\n/m, ''),
    );
    const faults = seen.map((text) =>
      [...text.matchAll(/^#! line (\d+): (.*)$/gm)].map(([, line, said]) => [Number(line), said]),
    );
    const lines = seen.map((text) => text.split('\n'));
    for (const [round, found] of faults.entries())
      for (const [line] of found) expect(lines[round]?.[Number(line) - 1]).toMatch(/^(?:DB_PAS|API_BASE)/);
    expect(faults[1]?.map(([, said]) => said)).toEqual([
      expect.stringMatching(
        /^This value of DB_PASSWORD in dev is not taken: it looks like a placeholder.*--allow-dummy/,
      ),
      expect.stringMatching(/^This value of API_BASE_URL in dev is not taken: it must be a URL/),
      'This is no canonical name: did you mean "DB_PASSWORD"?',
    ]);
    expect(faults[2]?.[0]?.[1]).toMatch(/at least 3 characters/);
    expect(seen[2]).toContain('DB_USER: typed with care');
    expect([status, places.map(({ name }) => name)]).toEqual([
      'written',
      ['DB_PASSWORD', 'DB_USER', 'API_BASE_URL'],
    ]);
  });

  test('WHEN it is left as it is THEN nothing is written, and what was wrong is told', async () => {
    const { status, faults, asked } = await run('dev', {}, replace(`${canary} user`, '<user>'), asItIs);
    expect([status, faults.length, asked.at(-1), unchanged()]).toEqual(['refused', 1, 'close', true]);
  });

  test.each<[what: string, doing: Doing, reason: string]>([
    ['an empty file', () => '', 'nothing stands in the file any more'],
    ['comments alone', (text) => text.replace(/^\w.*\n|^ .*\n/gm, ''), 'nothing stands in the file any more'],
    ['an editor that fails', () => ({ aborted: 'it ended with 1' }), 'it ended with 1'],
  ])('GIVEN %s WHEN it is left THEN nothing is written, and it says why', async (_, doing, reason) => {
    const { status, asked, reason: said } = await run('dev', {}, doing);
    expect([status, said, asked.at(-1), unchanged()]).toEqual(['aborted', reason, 'close', true]);
  });

  test('GIVEN a text that may not be what was meant WHEN it is saved THEN it is offered again before it is taken', async () => {
    const doubtful: Doing = (text) => ({
      text: new SecretValue(text.replace(`${canary} user`, 'caf\u00e9')),
      doubt: 'This was not saved as UTF-8',
    });
    const { seen, status } = await run('dev', {}, doubtful, tryAgain);
    expect(seen[1]).toMatch(/\n#! This was not saved as UTF-8\n/);
    expect([status, seen[1]?.includes('DB_USER: caf\u00e9')]).toEqual(['written', true]);
    expect(await run('dev', {}, doubtful, asItIs)).toMatchObject({ status: 'refused' });
  });

  test('GIVEN AWS that refuses once WHEN it is tried again THEN nothing that was typed is lost', async () => {
    let refusals = 0;
    const encrypt = async (): Promise<string> => {
      refusals += 1;
      if (refusals === 1) throw new AwsFault('Your AWS credentials have expired');
      return ciphertext('at last');
    };
    const { seen, status } = await run(
      'dev',
      { aws: { encrypt } },
      replace(`${canary} user`, 'typed'),
      tryAgain,
    );
    expect(seen[1]).toMatch(
      /^#! NOTHING HAS BEEN WRITTEN YET.*\n#! .*\n#! Your AWS credentials have expired\n/,
    );
    expect(seen[1]).toContain('DB_USER: typed');
    expect([status, read().includes(ciphertext('at last'))]).toEqual(['written', true]);
  });

  test('GIVEN AWS that refuses WHEN somebody gives up THEN that is the fault', async () => {
    const encrypt = async (): Promise<never> => Promise.reject(new AwsFault('expired'));
    const given = { aws: { encrypt } };
    await expect(run('dev', given, replace(`${canary} user`, 'typed'), asItIs)).rejects.toThrow('expired');
    expect([last.asked.at(-1), unchanged()]).toEqual(['close', true]);
  });

  test('GIVEN a bug of ours THEN the editor is closed all the same', async () => {
    const encrypt = async (): Promise<never> => Promise.reject(new TypeError('a bug'));
    await expect(run('dev', { aws: { encrypt } }, replace(`${canary} user`, 'x y'))).rejects.toThrow(
      TypeError,
    );
    expect(last.asked.at(-1)).toBe('close');
  });
});

describe('a file that changes meanwhile', () => {
  const theirs = (name: string): string => `{ kms: ${ciphertext(`theirs ${name}`)}, rotated: 2026-11-21 }`;
  /** Somebody else sets a value, as `fanout set` would. */
  const overtake = (name: string): void => {
    const path = join(root, 'environments/dev.yaml');
    writeFileSync(
      path,
      read().replace(new RegExp(`(${name}: )\\{.*?\\}`), (_, head) => `${head}${theirs(name)}`),
    );
  };
  const whileOpen =
    (name: string, doing: Doing): Doing =>
    (text) => {
      overtake(name);
      return doing(text);
    };

  test('WHEN another name was changed THEN both changes are there', async () => {
    const { status } = await run('dev', {}, whileOpen('DB_PASSWORD', replace(`${canary} user`, 'mine')));
    expect(status).toBe('written');
    expect(read()).toContain(`DB_PASSWORD: ${theirs('DB_PASSWORD')} # why`);
    expect(read()).toContain(`DB_USER: { kms: ${ciphertext('new DB_USER, 4 long')}`);
  });

  const both: Doing = (text) =>
    text.replace(`${canary} user`, 'mine').replace(`${canary} password`, 'mine too');

  test('WHEN the same name was changed THEN nothing is written, and what was typed is offered again', async () => {
    const { status, seen, faults } = await run('dev', {}, whileOpen('DB_USER', both), asItIs);
    expect([status, faults.map(({ message }) => message)]).toEqual([
      'refused',
      [expect.stringMatching(/^DB_USER was changed in the file by somebody else meanwhile/)],
    ]);
    expect(seen[1]).toContain('DB_USER: mine\n');
    expect(read()).toBe(
      files['environments/dev.yaml']?.replace(/DB_USER: \{.*?\}/, `DB_USER: ${theirs('DB_USER')}`),
    );
  });

  test('WHEN it is tried again THEN mine goes over theirs; WHEN my line is taken away THEN theirs stays', async () => {
    const mine = await run('dev', {}, whileOpen('DB_USER', both), tryAgain);
    expect([mine.status, read().includes(theirs('DB_USER'))]).toEqual(['written', false]);
    const kept = await run('dev', {}, whileOpen('DB_USER', both), (text) =>
      text.replace(/^DB_USER.*\n/m, ''),
    );
    expect([kept.places.map(({ name }) => name), read().includes(theirs('DB_USER'))]).toEqual([
      ['DB_PASSWORD'],
      true,
    ]);
  });

  test('WHEN it changes again and again THEN each time is told', async () => {
    const again =
      (name: string, doing: Doing): Doing =>
      (text) => {
        writeFileSync(
          join(root, 'environments/dev.yaml'),
          read().replace(/rotated: 2026-11-21/, 'rotated: 2026-11-20'),
        );
        return whileOpen(name, doing)(text);
      };
    const { seen } = await run(
      'dev',
      {},
      whileOpen('DB_USER', both),
      again('DB_PASSWORD', tryAgain),
      tryAgain,
    );
    expect(seen[2]).toContain('DB_PASSWORD was changed in the file by somebody else');
  });

  test('WHEN it is no YAML any more THEN that is said, and what was typed is offered again', async () => {
    const path = join(root, 'environments/dev.yaml');
    const { seen, status } = await run(
      'dev',
      {},
      (text) => {
        writeFileSync(path, 'values: {');
        return both(text);
      },
      tryAgain,
      (text) => {
        writeFileSync(path, files['environments/dev.yaml'] ?? '');
        return tryAgain(text);
      },
      tryAgain,
    );
    expect(seen[2]).toContain('#! environments/dev.yaml: The file is not YAML that can be edited');
    expect([status, seen[2]?.includes('DB_USER: mine')]).toEqual(['written', true]);
  });
});
