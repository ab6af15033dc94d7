import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './support/cli';

const root = join(__dirname, '..');
const folders = ['mappings', 'environments'];
const files = [
  'fanout.yaml',
  ...folders.flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`)),
];

/** What every bucket holds, written out by hand: target = canonical name, or a template. */
const expected: Readonly<Record<string, string>> = {
  api: `
    MY_APP__DB_SERVICE__KEY MY_APP__DB_SERVICE__URL MY_APP__DB_ANON__KEY MY_APP__AUTH_SERVICE__HANDSHAKE_KEY
    VENDOR_A_API_KEY VENDOR_B_API_KEY VENDOR_C_API_KEY CLOUD_SERVICE_ACCOUNT_JSON CLOUD_PROJECT_ID CLOUD_REGION
    S3_AWS_ACCESS_KEY_ID S3_AWS_SECRET_ACCESS_KEY S3_AWS_REGION S3_AWS_S3_BUCKET MY_APP__LOGGING__LOG_API_KEY
    MY_APP__OTEL__ENABLED MY_APP__OTEL__ENVIRONMENT MY_APP__OTEL__OTEL_ENDPOINT MY_APP__OTEL__OTEL_INGESTION_KEY API_BASE_URL
    MY_APP__AUTH_SERVICE__DB_URL=MY_APP__DB_SERVICE__URL
    MY_APP__AUTH_SERVICE__DB_SECRET_KEY=MY_APP__DB_SERVICE__KEY
    MY_APP__AUTH_SERVICE__DB_PUBLISHABLE_KEY=MY_APP__DB_ANON__KEY
    SHARED S3 BASE_URL`,
  'worker-a':
    'SHARED WORKER BASE_URL WORKER__SQS_CLIENT__AWS_REGION={region} WORKER__OTEL__SERVICE_NAME=worker-a',
  'worker-b':
    'SHARED S3 WORKER BASE_URL WORKER__SQS_CLIENT__AWS_REGION={region} WORKER__OTEL__SERVICE_NAME=worker-b',
  'platform-config': 'PLATFORM__DEPLOY_TOKEN PLATFORM__PROJECT_ID PLATFORM__TEAM_ID',
  dashboard: `
    NEXT_PUBLIC_DB_URL=MY_APP__DB_SERVICE__URL NEXT_PUBLIC_DB_ANON_KEY=MY_APP__DB_ANON__KEY
    API_HANDSHAKE_KEY=MY_APP__AUTH_SERVICE__HANDSHAKE_KEY VENDOR_A_API_KEY VENDOR_B_API_KEY
    NEXT_PUBLIC_API_BASE_URL=API_BASE_URL`,
};
const parts: Readonly<Record<string, string>> = {
  SHARED: `
    SHARED__DB_SERVICE__KEY=MY_APP__DB_SERVICE__KEY SHARED__DB_SERVICE__URL=MY_APP__DB_SERVICE__URL
    SHARED__INTEGRATIONS__VENDOR_A_API_KEY=VENDOR_A_API_KEY SHARED__INTEGRATIONS__VENDOR_B_API_KEY=VENDOR_B_API_KEY
    SHARED__INTEGRATIONS__VENDOR_C_API_KEY=VENDOR_C_API_KEY
    SHARED__INTEGRATIONS__CLOUD_SERVICE_ACCOUNT_JSON=CLOUD_SERVICE_ACCOUNT_JSON
    SHARED__INTEGRATIONS__CLOUD_PROJECT_ID=CLOUD_PROJECT_ID SHARED__INTEGRATIONS__CLOUD_REGION=CLOUD_REGION
    SHARED__BACKEND_API_CLIENT__HANDSHAKE_KEY=MY_APP__AUTH_SERVICE__HANDSHAKE_KEY`,
  S3: `
    SHARED__S3__AWS_ACCESS_KEY_ID=S3_AWS_ACCESS_KEY_ID SHARED__S3__AWS_SECRET_ACCESS_KEY=S3_AWS_SECRET_ACCESS_KEY
    SHARED__S3__AWS_REGION=S3_AWS_REGION SHARED__S3__AWS_S3_BUCKET=S3_AWS_S3_BUCKET`,
  WORKER: `
    WORKER__LOGGING__LOG_API_KEY=MY_APP__LOGGING__LOG_API_KEY WORKER__OTEL__ENABLED=MY_APP__OTEL__ENABLED
    WORKER__OTEL__ENVIRONMENT=MY_APP__OTEL__ENVIRONMENT WORKER__OTEL__OTEL_ENDPOINT=MY_APP__OTEL__OTEL_ENDPOINT
    WORKER__OTEL__OTEL_INGESTION_KEY=MY_APP__OTEL__OTEL_INGESTION_KEY`,
  BASE_URL: 'SHARED__BACKEND_API_CLIENT__BASE_URL={API_BASE_URL}',
};

const words = (text: string): string[] => text.trim().split(/\s+/);

function writtenOut(text: string): Record<string, string> {
  const lines = words(text).flatMap((word) => (parts[word] === undefined ? [word] : words(parts[word])));
  return Object.fromEntries(
    lines.map((line) => {
      const [target = '', from = target] = line.split('=');
      return [target, from];
    }),
  );
}

interface Plan {
  readonly environments: Record<string, { protected: boolean; buckets: Record<string, Bucket> }>;
  readonly diagnostics: readonly { code: string }[];
}
interface Bucket {
  readonly secretName: string;
  readonly status: string;
  readonly entries: Record<string, { from: Record<string, string>; value?: string }>;
}

const planned = async (): Promise<Plan> =>
  JSON.parse((await runCli(['plan', '--format', 'json'], { cwd: root })).stdout) as Plan;

test('GIVEN the shipped workspace WHEN planned THEN each bucket holds what was written out by hand', async () => {
  const { environments } = await planned();
  expect(Object.entries(environments).map(([name, { protected: is }]) => [name, is])).toEqual([
    ['dev', false],
    ['production', true],
  ]);
  for (const [environment, { buckets }] of Object.entries(environments)) {
    const sources = Object.entries(buckets).map(([bucket, { entries }]) => {
      const from = Object.entries(entries).map(([target, entry]) => {
        const { secret, config, template } = entry.from;
        return [target, template ?? secret ?? config];
      });
      return [bucket, Object.fromEntries(from)];
    });
    expect(Object.fromEntries(sources)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([bucket, text]) => [bucket, writtenOut(text)])),
    );
    expect(
      Object.fromEntries(Object.entries(buckets).map(([name, { secretName }]) => [name, secretName])),
    ).toEqual(
      Object.fromEntries(
        Object.keys(expected).map((name) => [
          name,
          name === 'platform-config' ? `platform-config-${environment}` : `${name}-secrets-${environment}`,
        ]),
      ),
    );
  }
});

test('GIVEN secrets that ship unset THEN configuration is filled in, and check has one line per new bucket', async () => {
  const { environments } = await planned();
  for (const { buckets } of Object.values(environments)) {
    for (const { status, entries } of Object.values(buckets)) {
      expect(status).toBe('new');
      for (const { from, value } of Object.values(entries))
        expect(value === undefined).toBe('secret' in from);
    }
  }
  const { code, stdout } = await runCli(['check'], { cwd: root });
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(13);
  for (const line of lines.slice(0, 10))
    expect(line).toMatch(/^warning unset-value {2}\S+: new, \d+ names? ha/);
});

test('GIVEN a shipped file THEN its first line names its schema for an editor', () => {
  for (const file of files) {
    const [line = ''] = readFileSync(join(root, file), 'utf8').split('\n');
    const kind = file.startsWith('environments/')
      ? '../schemas/environment'
      : file === 'mappings/canonical.yaml'
        ? '../schemas/canonical'
        : file === 'fanout.yaml'
          ? './schemas/manifest'
          : '../schemas/mapping';
    expect([file, line]).toEqual([file, `# yaml-language-server: $schema=${kind}.schema.json`]);
  }
});

