import { deviations, outsideDeviations } from '../../../src/commands/tf-plan/deviations';
import { foretell, type Resources, resourcesOf } from '../../../src/commands/tf-plan/foretell';
import type { TerraformPlan } from '../../../src/terraform';
import { entry, planOf, role, stackOf, version } from './support';

const brief = (plan: TerraformPlan, before: Resources, after: Resources): string[] =>
  deviations(plan, before, after).map(({ address, kind, details }) =>
    [
      address,
      kind,
      ...details.map(({ attribute, key, from, to }) => `${key ?? attribute}:${from}→${to}`),
    ].join(' '),
  );
const attributes = (changed: object = {}) => ({
  name: 'api-dev',
  description: 'd',
  tags: { A: '1' },
  ...changed,
});
const numbered = (secret_string_wo_version: number) => ({ secret_string_wo_version, version_id: 'v' });
const base = stackOf({
  [entry]: { name: 'api-dev', description: 'd', tags: { A: '1' } },
  [version]: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's
    secret_id: '${aws_secretsmanager_secret.api.id}',
    secret_string_wo: 'x',
    secret_string_wo_version: 1,
  },
  [role]: { name: 'r', tags: {} },
});
const edited = (blocks: Readonly<Record<string, object | null>>): Resources =>
  new Map(
    Object.entries({ ...Object.fromEntries(base), ...blocks }).flatMap(([address, block]) =>
      block === null ? [] : [[address, block as Readonly<Record<string, unknown>>] as const],
    ),
  );
const still = [role, ['no-op'], {}, {}] as const;
const sameEntry = [entry, ['no-op'], attributes(), attributes()] as const;
const sameVersion = [version, ['no-op'], numbered(1), numbered(1)] as const;

describe('what is foretold', () => {
  test('GIVEN two sides THEN what differs, without what terraform does not compare', () => {
    const after = edited({
      [entry]: { name: 'api-dev', description: 'e', tags: { A: '1' }, lifecycle: {}, '//': {} },
      [version]: { ...base.get(version), secret_string_wo: 'y' },
      [role]: null,
      'aws_iam_role.new': {},
    });
    expect([...foretell(base, after)]).toEqual([
      [entry, { action: 'change', attributes: ['description'], isOpen: false }],
      [role, { action: 'delete', attributes: [], isOpen: false }],
      ['aws_iam_role.new', { action: 'create', attributes: [], isOpen: false }],
    ]);
  });

  test('GIVEN a synthesized stack THEN its resources by address; an entry without a value has no version', () => {
    const resource = { a: { x: { b: 1 }, y: { count: 0 } }, c: { z: {} } };
    expect([...resourcesOf(JSON.stringify({ resource, data: {} })).keys()]).toEqual(['a.x', 'c.z']);
    expect([...resourcesOf('{}')]).toEqual([]);
  });
});

