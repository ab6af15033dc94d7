import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rotate } from '../../src/commands/rotate';
import type { RotateOptions } from '../../src/commands/rotate/options';
import type { RotationReach } from '../../src/commands/rotate/reach';
import type { RotateResult } from '../../src/commands/rotate/result';
import { BrokenOff } from '../../src/diagnostics';
import type { EncryptionRequest } from '../../src/values/aws';
import { AwsFault } from '../../src/values/aws-fault';
import { loadWorkspace } from '../../src/workspace';
import { folderOf, removeFolders } from '../support/cli';
import { ciphertext, workspaceTexts } from '../support/workspace-builder';

const canary = 'canary-77d1';
const account = '123456789012';
const old = (seed: string) => ({ kms: ciphertext(seed), rotated: '2026-01-01' });

const texts = workspaceTexts({
  manifest: {
    access: {
      services: {
        api: { buckets: ['api'], ecs: {} },
        cron: { buckets: ['api', 'worker'], lambda: {} },
        web: { buckets: ['fresh'], amplify: {} },
      },
    },
  },
  buckets: {
    api: {
      include: [{ originals: true, only: ['DB_*', 'PEM'] }, { values: { URL: 'db://{DB_KEY:urlencode}@x' } }],
    },
    worker: { include: [{ mapping: 'worker' }] },
    fresh: { include: [{ originals: true, only: ['UNSET'] }] },
  },
  canonical: {
    DB_KEY: { minLength: 3 },
    PEM: { format: 'pem' },
    UNSET: null,
    SSM: null,
    HANDED: null,
    PLAIN: null,
    TEXT: { kind: 'config' },
    ONLY_DEV: { environments: ['dev'] },
  },
  mappings: { worker: { DB_KEY: ['WORKER_KEY', 'WORKER_KEY_TOO'] } },
  environments: {
    dev: {
      values: {
        DB_KEY: old('a'),
        PEM: old('b'),
        UNSET: null,
        SSM: { ssm: '/p', revision: 3, rotated: '2026-01-01' },
        HANDED: { variable: true, revision: 1 },
        PLAIN: 'in-plain',
        TEXT: 'text',
        ONLY_DEV: old('c'),
      },
    },
    'dev-alice': { extends: 'dev', protected: false, values: {} },
    elsewhere: { account: '999999999999', protected: true, values: { DB_KEY: old('d') } },
    production: {
      protected: true,
      values: { DB_KEY: { ...old('e'), previous: 'revoked' }, SSM: { ssm: '/q', revision: 1 } },
    },
  },
});

let root = '';
beforeEach(() => {
  root = folderOf(texts);
});
afterAll(removeFolders);

const read = (environment: string): string =>
  readFileSync(join(root, `environments/${environment}.yaml`), 'utf8');
const isUnchanged = (environment: string): boolean =>
  read(environment) === texts.get(`environments/${environment}.yaml`);
const standing = (environment: string, name: string): unknown => {
  const files = [...(loadWorkspace(root).workspace?.environments.values() ?? [])];
  const file = files.find(({ value }) => value.environment === environment);
  return new Map(Object.entries(file?.value.values ?? {})).get(name);
};

interface World {
  readonly asked: string[];
  readonly requests: EncryptionRequest[];
  readonly plaintexts: string[];
  readonly shown: RotationReach[];
}

interface Given extends Partial<RotateOptions> {
  readonly values?: Readonly<Record<string, string>>;
  readonly answer?: (question: string) => boolean;
  readonly credentialsOf?: string;
}

