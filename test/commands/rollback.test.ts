import Ajv from 'ajv/dist/2020';
import { type RollbackMove, type RollbackResult, rollback } from '../../src/commands/rollback';
import type { EntryVersion } from '../../src/values/aws';
import { AwsFault } from '../../src/values/aws-fault';
import { outputSchemas } from '../../src/views/output-schemas';
import { renderMove, renderRollbackJson, renderRollbackText } from '../../src/views/rollback';
import { removeFolders } from '../support/cli';
import { pageOf } from '../support/hand-made';
import { TestRepository } from '../support/repository';
import { ciphertext, workspaceTexts } from '../support/workspace-builder';

afterAll(removeFolders);

const account = '123456789012';
const kms = (seed: string) => ({ kms: ciphertext(seed) });
const textsOf = (values: object, include: object[] = [{ originals: true, only: ['KEY', 'TEXT'] }]) =>
  workspaceTexts({
    manifest: { access: { services: { web: { buckets: ['api'], ecs: {} } } } },
    buckets: { api: { include }, other: { include: [{ originals: true, only: ['OTHER'] }] } },
    canonical: { KEY: null, TEXT: { kind: 'config' }, OTHER: null },
    environments: { production: { protected: true, values } },
  });
const first = { KEY: kms('a'), TEXT: 'one', OTHER: kms('o') };
const second = { ...first, KEY: kms('b') };
const write = (repository: TestRepository, texts: ReadonlyMap<string, string>): void =>
  repository.write(Object.fromEntries(texts));

const versions: readonly EntryVersion[] = [
  { id: 'new', stages: ['AWSCURRENT'], created: new Date('2026-11-20T10:30:00Z') },
  { id: 'old', stages: ['AWSPREVIOUS'], created: new Date('2026-11-01T09:00:00Z') },
];

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository(textsOf(first));
  repository.commit('first', '2026-11-01');
});

interface Given {
  readonly bucket?: string;
  readonly environment?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly answer?: boolean;
  readonly versions?: readonly EntryVersion[];
  readonly entry?: { deletionDate: Date | null } | null;
  readonly refuse?: AwsFault;
  readonly folder?: string;
  readonly credentialsOf?: string;
}

let asked: string[] = [];
async function run(given: Given = {}): Promise<RollbackResult> {
  asked = [];
  const { bucket = 'api', environment = 'production', dryRun = false, yes = false, answer } = given;
  const result = await rollback(
    { workspace: given.folder ?? repository.folder, now: () => new Date('2026-11-22'), env: process.env },
    { environment, bucket, dryRun, yes },
    {
      show: (move) => asked.push(`shown ${move.from.id} ${move.to.id}`),
      confirm:
        answer === undefined
          ? null
          : async (question) => {
              asked.push(question);
              return answer;
            },
      aws: {
        account: async () => given.credentialsOf ?? account,
        describeEntry: async (_, name) => {
          asked.push(`describe ${name}`);
          const { deletionDate } = given.entry ?? { deletionDate: null };
          if (given.entry === null) return null;
          return {
            arn: 'arn',
            name,
            description: '',
            kmsKeyId: null,
            deletionDate,
            rotationEnabled: false,
            tags: {},
            stages: {},
            replicas: [],
          };
        },
        entryVersions: async () => given.versions ?? versions,
        moveCurrent: async (region, id, { from, to }) => {
          if (given.refuse !== undefined) throw given.refuse;
          asked.push(`move in ${region}: ${id} from ${from} to ${to}`);
        },
      },
    },
  );
  const ajv = new Ajv({ strict: true, formats: { 'date-time': true } });
  ajv.validate(
    JSON.parse(outputSchemas().get('rollback.schema.json') ?? ''),
    JSON.parse(renderRollbackJson(result)),
  );
  expect(ajv.errors).toBeNull();
  return result;
}
const moveOf = ({ move }: RollbackResult): RollbackMove => {
  if (move === null) throw new Error('nothing moves');
  return move;
};

