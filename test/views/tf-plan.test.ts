import Ajv from 'ajv/dist/2020';
import MarkdownIt from 'markdown-it';
import stringWidth from 'string-width';
import type { Review, TfPlanResult } from '../../src/commands/tf-plan';
import { type StackChange, toStackChange } from '../../src/commands/tf-plan/change';
import type { Detail } from '../../src/commands/tf-plan/details';
import { type Deviation, outsideDeviations } from '../../src/commands/tf-plan/deviations';
import { parsePlan } from '../../src/terraform/plan-json';
import { outputSchemas } from '../../src/views/output-schemas';
import { createPage } from '../../src/views/page';
import { renderTfPlanJson } from '../../src/views/tf-plan-json';
import { renderTfPlanMarkdown } from '../../src/views/tf-plan-markdown';
import { renderTfPlanText } from '../../src/views/tf-plan-text';
import { recorded } from '../commands/tf-plan/support';

const page = createPage({ color: false });
const detail = (fields: Partial<Detail>): Detail => ({
  attribute: 'description',
  key: null,
  from: null,
  to: null,
  statements: null,
  ...fields,
});
const change = (fields: Partial<StackChange> = {}): StackChange => ({
  address: 'aws_secretsmanager_secret.api',
  subject: 'entry',
  bucket: 'api',
  name: 'api-secrets-dev',
  deed: 'changed',
  details: [],
  destroysValues: false,
  ...fields,
});
const deviation = (kind: Deviation['kind'], details: readonly Detail[] = []): Deviation => {
  const { deed: _, destroysValues: __, ...named } = change();
  return { ...named, kind, details };
};
const resultOf = (review: Partial<Review> = {}): TfPlanResult => ({
  texts: new Map(),
  workspace: null,
  plan: null,
  access: null,
  diagnostics: [],
  misuse: [],
  usage: [],
  review: {
    stack: 'dev',
    refreshed: true,
    base: null,
    comparison: 'compared',
    changes: [],
    deviations: [],
    ...review,
  },
});
const recordedResult = (name: Parameters<typeof recorded>[0]): TfPlanResult => {
  const plan = parsePlan(recorded(name));
  const changes = plan.changes.filter(({ action }) => action !== 'none');
  return resultOf({
    changes: changes.map((each) => toStackChange(each, plan.changes)),
    deviations: outsideDeviations(plan),
  });
};
const valid = (json: string): unknown => {
  const ajv = new Ajv({ strict: true, allErrors: true });
  ajv.validate(JSON.parse(outputSchemas().get('tf-plan.schema.json') ?? ''), JSON.parse(json));
  return ajv.errors;
};