async function run(
  environment: string | null,
  name: string,
  given: Given = {},
): Promise<RotateResult & World> {
  const { values = {}, answer, credentialsOf = account, ...options } = given;
  const world: World = { asked: [], requests: [], plaintexts: [], shown: [] };
  const result = await rotate(
    { workspace: root, now: () => new Date('2026-11-22T23:30:00Z'), env: {} },
    {
      environment,
      name,
      generate: null,
      handedIn: false,
      goOn: false,
      alreadyRevoked: false,
      keepWhitespace: false,
      dryRun: false,
      yes: false,
      ...options,
    },
    {
      readValue: async (each) => {
        world.asked.push(`value for ${each}`);
        return Buffer.from(values[each] ?? `${canary} of ${each}`);
      },
      warn: (sentence) => void world.asked.push(`warned: ${sentence}`),
      show: (reach) => {
        world.asked.push('shown');
        world.shown.push(...reach);
      },
      confirm:
        answer === undefined
          ? null
          : async (question) => {
              world.asked.push(question);
              return answer(question);
            },
      aws: {
        account: async (region) => {
          world.asked.push(`account in ${region}`);
          return credentialsOf;
        },
        encrypt: async (secret, request) => {
          world.asked.push('encrypt');
          world.requests.push(request);
          world.plaintexts.push(secret.reveal());
          return Buffer.from(`ciphertext ${world.plaintexts.length}, long enough to be one of KMS`).toString(
            'base64',
          );
        },
      },
    },
  );
  for (const plaintext of world.plaintexts)
    expect(JSON.stringify({ ...result, texts: [] })).not.toContain(plaintext);
  return { ...result, ...world };
}