test('GIVEN every command of the help WHEN the README is read THEN its table has them, and no other', async () => {
  const { stdout } = await runCli(['--help'], { cwd: root });
  const offered = [...stdout.matchAll(/^ {2}([a-z][a-z-]*) {2,}\S/gm)].map(([, name]) => name);
  const table = /^\| command \|[\s\S]*?\n\n/m.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[0] ?? '';
  const cells = [...table.matchAll(/^\| (`.*?) \| /gm)].map(([, cell = '']) => cell);
  const told = cells.flatMap((cell) => [...cell.matchAll(/`(?:fanout )?([a-z-]+)/g)].map(([, name]) => name));
  expect(told.sort()).toEqual(offered.filter((name) => name !== 'help').sort());
});

describe('what the README shows', () => {
  const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  const blockWith = (text: string): string => {
    const found = blocks.find(([, , inside]) => inside?.includes(text))?.[2];
    if (found === undefined) throw new Error(`The README has no block with ${text}`);
    return found;
  };
  const copy = mkdtempSync(join(tmpdir(), 'fanout-readme-'));
  for (const path of ['fanout.yaml', ...folders])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('GIVEN the shipped workspace WHEN planned THEN every line that is shown is printed, in that order', async () => {
    const { stdout } = await runCli(['plan', 'dev'], { cwd: copy });
    let rest = stdout.split('\n');
    for (const line of blockWith('worker-a-secrets-dev').trimEnd().split('\n')) {
      const at = rest.indexOf(line);
      expect([line, at >= 0]).toEqual([line, true]);
      rest = rest.slice(at + 1);
    }
  });

  test('GIVEN its first edit WHEN checked THEN the collision is refused as it says, and nothing is synthesized', async () => {
    const edit = blockWith('LOG_API_KEY: SHARED__DB_SERVICE__KEY').trimEnd();
    const file = join(copy, 'mappings/worker.yaml');
    const before = readFileSync(file, 'utf8');
    const name = edit.slice(0, edit.indexOf(':'));
    const after = before.replace(new RegExp(`^${name}: .*$`, 'm'), edit);
    expect(after).not.toBe(before);
    writeFileSync(file, after);
    const [command = '', ...shown] = blockWith('error collision').split('\n');
    expect(command).toMatch(/^\$ npm run --silent fanout -- check$/);
    const { code, stdout } = await runCli(['check'], { cwd: copy });
    expect(code).toBe(1);
    expect(stdout).toContain(shown.join('\n').trimEnd());
    expect((await runCli(['synth'], { cwd: copy })).code).toBe(1);
    expect(readdirSync(copy)).not.toContain('cdktf.out');
  });
});