describe('moving back', () => {
  test('WHEN it is rolled back THEN it is shown, the label moves from the one to the other, and who restarts is told', async () => {
    const result = await run();
    expect(asked).toEqual([
      'describe shop/production/api',
      'shown new old',
      'move in eu-central-1: shop/production/api from new to old',
    ]);
    expect([result.status, moveOf(result).restart]).toEqual(['moved', ['web']]);
    expect(renderMove(moveOf(result), pageOf(80))).toBe(
      'api in production: AWSCURRENT of shop/production/api goes back\n  from new, written 2026-11-20 10:30 UTC\n  to   old, written 2026-11-01 09:00 UTC\n',
    );
  });

  test('GIVEN that it was rolled back WHEN it is again THEN it goes forward', async () => {
    const swapped = versions.map((version, index) => ({
      ...version,
      stages: versions[1 - index]?.stages ?? [],
    }));
    expect(renderMove(moveOf(await run({ versions: swapped })), pageOf(80))).toContain('goes forward\n');
  });

  test('GIVEN credentials of another account WHEN it is rolled back THEN nothing is asked of its entries', async () => {
    await expect(run({ credentialsOf: '999999999999' })).rejects.toThrow(/lives in 123456789012/);
    expect(asked).toEqual([]);
  });

  test('GIVEN ids that steer a terminal WHEN they are shown THEN it is not steered', async () => {
    const steering = versions.map((version) => ({ ...version, id: `${version.id}\u001b[2J` }));
    expect(renderMove(moveOf(await run({ versions: steering })), pageOf(80))).not.toContain('\u001b');
    const undated = steering.map((version) => ({ ...version, created: null }));
    expect(renderMove(moveOf(await run({ versions: undated })), pageOf(80))).not.toContain('\u001b');
  });

  test.each<[boolean, RollbackResult['status']]>([
    [true, 'moved'],
    [false, 'declined'],
  ])('GIVEN a protected environment WHEN a person says %s THEN %s', async (answer, status) => {
    expect((await run({ answer })).status).toBe(status);
    expect(asked[2]).toBe('production is protected. Move AWSCURRENT of shop/production/api back?');
    expect(asked).toHaveLength(answer ? 4 : 3);
  });

  test('GIVEN --yes or a dry run WHEN it is rolled back THEN nobody is asked, and a dry run moves nothing', async () => {
    expect((await run({ answer: false, yes: true })).status).toBe('moved');
    const result = await run({ answer: false, dryRun: true });
    expect([result.status, asked]).toEqual(['dry-run', ['describe shop/production/api']]);
    const text = renderRollbackText(result, pageOf(80));
    expect(text).toContain('nothing was moved');
    expect(text).toMatch(/report the bucket, and\nits next change brings the other values again\.\n$/);
  });

  test.each<[what: string, given: Given, says: RegExp]>([
    ['no entry', { entry: null }, /no entry shop\/production\/api in eu-central-1: deploy production first/],
    [
      'one that goes',
      { entry: { deletionDate: new Date() } },
      /scheduled for deletion.*restore-secret --secret-id shop\/production\/api --region eu-central-1/,
    ],
    [
      'nothing before',
      { versions: versions.slice(0, 1) },
      /no version that is labelled AWSPREVIOUS: there is nothing to go back to/,
    ],
    ['nothing current', { versions: versions.slice(1) }, /no version that is labelled AWSCURRENT/],
  ])('GIVEN %s WHEN it is rolled back THEN it is refused', async (_, given, says) => {
    await expect(run(given)).rejects.toThrow(says);
    expect(asked.filter((each) => each.startsWith('move'))).toEqual([]);
  });

  test('GIVEN somebody who may not WHEN it is rolled back THEN how to find who may is said', async () => {
    await expect(run({ refuse: new AwsFault('AWS does not allow you', 'denied') })).rejects.toThrow(
      'AWS does not allow you. Who may: fanout access production api --who-can UpdateSecretVersionStage',
    );
    await expect(run({ refuse: new AwsFault('throttled') })).rejects.toThrow(/^throttled$/);
  });

  test('GIVEN names that are not there WHEN it is rolled back THEN it is a misuse', async () => {
    expect((await run({ bucket: 'apo' })).misuse.map(({ code }) => code)).toEqual(['unknown-bucket']);
    expect((await run({ environment: 'prod' })).misuse.map(({ code }) => code)).toEqual([
      'unknown-environment',
    ]);
    expect(asked).toEqual([]);
  });

  test('GIVEN files with errors WHEN it is rolled back THEN that does not keep anybody from it', async () => {
    write(repository, textsOf({ ...first, KEY: null, NOBODY: 'x' }));
    expect((await run()).status).toBe('moved');
  });
});

describe('the files that have to follow', () => {
  test('GIVEN a rotation WHEN it is rolled back THEN its commit and its name, whatever came after', async () => {
    write(repository, textsOf(second));
    const rotation = repository.commit('rotation', '2026-11-19');
    write(repository, textsOf({ ...second, OTHER: kms('p') }));
    repository.commit('something else', '2026-11-20');
    const { move, ...rest } = await run();
    expect(move?.follow).toEqual({ commit: { commit: rotation, day: '2026-11-19' }, names: ['KEY'] });
    expect(renderRollbackText({ ...rest, move }, pageOf(80))).toContain(
      `on 2026-11-19 was changed KEY\n       git revert ${rotation.slice(0, 12)}\n       fanout diff --base HEAD^ production\n`,
    );
  });

  test('GIVEN another target alone WHEN it is rolled back THEN its commit without names', async () => {
    write(
      repository,
      textsOf(first, [{ originals: true, only: ['KEY', 'TEXT'] }, { values: { MORE: 'x' } }]),
    );
    const commit = repository.commit('target', '2026-11-19');
    const result = await run();
    expect(moveOf(result).follow).toEqual({ commit: { commit, day: '2026-11-19' }, names: [] });
    expect(renderRollbackText(result, pageOf(80))).toContain('was changed its targets\n');
  });

  test('GIVEN a change that is not committed WHEN it is rolled back THEN there is nothing to revert', async () => {
    write(repository, textsOf({ ...second, TEXT: 'two' }));
    const result = await run();
    expect(moveOf(result).follow).toEqual({ commit: null, names: ['KEY', 'TEXT'] });
    expect(renderRollbackText(result, pageOf(80))).toContain('KEY and TEXT changed since the last commit');
  });

  test('GIVEN a version that was written past Terraform WHEN it is rolled back THEN no file follows', async () => {
    write(repository, textsOf(second));
    repository.commit('rotation', '2026-11-19');
    const [current, previous] = versions.map((version) => ({ ...version }));
    const mended = [
      { ...(current as EntryVersion), id: '9e9e2f17-1416-4619-9d34-4e2acd86531f' },
      { ...(previous as EntryVersion), id: 'terraform-20261101090000000000000001' },
    ];
    const result = await run({ versions: mended });
    expect(moveOf(result).follow).toBeNull();
    expect(
      renderRollbackText(result, pageOf(80)),
    ).toBe(`moved AWSCURRENT of shop/production/api: api has its previous values again

Next, for production
  1. restart web
  2. look whether it is what Terraform wrote from these files:
       fanout confirm production api
`);
  });

  test('GIVEN no history that tells WHEN it is rolled back THEN nobody guesses', async () => {
    const result = await run();
    expect(moveOf(result).follow).toBeNull();
    expect(renderRollbackText(result, pageOf(80))).toContain('git revert COMMIT\n');
  });
});