describe('rotating in one environment', () => {
  test('WHEN it is rotated THEN its file has a new ciphertext, the day, and that the old one is to be revoked', async () => {
    const result = await run('dev', 'DB_KEY');
    expect(result).toMatchObject({
      status: 'written',
      places: [
        {
          environment: 'dev',
          name: 'DB_KEY',
          kind: 'value',
          file: 'environments/dev.yaml',
          revision: null,
          publicKey: null,
          revoke: true,
        },
      ],
      left: [],
      asked: ['shown', 'account in eu-central-1', 'value for dev', 'encrypt'],
      plaintexts: [`${canary} of dev`],
    });
    const [first] = result.places;
    expect(read('dev').split('\n')[(first?.line ?? 0) - 1]).toMatch(/^ {2}DB_KEY:/);
    expect(standing('dev', 'DB_KEY')).toEqual({
      kms: expect.not.stringMatching(ciphertext('a')),
      rotated: '2026-11-22',
      previous: 'unrevoked',
    });
    expect(result.requests).toEqual([
      {
        region: 'eu-central-1',
        keyAlias: 'alias/shop/dev',
        context: { project: 'shop', environment: 'dev', name: 'DB_KEY' },
      },
    ]);
  });

  test('WHEN it is rotated THEN first is shown what it reaches, in environments that inherit it too', async () => {
    const { shown, reach } = await run('dev', 'DB_KEY');
    const buckets = (restart: string[][]) => [
      { bucket: 'api', targets: ['DB_KEY', 'URL'], restart: restart[0] },
      { bucket: 'worker', targets: ['WORKER_KEY', 'WORKER_KEY_TOO'], restart: restart[1] },
    ];
    expect(shown).toEqual([
      {
        environment: 'dev',
        protected: false,
        inheritedFrom: null,
        buckets: buckets([['api', 'cron'], ['cron']]),
      },
      {
        environment: 'dev-alice',
        protected: false,
        inheritedFrom: 'dev',
        buckets: buckets([[], []]),
      },
    ]);
    expect(reach).toEqual(shown);
  });

  test('GIVEN no value yet WHEN it is rotated THEN it gets its first one, and nothing is to be revoked', async () => {
    const { places, shown } = await run('dev', 'UNSET');
    expect(places).toMatchObject([{ kind: 'value', revoke: false }]);
    expect(standing('dev', 'UNSET')).toEqual({ kms: expect.any(String), rotated: '2026-11-22' });
    expect(shown[0]?.buckets).toEqual([{ bucket: 'fresh', targets: ['UNSET'], restart: [] }]);
  });

  test('GIVEN that the old one is dead already WHEN it is rotated THEN nothing is noted', async () => {
    const { places } = await run('dev', 'DB_KEY', { alreadyRevoked: true });
    expect(places).toMatchObject([{ revoke: false }]);
    expect(standing('dev', 'DB_KEY')).toEqual({ kms: expect.any(String), rotated: '2026-11-22' });
  });

  test('GIVEN a secret in plain text WHEN it is rotated THEN it is encrypted, and the old one is to be revoked', async () => {
    expect(await run('dev', 'PLAIN')).toMatchObject({ status: 'written', places: [{ revoke: true }] });
    expect(read('dev')).not.toContain('in-plain');
    expect(standing('dev', 'PLAIN')).toMatchObject({ previous: 'unrevoked' });
  });

  test('GIVEN a value that is not in order WHEN it is rotated THEN it is refused, and the file stays', async () => {
    const result = await run('dev', 'DB_KEY', { values: { dev: 'xy' } });
    expect([result.status, result.diagnostics.map(({ code }) => code)]).toEqual([
      'refused',
      ['invalid-value'],
    ]);
    expect(isUnchanged('dev')).toBe(true);
  });

  test('GIVEN credentials of another account WHEN it is rotated THEN no value is asked for', async () => {
    const rotating = run('dev', 'DB_KEY', { credentialsOf: '111111111111' });
    await expect(rotating).rejects.toThrow(AwsFault);
    expect(isUnchanged('dev')).toBe(true);
  });

  test.each<[boolean, RotateResult['status']]>([
    [true, 'written'],
    [false, 'declined'],
  ])('GIVEN a protected environment WHEN a person says %s THEN %s', async (says, status) => {
    const result = await run('production', 'DB_KEY', { answer: () => says });
    expect(result.status).toBe(status);
    expect(result.asked.slice(0, 2)).toEqual([
      'shown',
      'production is protected. Rotate DB_KEY in production?',
    ]);
    expect(isUnchanged('production')).toBe(!says);
    if (!says) expect(result.asked).toHaveLength(2);
  });

  test('GIVEN a protected environment that inherits it WHEN it is rotated THEN a person is asked', async () => {
    const child = 'environment: dev-safe\nextends: dev\nprotected: true\nvalues: {}\n';
    root = folderOf(new Map(texts).set('environments/dev-safe.yaml', child));
    const result = await run('dev', 'DB_KEY', { answer: () => false });
    expect([result.status, result.asked]).toEqual([
      'declined',
      ['shown', 'A protected environment inherits it. Rotate DB_KEY in dev?'],
    ]);
  });

  test('GIVEN --yes WHEN a protected one is rotated THEN nobody is asked', async () => {
    const { status, asked } = await run('production', 'DB_KEY', { answer: () => false, yes: true });
    expect([status, asked[1]]).toEqual(['written', 'account in eu-central-1']);
    expect(standing('production', 'DB_KEY')).toMatchObject({ previous: 'unrevoked' });
  });

  test('GIVEN a dry run WHEN it is rotated THEN nobody is asked for anything, and nothing is written', async () => {
    const result = await run('production', 'DB_KEY', { answer: () => false, dryRun: true });
    expect(result).toMatchObject({
      status: 'dry-run',
      asked: ['shown'],
      places: [{ kind: 'value', revoke: true }],
    });
    expect(isUnchanged('production')).toBe(true);
  });

  test.each<[string, string, RegExp]>([
    ['dev', 'TEXT', /TEXT is configuration.*fanout set dev TEXT/],
    ['dev-alice', 'DB_KEY', /dev-alice inherits DB_KEY from dev: rotate it there/],
  ])('GIVEN %s and %s WHEN rotated THEN a sentence says what to do', async (environment, name, says) => {
    await expect(run(environment, name)).rejects.toThrow(says);
  });

  test.each<[string, string, string]>([
    ['prod', 'DB_KEY', 'unknown-environment'],
    ['dev', 'DB_KEI', 'unknown-name'],
  ])('GIVEN %s and %s WHEN rotated THEN it is a misuse', async (environment, name, code) => {
    const { misuse, asked } = await run(environment, name);
    expect([misuse.map((each) => each.code), asked]).toEqual([[code], []]);
  });

  test('GIVEN a name that is not there on purpose WHEN rotated THEN it is refused', async () => {
    const { diagnostics, status } = await run('production', 'ONLY_DEV');
    expect([status, diagnostics.map(({ code }) => code)]).toEqual(['refused', ['unexpected-value']]);
  });
});