describe('what is not as foretold', () => {
  test('GIVEN exactly what the files change THEN nothing', () => {
    const after = edited({
      [entry]: { ...base.get(entry), description: 'e' },
      [version]: { ...base.get(version), secret_string_wo_version: 2 },
      [role]: null,
      'aws_secretsmanager_secret.new': {},
    });
    const plan = planOf([
      [entry, ['update'], attributes(), attributes({ description: 'e' })],
      [version, ['delete', 'create'], numbered(1), { secret_string_wo_version: 2 }],
      [role, ['delete'], {}],
      ['aws_secretsmanager_secret.new', ['create'], null, {}],
    ]);
    expect(brief(plan, base, after)).toEqual([]);
  });

  test('GIVEN no change of the files WHEN the state holds another version THEN something else was deployed', () => {
    const plan = planOf([sameEntry, [version, ['delete', 'create'], numbered(7), numbered(1)], still]);
    expect(brief(plan, base, base)).toEqual([`${version} other-version secret_string_wo_version:7→1`]);
  });

  test('GIVEN a rotation WHEN the state holds neither side THEN something else was deployed', () => {
    const after = edited({ [version]: { ...base.get(version), secret_string_wo_version: 2 } });
    const plan = planOf([sameEntry, [version, ['delete', 'create'], numbered(7), numbered(2)], still]);
    expect(brief(plan, base, after)).toEqual([`${version} other-version secret_string_wo_version:7→2`]);
  });

  test('GIVEN a rotation WHEN the state holds it THEN it was deployed already', () => {
    const after = edited({ [version]: { ...base.get(version), secret_string_wo_version: 2 } });
    const plan = planOf([sameEntry, [version, ['no-op'], numbered(2), numbered(2)], still]);
    expect(brief(plan, base, after)).toEqual([`${version} already`]);
    const gone = edited({ [role]: null });
    expect(brief(planOf([sameEntry, sameVersion]), base, gone)).toEqual([`${role} already`]);
  });

  test('GIVEN a change of one attribute WHEN terraform changes another too THEN only that one is named', () => {
    const after = edited({ [entry]: { ...base.get(entry), description: 'e' } });
    const changed = attributes({ description: 'e', tags: { A: '2' } });
    const plan = planOf([[entry, ['update'], attributes(), changed], sameVersion, still]);
    expect(brief(plan, base, after)).toEqual([`${entry} more A:1→2`]);
    expect(brief(plan, base, base)).toEqual([`${entry} unforetold description:d→e A:1→2`]);
  });

  test('GIVEN an entry that the files adopt WHEN terraform imports it THEN that is all, whatever the base has of it', () => {
    const adopting = edited({
      [entry]: { ...base.get(entry), lifecycle: { ignore_changes: 'all' } },
      [version]: null,
    });
    for (const before of [base, edited({ [entry]: null, [version]: null })]) {
      for (const action of ['no-op', 'update'] as const) {
        const plan = planOf([[entry, [action], attributes({ tags: {} }), attributes(), 'imported'], still]);
        expect(brief(plan, before, adopting)).toEqual([]);
      }
    }
  });

  test('GIVEN an adopted entry WHEN the files let terraform write to it THEN what it makes of it is foretold', () => {
    const adopted = edited({ [entry]: { ...base.get(entry), lifecycle: { ignore_changes: 'all' } } });
    const strange = attributes({ description: 'by hand', tags: {} });
    const plan = planOf([[entry, ['update'], strange, attributes()], sameVersion, still]);
    expect(brief(plan, adopted, base)).toEqual([]);
    expect(brief(planOf([sameEntry, sameVersion, still]), adopted, base)).toEqual([]);
    expect(brief(plan, base, base)).toEqual([`${entry} unforetold description:by hand→d A:null→1`]);
  });

  test('GIVEN a tag that was changed outside WHEN terraform takes it back THEN that is said once, as outside', () => {
    const tagged = attributes({ tags: { A: '1', Owner: 'x' } });
    const plan = planOf(
      [[entry, ['update'], tagged, attributes()], sameVersion, still],
      [[entry, ['update'], attributes(), tagged]],
    );
    expect(brief(plan, base, base)).toEqual([]);
    expect(outsideDeviations(plan).map(({ address, kind }) => `${address} ${kind}`)).toEqual([
      `${entry} changed-outside`,
    ]);
  });

  test('GIVEN an entry that is gone WHEN terraform makes it again THEN that is said once, of the entry', () => {
    const plan = planOf(
      [[entry, ['create'], null, attributes()], [version, ['create'], null, numbered(1)], still],
      [
        [entry, ['delete'], attributes()],
        [version, ['delete'], numbered(1)],
      ],
    );
    expect(brief(plan, base, base)).toEqual([]);
    expect(outsideDeviations(plan).map(({ address, kind }) => `${address} ${kind}`)).toEqual([
      `${entry} gone-outside`,
    ]);
  });

  test.each<[string, Parameters<typeof planOf>[0], Resources, string[]]>([
    [
      'the base has and AWS has not',
      [[entry, ['create'], null, {}], [version, ['create'], null, {}], still],
      base,
      [`${entry} absent`],
    ],
    [
      'AWS has and neither side',
      [sameEntry, sameVersion, still, ['aws_secretsmanager_secret.x', ['delete'], {}]],
      base,
      ['aws_secretsmanager_secret.x stray'],
    ],
    [
      'AWS has before it comes',
      [sameEntry, sameVersion, still, ['aws_iam_role.new', ['update'], { name: 'a' }, { name: 'b' }]],
      edited({ 'aws_iam_role.new': {} }),
      ['aws_iam_role.new present name:a→b'],
    ],
  ])('GIVEN what %s THEN it is named', (_, lines, after, expected) => {
    expect(brief(planOf(lines), base, after)).toEqual(expected);
  });

  test('GIVEN an entry under another name THEN its version follows it without a word', () => {
    const after = edited({ [entry]: { ...base.get(entry), name: 'b' } });
    const plan = planOf([
      [entry, ['delete', 'create'], attributes(), attributes({ name: 'b' })],
      [version, ['delete', 'create'], { ...numbered(1), secret_id: 'arn' }, numbered(1)],
      still,
    ]);
    expect(brief(plan, base, after)).toEqual([]);
  });

  test('GIVEN a role under another name THEN what is allowed to it follows it without a word', () => {
    const policy = 'aws_iam_role_policy.task_api';
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's
    const allowed = { role: '${aws_iam_role.task_api.name}', policy: '{}' };
    const before = stackOf({ [role]: { name: 'r' }, [policy]: allowed });
    const after = stackOf({ [role]: { name: 's' }, [policy]: allowed });
    const plan = planOf([
      [role, ['delete', 'create'], { name: 'r' }, { name: 's' }],
      [policy, ['delete', 'create'], { role: 'r', policy: '{}' }, { role: 's', policy: '{}' }],
    ]);
    expect(brief(plan, before, after)).toEqual([]);
    expect(brief(plan, after, after)).toEqual([`${role} unforetold name:r→s`]);
  });

  test('GIVEN another number of the same thing THEN each of them is foretold', () => {
    const marker = 'terraform_data.marker';
    const [before, after] = [
      stackOf({ [marker]: { for_each: 'a' } }),
      stackOf({ [marker]: { for_each: 'b' } }),
    ];
    const plan = planOf([
      [`${marker}["a"]`, ['delete'], {}],
      [`${marker}["b"]`, ['create'], null, {}],
    ]);
    expect(brief(plan, before, after)).toEqual([]);
  });
});
