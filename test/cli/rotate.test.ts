import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { outputSchemas } from '../../src/views/output-schemas';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { ciphertext, workspaceTexts } from '../support/workspace-builder';

/** The SDK asks the process: whoever runs the tests may have credentials. */
const noAws: NodeJS.ProcessEnv = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_PROFILE: '',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};
const before = { ...process.env };
beforeAll(() => Object.assign(process.env, noAws));
afterAll(() => {
  process.env = before;
  removeFolders();
});

const canary = 'canary-a915';
const kms = (seed: string) => ({ kms: ciphertext(seed), rotated: '2026-01-01', previous: 'unrevoked' });
const texts = workspaceTexts({
  manifest: { access: { services: { web: { buckets: ['api'], ecs: {} } } } },
  canonical: { DB_KEY: { rotateEvery: '90d' }, PARAMETER: null },
  environments: {
    dev: { values: { DB_KEY: kms('a'), PARAMETER: { ssm: '/p', revision: 1 } } },
    production: { protected: true, values: { DB_KEY: kms('b'), PARAMETER: null } },
  },
});
let cwd = '';
beforeEach(() => {
  cwd = folderOf(texts);
});
const fanout = (argv: string, options: { stdin?: string } = {}) =>
  runCli(argv.split(' '), { cwd, ...options });
const dev = (): string => readFileSync(join(cwd, 'environments/dev.yaml'), 'utf8');
const validated = (schema: string, json: string): unknown => {
  const ajv = new Ajv({ strict: true });
  ajv.validate(JSON.parse(outputSchemas().get(`${schema}.schema.json`) ?? ''), JSON.parse(json));
  return ajv.errors;
};

describe('fanout rotate', () => {
  test('GIVEN a reference WHEN rotated THEN what it reaches on stderr; what was written and comes next on stdout', async () => {
    const { code, stdout, stderr } = await fanout('rotate dev PARAMETER');
    expect([code, stderr]).toEqual([0, 'PARAMETER in dev reaches\n  api  PARAMETER  restart web\n']);
    expect(stdout).toMatch(
      /^wrote PARAMETER in dev, revision 2: environments\/dev\.yaml:\d+\n\nNext, for dev\n/,
    );
    expect(stdout).toContain('\n  3. restart web\n');
    expect(stdout).toContain('\n       fanout rotate --revoked dev PARAMETER\n');
    expect(dev()).toMatch(/revision: 2/);
  });

  test('GIVEN a dry run WHEN rotated THEN it is all on stdout, and no value is read', async () => {
    const { code, stdout, stderr } = await fanout('rotate production DB_KEY --dry-run', { stdin: canary });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^DB_KEY in production, which is protected, reaches\n {2}api {2}DB_KEY {2}restart web\n/,
    );
    expect(stdout).toMatch(/\nwould write DB_KEY in production, encrypted: \S+\n\nnothing was written\n$/);
  });

  test('GIVEN AWS that is not there WHEN a value is handed in THEN 2, in a sentence without it', async () => {
    const { code, stdout, stderr } = await fanout('rotate dev DB_KEY', { stdin: canary });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/no AWS credentials for sts:GetCallerIdentity/);
    expect(stderr).not.toContain(canary);
    expect(dev()).toBe(texts.get('environments/dev.yaml'));
  });

  test.each([
    'rotate dev --generate DB_KEY --dry-run',
    'rotate --dry-run dev --generate DB_KEY',
    'rotate --dry-run --generate hex dev DB_KEY',
  ])('GIVEN %j WHEN run THEN the name is no format', async (argv) => {
    expect((await fanout(argv)).stdout).toContain('\nwould write DB_KEY in dev, encrypted: ');
  });

  test('GIVEN a format that does not fit WHEN rotated THEN that is all that is said', async () => {
    const { code, stderr } = await fanout('rotate dev DB_KEY --generate uuid --length 5');
    expect([code, stderr]).toEqual([
      2,
      'fanout: No value can be generated for DB_KEY. A UUID has no other length: leave out --length\n',
    ]);
  });

  test('GIVEN a part that is left WHEN all are rotated THEN 1, and what is left with the reason', async () => {
    const { code, stdout } = await fanout('rotate --all-environments DB_KEY --generate');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^not written DB_KEY in dev\n {4}\S/);
    expect(stdout).toContain('not written DB_KEY in production\n');
  });

  test.each([
    ['rotate dev DB_KEY --dry-run', 'rotate', 0],
    ['rotate dev PARAMETER', 'rotate', 0],
    ['rotate --all-environments DB_KEY --generate', 'rotate', 1],
    ['rotate --revoked dev DB_KEY', 'rotate-revoked', 0],
    ['rotate --due', 'rotate-due', 1],
    ['rotate --due production --within 14d', 'rotate-due', 1],
  ])('GIVEN %j WHEN its output is JSON THEN it is what %s says', async (argv, schema, expected) => {
    const { code, stdout } = await fanout(`${argv} --format json`, { stdin: canary });
    expect([code, validated(schema, stdout)]).toEqual([expected, null]);
  });

  test('GIVEN --revoked WHEN noted, noted again and tried THEN the file says so once', async () => {
    const place = 'environments/dev.yaml:6\n';
    const dry = await fanout('rotate --revoked dev DB_KEY --dry-run');
    expect(dry.stdout).toBe(
      `would note that the old DB_KEY of dev is revoked: ${place}nothing was written\n`,
    );
    expect(dev()).toBe(texts.get('environments/dev.yaml'));
    expect((await fanout('rotate --revoked dev DB_KEY')).stdout).toBe(
      `noted that the old DB_KEY of dev is revoked: ${place}`,
    );
    expect(dev()).toContain('previous: revoked');
    expect((await fanout('rotate --revoked dev DB_KEY')).stdout).toContain(
      'noted already that the old DB_KEY',
    );
  });

  test('GIVEN --due WHEN nothing is, and as Markdown THEN 0 and 1', async () => {
    const { code, stdout } = await fanout('rotate --due --format markdown');
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^## fanout: what is due for rotation\n/)]);
    cwd = folderOf(workspaceTexts({}));
    expect(await fanout('rotate --due')).toEqual({ code: 0, stdout: 'nothing is due\n', stderr: '' });
  });
});