describe('rotating a reference', () => {
  test('WHEN it is rotated THEN its revision is raised, and neither a value nor AWS is asked for', async () => {
    const result = await run('dev', 'SSM');
    expect(result).toMatchObject({
      status: 'written',
      places: [{ kind: 'revision', revision: 4, revoke: true }],
      asked: ['shown'],
    });
    expect(standing('dev', 'SSM')).toEqual({
      ssm: '/p',
      revision: 4,
      rotated: '2026-11-22',
      previous: 'unrevoked',
    });
    await run('dev', 'HANDED', { alreadyRevoked: true });
    expect(standing('dev', 'HANDED')).toEqual({ variable: true, revision: 2, rotated: '2026-11-22' });
  });

  test('GIVEN a value that is handed in or made WHEN it is rotated THEN it is refused', async () => {
    for (const generate of [null, {}])
      await expect(run('dev', 'SSM', { handedIn: true, generate })).rejects.toThrow(
        /SSM in dev is a reference: replace the value where it stands/,
      );
    expect(isUnchanged('dev')).toBe(true);
  });

  test('GIVEN a dry run WHEN it is rotated THEN the revision is told, and the file stays', async () => {
    expect((await run('dev', 'SSM', { dryRun: true })).places).toMatchObject([{ revision: 4 }]);
    expect(isUnchanged('dev')).toBe(true);
  });
});

