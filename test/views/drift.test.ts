import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import MarkdownIt from 'markdown-it';
import stringWidth from 'string-width';
import type { DriftResult } from '../../src/commands/drift';
import type { Finding, Gist, Pending } from '../../src/commands/drift/finding';
import type { Checked } from '../../src/commands/drift/look';
import { orderFindings, weigh } from '../../src/commands/drift/weigh';
import type { BucketName, EnvironmentName } from '../../src/model';
import { renderDriftJson } from '../../src/views/drift-json';
import { renderDriftMarkdown } from '../../src/views/drift-markdown';
import { renderDriftText } from '../../src/views/drift-text';
import { outputSchemas } from '../../src/views/output-schemas';
import { createPage } from '../../src/views/page';
import { expectGolden } from '../support/golden';

const dev = 'dev' as EnvironmentName;
const api = 'api' as BucketName;
const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/api-AbCdEf';
const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const version = 'terraform-20260201000000000000000001';

/** One of every kind. */
const gists: readonly Gist[] = [
  { kind: 'key-missing', alias: 'alias/shop/dev', stack: 'foundation' },
  { kind: 'key-unusable', arn: keyArn, state: 'PendingDeletion' },
  { kind: 'deleted', arn },
  { kind: 'missing' },
  { kind: 'scheduled-for-deletion', date: '2026-12-01T10:00:00.000Z' },
  { kind: 'replaced', arn, deployed: arn.replace('AbCdEf', 'ZyXwVu') },
  { kind: 'not-in-state', arn },
  { kind: 'no-current-version', deployed: version },
  {
    kind: 'other-version',
    how: 'rolled-back',
    current: 'x',
    since: '2026-01-01T10:00:00.000Z',
    deployed: version,
    isPrevious: true,
  },
  {
    kind: 'other-version',
    how: 'written-outside',
    current: 'y',
    since: null,
    deployed: null,
    isPrevious: false,
  },
  { kind: 'other-version', how: 'unknown', current: 'z', since: null, deployed: version, isPrevious: false },
  {
    kind: 'policy-changed',
    added: ['Mine'],
    removed: ['DenyReadingToOthers'],
    changed: ['DenySeeingToOthers'],
    isPlanned: true,
  },
  { kind: 'policy-changed', added: ['Mine'], removed: [], changed: [], isPlanned: false },
  { kind: 'other-key', key: null, planned: keyArn },
  { kind: 'other-key', key: 'alias/x', planned: keyArn },
  { kind: 'rotation-enabled' },
  { kind: 'replicated', regions: ['eu-west-1', 'us-east-1'] },
  { kind: 'tag-changed', tag: 'Environment', from: 'dev', to: 'production' },
  { kind: 'tag-changed', tag: 'Note', from: null, to: '' },
  { kind: 'description-changed', from: '', to: 'mine' },
  { kind: 'unknown-entry', arn },
];
const isOfEnvironment = ({ kind }: Gist): boolean => kind === 'key-missing' || kind === 'key-unusable';
const finding = (gist: Gist, secretName = 'shop/dev/api'): Finding => ({
  gist,
  weight: weigh(gist),
  environment: dev,
  bucket: isOfEnvironment(gist) || gist.kind === 'unknown-entry' ? null : api,
  secretName: isOfEnvironment(gist) ? null : secretName,
});
const checked: Checked = {
  name: dev,
  account: '123456789012',
  region: 'eu-central-1',
  entries: 1,
  outputs: true,
  unlisted: null,
  strangers: {},
};
const result = (rest: Partial<DriftResult> = {}): DriftResult => ({
  texts: new Map(),
  workspace: null,
  plan: null,
  access: null,
  diagnostics: [],
  misuse: [],
  environments: [checked],
  elsewhere: [],
  findings: [],
  pending: [],
  ...rest,
});
const pending: readonly Pending[] = (
  ['not-made', 'not-adopted', 'not-deployed', 'removal-not-deployed'] as const
).map((kind) => ({ kind, environment: dev, bucket: 'api', secretName: `shop/dev/${kind}` }));
const everything = result({
  environments: [
    { ...checked, outputs: false, unlisted: 'AWS does not allow you', strangers: { 'dev-bob': 2 } },
  ],
  elsewhere: [{ name: 'production' as EnvironmentName, account: '210987654321' }],
  findings: orderFindings(gists.map((gist) => finding(gist))),
  pending,
});
const page = createPage({ color: false });
const wide = createPage({ color: false, width: 1000 });