describe('wrong usage', () => {
  test.each([
    ['rotate', /takes an environment and a name/],
    ['rotate dev', /takes an environment and a name/],
    [`rotate dev DB_KEY ${canary}`, /A value is never an argument/],
    ['rotate --all-environments dev DB_KEY', /takes one name/],
    [
      'rotate --all-environments DB_KEY',
      /One value from standard input is not for all environments: say --generate/,
    ],
    ['rotate --all-environments DB_KEY --from-file x', /--from-file does not go with --all-environments/],
    [`rotate --all-environments ${canary}! --generate`, /it is not shown, as it could be a value/],
    ['rotate --revoked dev', /takes an environment and one or more names/],
    ['rotate --revoked dev DB_KEY --generate', /--generate does not go with --revoked/],
    ['rotate --due --dry-run', /--dry-run does not go with --due/],
    ['rotate dev DB_KEY --within 3d', /--within goes with --due/],
    ['rotate --due --within 3w', /number of days such as 14d/],
    ['rotate dev DB_KEY --length 20', /--length goes with --generate/],
    ['rotate dev DB_KEY --generate --length 0', /whole number from 1 on/],
    ['rotate dev DB_KEY --generate --keep-whitespace', /--keep-whitespace does not go with --generate/],
    ['rotate dev DB_KEY --go-on', /--go-on goes with --all-environments/],
    ['rotate dev DB_KEY --generate hx', /Did you mean hex\?/],
    ['rotate dev DB_KEY --format markdown', /Only --due has the format markdown/],
    ['rotate dev DB_KEI --dry-run', /Did you mean "DB_KEY"\?/],
    ['rotate --due prodution', /Did you mean "production"\?/],
    [
      'rotate dev DB_KEY --generate --length 5000',
      /^fanout: No value can be generated for DB_KEY.*4096 bytes/,
    ],
    ['rotate dev PARAMETER --generate', /PARAMETER in dev is a reference/],
  ])('GIVEN %j WHEN run THEN 2, and a sentence without a value', async (argv, says) => {
    const { code, stderr, stdout } = await fanout(argv, { stdin: canary });
    expect([code, stderr.replace(/\n/g, ' ')]).toEqual([2, expect.stringMatching(says)]);
    expect(stdout + stderr).not.toContain(canary);
    expect(dev()).toBe(texts.get('environments/dev.yaml'));
  });

  test.each([
    ['confirm dev', 2],
    ['rollback dev api', 2],
    ['rollback dev', 2],
    ['confirm', 2],
  ])('GIVEN %j and no AWS WHEN run THEN %d and one sentence', async (argv, expected) => {
    const { code, stdout, stderr } = await fanout(argv);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toMatch(/^fanout: /);
  });
});