describe('generating', () => {
  test('WHEN it is generated THEN nobody is asked for a value', async () => {
    const { asked, plaintexts } = await run('dev', 'DB_KEY', { generate: { format: 'hex' }, handedIn: true });
    expect(asked).toEqual(['shown', 'account in eu-central-1', 'encrypt']);
    expect(plaintexts).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  test('GIVEN a short value WHEN it is generated THEN first is said that it can be guessed', async () => {
    const { asked, plaintexts } = await run('dev', 'DB_KEY', {
      generate: { alphabet: '0-9', length: 8 },
      handedIn: true,
    });
    expect(asked.slice(0, 2)).toEqual([
      'warned: A value of 8 such characters can be guessed: 20 or more are better',
      'shown',
    ]);
    expect(plaintexts).toEqual([expect.stringMatching(/^\d{8}$/)]);
  });

  test('GIVEN a key pair WHEN it is generated THEN its public half is told', async () => {
    const { places, plaintexts } = await run('dev', 'PEM', {
      generate: { format: 'ed25519' },
      handedIn: true,
    });
    expect(places[0]?.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(createPrivateKey(plaintexts[0] ?? '').type).toBe('private');
  });

  test('GIVEN what the canonical map does not allow WHEN it is generated THEN it is refused before anybody is asked', async () => {
    await expect(run('dev', 'PEM', { generate: {}, handedIn: true, answer: () => true })).rejects.toThrow(
      /No value can be generated for PEM\. Its format is pem/,
    );
    await expect(run('dev', 'PEM', { generate: {}, handedIn: true, dryRun: true })).rejects.toThrow(
      /format is pem/,
    );
  });
});

describe('rotating in all environments', () => {
  const all = { generate: {}, handedIn: true };

  test('GIVEN one value from standard input WHEN it would be for several THEN it is refused; references need none', async () => {
    await expect(run(null, 'DB_KEY', { readsOnce: true })).rejects.toThrow(
      'One value from standard input is not for all environments: say --generate, or rotate DB_KEY in one environment after the other',
    );
    const result = await run(null, 'SSM', { readsOnce: true });
    expect([result.status, result.places.map(({ revision }) => revision)]).toEqual(['written', [4, 2]]);
  });

  test('WHEN it is rotated THEN each with a value of its own gets another one, and another account is told', async () => {
    const result = await run(null, 'DB_KEY', all);
    expect(result).toMatchObject({
      status: 'partly',
      places: [{ environment: 'dev' }, { environment: 'production' }],
      left: [
        {
          environment: 'elsewhere',
          reason: expect.stringMatching(/of account 123456789012, but elsewhere lives in/),
        },
      ],
    });
    expect(new Set(result.plaintexts).size).toBe(2);
    expect(result.shown.map(({ environment }) => environment)).toEqual([
      'dev',
      'dev-alice',
      'elsewhere',
      'production',
    ]);
    expect([isUnchanged('elsewhere'), isUnchanged('dev'), isUnchanged('production')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('GIVEN one that is done WHEN going on THEN the others alone are rotated', async () => {
    await run('dev', 'DB_KEY');
    const before = read('dev');
    const result = await run(null, 'DB_KEY', { ...all, goOn: true, credentialsOf: '999999999999' });
    expect(result.places.map(({ environment }) => environment)).toEqual(['elsewhere']);
    expect(result.left.map(({ environment }) => environment)).toEqual(['production']);
    expect(read('dev')).toBe(before);
    const rest = await run(null, 'DB_KEY', { ...all, goOn: true });
    expect(rest).toMatchObject({ status: 'written', places: [{ environment: 'production' }], left: [] });
    expect(await run(null, 'DB_KEY', { ...all, goOn: true })).toMatchObject({
      status: 'written',
      places: [],
    });
  });

  test('GIVEN the same value twice WHEN it is handed in THEN the second is refused, and the first stands', async () => {
    const values = { dev: 'the-same', production: 'the-same', elsewhere: 'the-same' };
    const result = await run(null, 'DB_KEY', { values });
    expect(result.places.map(({ environment }) => environment)).toEqual(['dev']);
    expect(result.left).toContainEqual({ environment: 'production', reason: 'The value was not taken' });
    expect(result.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['invalid-value', expect.stringMatching(/it is the one of dev/)],
    ]);
    expect(isUnchanged('production')).toBe(true);
  });

  test('GIVEN a person who says no once WHEN it is rotated THEN that one is left', async () => {
    const answer = (question: string) => !question.startsWith('production');
    const result = await run(null, 'DB_KEY', { ...all, answer });
    expect(result.places.map(({ environment }) => environment)).toEqual(['dev']);
    expect(result.left).toContainEqual({ environment: 'production', reason: 'It was not wanted' });
  });

  test('GIVEN a person who breaks off WHEN it is rotated THEN nobody is asked again, and what was written is told', async () => {
    const breakOffAt = (environment: string) => (question: string) => {
      if (question.startsWith(environment)) throw new BrokenOff('Broken off');
      return true;
    };
    const result = await run(null, 'DB_KEY', { ...all, answer: breakOffAt('elsewhere') });
    const left = ['elsewhere', 'production'].map((environment) => ({
      environment,
      reason: 'It was broken off',
    }));
    expect(result).toMatchObject({ status: 'partly', places: [{ environment: 'dev' }], left });
    expect(result.asked.filter((each) => each.endsWith('?'))).toHaveLength(1);
    await expect(run('production', 'DB_KEY', { ...all, answer: breakOffAt('production') })).rejects.toThrow(
      BrokenOff,
    );
    expect(isUnchanged('production')).toBe(true);
  });

  test('GIVEN references and values WHEN rotated THEN each in its way', async () => {
    expect(await run(null, 'SSM')).toMatchObject({
      status: 'written',
      places: [
        { environment: 'dev', revision: 4 },
        { environment: 'production', revision: 2 },
      ],
    });
  });

  test('GIVEN a file that cannot be read WHEN rotated THEN nobody claims that all is done', async () => {
    root = folderOf(new Map(texts).set('environments/broken.yaml', 'environment: [\n'));
    const { status, left } = await run(null, 'SSM');
    expect([status, left]).toEqual([
      'partly',
      [{ environment: 'broken', reason: expect.stringMatching(/has errors: correct them first/) }],
    ]);
  });

  test('GIVEN a name without values, or none WHEN rotated THEN that is said', async () => {
    await expect(run(null, 'UNSET')).rejects.toThrow(/has no value in any environment/);
    expect((await run(null, 'NONE')).misuse.map(({ code }) => code)).toEqual(['unknown-name']);
  });
});