describe('drift as text', () => {
  test('GIVEN none WHEN rendered THEN one line says how much was looked at', () => {
    expect(renderDriftText(result(), page)).toBe('no drift in 1 entry of 1 environment\n');
    expect(renderDriftText(result({ environments: [] }), page)).toBe(
      'no drift in 0 entries of 0 environments\n',
    );
  });

  test('GIVEN one of every kind WHEN rendered THEN each says what, and what to do', () => {
    expectGolden(join(__dirname, 'golden/drift.txt'), renderDriftText(everything, wide));
  });

  test('GIVEN 80 columns WHEN rendered THEN no line is longer, but for words that are', () => {
    const lines = renderDriftText(everything, page).split('\n');
    const isCommand = (line: string): boolean => line.startsWith('      $ ');
    const long = lines.filter(
      (line) => stringWidth(line) > 80 && line.trim().includes(' ') && !isCommand(line),
    );
    expect(long).toEqual([]);
  });
});

describe('drift as JSON', () => {
  test('GIVEN none, all, and faulty files WHEN rendered THEN it is valid, and nothing else is', () => {
    const ajv = new Ajv({ strict: true, allErrors: true, formats: { 'date-time': true } });
    const schema = JSON.parse(outputSchemas().get('drift.schema.json') ?? '');
    const validate = ajv.compile(schema);
    for (const each of [result(), everything, result({ environments: [] })]) {
      validate(JSON.parse(renderDriftJson(each)));
      expect(validate.errors).toBeNull();
    }
    const extra = { ...JSON.parse(renderDriftJson(result())), more: 1 };
    expect(validate(extra)).toBe(false);
  });

  test('GIVEN a finding WHEN rendered THEN it has its fields, a sentence and a remedy', () => {
    const { findings } = JSON.parse(
      renderDriftJson(result({ findings: [finding({ kind: 'rotation-enabled' })] })),
    );
    expect(findings).toEqual([
      {
        kind: 'rotation-enabled',
        weight: 'access',
        environment: 'dev',
        bucket: 'api',
        secretName: 'shop/dev/api',
        message: 'shop/dev/api is rotated by Secrets Manager, which fanout never asks for',
        remedy: 'Switch it off.',
        command: 'aws secretsmanager cancel-rotate-secret --secret-id shop/dev/api --region eu-central-1',
      },
    ]);
  });
});

describe('drift as Markdown', () => {
  test('GIVEN one of every kind WHEN rendered THEN all of it is there, under titles', () => {
    expectGolden(join(__dirname, 'golden/drift.md'), renderDriftMarkdown(everything));
  });

  test('GIVEN hostile tags WHEN rendered THEN they are read neither as Markdown, nor as HTML, nor as a mention', () => {
    const hostile = '<img src=x> @someone ](http://x) `` ` \u001b[2J\n# title';
    const text = renderDriftMarkdown(
      result({
        findings: [finding({ kind: 'tag-changed', tag: hostile, from: null, to: hostile }, hostile)],
      }),
    );
    expect(text).not.toContain('\u001b');
    const html = new MarkdownIt({ html: true, linkify: true }).render(text);
    expect(html).not.toMatch(/<img|<a |<h1/);
  });

  test('GIVEN thousands of findings WHEN rendered THEN it stays below what GitHub takes, and says what is missing', () => {
    const findings = Array.from({ length: 5000 }, (_, index) =>
      finding({ kind: 'description-changed', from: 'x'.repeat(500), to: '' }, `shop/dev/b${index}`),
    );
    const text = renderDriftMarkdown(result({ findings }));
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    expect(text).toMatch(/- and \d+ more: see `fanout drift dev`/);
  });
});

describe('what to do', () => {
  test('GIVEN a policy where none is planned WHEN rendered THEN no deploy is said to take it away', () => {
    const gist = { kind: 'policy-changed', added: ['Mine'], removed: [], changed: [] } as const;
    const commandFor = (isPlanned: boolean): string =>
      JSON.parse(renderDriftJson(result({ findings: [finding({ ...gist, isPlanned })] }))).findings[0]
        .command;
    expect(commandFor(true)).toBe('npx cdktf deploy dev');
    expect(commandFor(false)).toBe(
      'aws secretsmanager delete-resource-policy --secret-id shop/dev/api --region eu-central-1',
    );
  });

  test('GIVEN a name or an id that a shell would read otherwise WHEN a command is printed THEN it is quoted', () => {
    const odd = finding({ kind: 'no-current-version', deployed: "it's; rm -rf" });
    const [{ command }] = JSON.parse(renderDriftJson(result({ findings: [odd] }))).findings;
    expect(command).toBe(
      "aws secretsmanager update-secret-version-stage --secret-id shop/dev/api --region eu-central-1 --version-stage AWSCURRENT --move-to-version-id 'it'\\''s; rm -rf'",
    );
  });
});