describe('text', () => {
  test('GIVEN a recorded plan THEN it reads like this, at 80 columns', () => {
    const text = renderTfPlanText(recordedResult('changed'), page);
    expect(text).toBe(`Not as foretold
  my-app/dev/api: changed outside of Terraform: tag Owner: nothing → mallory
  my-app/dev/gone: gone from AWS, or scheduled for deletion, and not by
      Terraform
  my-app/dev/api: its current version is not the one that Terraform wrote:
      somebody wrote another

Entries
  my-app/dev/api: description: all → all of it; tag Cost: nothing → x; tag
      Owner: mallory → nothing; new version
  my-app/dev/fresh: created; first version
  my-app/dev/worker: tag Cost: nothing → x; new version

Access
  role my-app.execution.dev.api: tag Cost: nothing → x
  role my-app.task.dev.api: tag Cost: nothing → x
  what is allowed to role my-app.execution.dev.api: policy: changed:
      PullImages

9 changes in dev: 3 not as foretold
`);
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  test.each(['removed', 'key'] as const)('GIVEN %s THEN what destroys values comes first', (name) => {
    const text = renderTfPlanText(recordedResult(name), page);
    const [first, second] = text.split('\n');
    // With the entry, its version goes without saying.
    expect(text).not.toContain('its version');
    expect(first).toBe('VALUES ARE DESTROYED');
    expect(second).toMatch(/^ {2}(?:my-app\/dev\/gone|key of stage): destroyed/);
  });

  test.each<[Partial<Review>, string]>([
    [{}, 'no changes in dev, as foretold\n'],
    [{ comparison: 'left-out' }, '  Not compared with a base.\n\nno changes in dev\n'],
    [{ refreshed: false }, '  Without a refresh: what was changed outside of Terraform is not seen.\n'],
    [
      { comparison: 'undeployed' },
      '  Nothing of dev is in the state: it was never deployed, or its state is kept\n',
    ],
    [
      { comparison: 'faulty-base' },
      '  The base has errors itself, so that nothing can be foretold from it: not\n',
    ],
    [
      {
        changes: [
          change({
            deed: 'replaced',
            destroysValues: true,
            details: [detail({ attribute: 'name', from: 'a', to: 'b' })],
          }),
        ],
      },
      '  api-secrets-dev: destroyed and made anew; name: a → b\n',
    ],
    [
      { changes: [change({ deed: 'destroyed', destroysValues: true, subject: 'version' })] },
      '  api-secrets-dev: its version is destroyed, and no other one follows\n',
    ],
    [{ changes: [change({ deed: 'imported' })] }, '  api-secrets-dev: imported\n'],
    [{ changes: [change({ deed: 'created', subject: 'entry-policy' })] }, '  api-secrets-dev: policy set\n'],
    [
      { changes: [change({ details: [detail({ attribute: 'kms_key_id', from: 'x', to: 'y' })] })] },
      '  api-secrets-dev: KMS key: x → y\n',
    ],
    [
      {
        changes: ['a', 'b', 'c'].map((name) =>
          change({ subject: 'role', bucket: null, name, deed: 'created' }),
        ),
      },
      'Access\n  role a, b and c: created\n',
    ],
    [
      {
        deviations: [
          deviation('other-version', [detail({ attribute: 'secret_string_wo_version', from: '1', to: '2' })]),
        ],
      },
      '  api-secrets-dev: something else is deployed than the base: version: 1 → 2\n',
    ],
    [
      { deviations: [deviation('already')] },
      'Terraform finds nothing to do:\n      it was deployed already\n',
    ],
    [{ deviations: [deviation('absent')] }, '  api-secrets-dev: the base has it, and it is not deployed\n'],
    [
      { deviations: [deviation('present')] },
      '  api-secrets-dev: it is deployed already, and the base does not have it\n',
    ],
    [{ deviations: [deviation('stray')] }, 'and neither side has it: Terraform\n      destroys it\n'],
    [
      { deviations: [deviation('more', [detail({ from: 'a', to: 'b' })])] },
      'Terraform changes more of it than the files do:\n      description: a → b\n',
    ],
    [
      { deviations: [deviation('unforetold', [detail({})])] },
      'and the files do not: description\n      changed\n',
    ],
  ])('GIVEN %j THEN it says so', (review, expected) => {
    expect(renderTfPlanText(resultOf(review), page)).toContain(expected);
  });

  test('GIVEN names that steer a terminal THEN they are escaped', () => {
    const hostile = change({ name: '\u001b[2J', details: [detail({ from: '\u202e', to: '\u0007' })] });
    const text = renderTfPlanText(
      resultOf({ changes: [hostile], deviations: [{ ...deviation('absent'), name: '\u009b' }] }),
      page,
    );
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('Markdown', () => {
  test('GIVEN a recorded plan THEN losses and deviations are open, the rest is folded', () => {
    const markdown = renderTfPlanMarkdown(recordedResult('removed'), 'dev');
    expect(markdown).toContain('<details open><summary>🛑 VALUES ARE DESTROYED (2)</summary>');
    expect(markdown).toContain('- `my-app/dev/gone`: destroyed, with every value in it');
    expect(markdown).toContain('<details><summary>Entries (4)</summary>');
  });

  test('GIVEN thousands of changes and deviations THEN it stays below what GitHub takes', () => {
    const many = Array.from({ length: 5000 }, (_, at) => at);
    const markdown = renderTfPlanMarkdown(
      resultOf({
        changes: many.map((at) =>
          change({
            bucket: `b${at}`,
            name: `entry-${at}-${'x'.repeat(200)}`,
            deed: 'destroyed',
            destroysValues: true,
          }),
        ),
        deviations: many.map((at) => ({
          ...deviation('changed-outside', [detail({ to: `${at}` })]),
          bucket: `b${at}`,
        })),
      }),
      'dev',
    );
    expect(Buffer.byteLength(markdown)).toBeLessThan(65_536);
    expect(markdown).toMatch(/- and \d+ more: see `fanout tf-plan`/);
    expect(markdown).toContain('Not as foretold (5000)');
  });

  test('GIVEN hostile names and texts THEN nothing of them is Markdown or HTML', () => {
    const evil = '<img src=x> [a](http://evil) @team `x` **b**';
    const hostile = change({ name: evil, details: [detail({ from: evil, to: evil })] });
    const markdown = renderTfPlanMarkdown(
      resultOf({
        changes: [hostile],
        deviations: [{ ...deviation('changed-outside', hostile.details), name: evil }],
      }),
      evil,
    );
    const html = new MarkdownIt({ html: true, linkify: true }).render(markdown);
    expect(html).not.toMatch(/<img|<a |<strong>b/);
    expect(html).toContain('&lt;img');
  });
});

test('GIVEN recorded plans and none THEN JSON is valid', () => {
  for (const name of ['changed', 'removed', 'key'] as const)
    expect(valid(renderTfPlanJson(recordedResult(name)))).toBeNull();
  const none = { ...resultOf(), review: null };
  expect(valid(renderTfPlanJson(none))).toBeNull();
  expect(JSON.parse(renderTfPlanJson(recordedResult('removed'))).plan.summary).toEqual({
    changes: 11,
    destroying: 2,
    deviations: 0,
  });
});
