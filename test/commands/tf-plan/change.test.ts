import { countDestroying, type StackChange, toStackChange } from '../../../src/commands/tf-plan/change';
import { outsideChanges } from '../../../src/commands/tf-plan/outside';
import { parsePlan, type TerraformPlan } from '../../../src/terraform/plan-json';
import { entry, planOf, recorded, role, version } from './support';

const changesOf = ({ changes }: TerraformPlan): StackChange[] =>
  changes.filter(({ action }) => action !== 'none').map((change) => toStackChange(change, changes));
const brief = ({ subject, name, deed, destroysValues, details }: StackChange): string => {
  const said = details.map(({ attribute, key, from, to, statements }) =>
    [
      key ?? attribute,
      from === '' ? 'empty' : from,
      to,
      ...(statements === null ? [] : [JSON.stringify(statements)]),
    ].join('|'),
  );
  return [`${destroysValues ? 'LOSS ' : ''}${subject} ${name} ${deed}`, ...said].join(' ');
};
const recordedPlan = (name: Parameters<typeof recorded>[0]): TerraformPlan => parsePlan(recorded(name));

describe('what terraform does, in words of ours', () => {
  test('GIVEN a deployed stack that was edited THEN a version is new and not "replaced"', () => {
    expect(changesOf(recordedPlan('changed')).map(brief)).toEqual([
      'role my-app.execution.dev.api changed Cost||x',
      'role my-app.task.dev.api changed Cost||x',
      'role-policy my-app.execution.dev.api changed policy|||{"added":[],"removed":[],"changed":["PullImages"]}',
      'entry my-app/dev/api changed description|all|all of it Cost||x Owner|mallory|',
      'entry my-app/dev/fresh created',
      'entry my-app/dev/worker changed Cost||x',
      'version my-app/dev/api new-version secret_string_wo_version|78740964528979|144093255511782',
      'version my-app/dev/fresh first-version',
      'version my-app/dev/worker new-version secret_string_wo_version|110561322009655|131651976927777',
    ]);
  });

  test('GIVEN buckets that are gone THEN their entries and versions destroy values, each bucket once', () => {
    const changes = changesOf(recordedPlan('removed'));
    expect(changes.map(brief).filter((line) => line.startsWith('LOSS'))).toEqual([
      'LOSS entry my-app/dev/gone destroyed',
      'LOSS entry my-app/dev/worker destroyed',
      'LOSS version my-app/dev/gone destroyed',
      'LOSS version my-app/dev/worker destroyed',
    ]);
    expect(countDestroying(changes)).toBe(2);
  });

  test('GIVEN a retired environment THEN its key destroys values', () => {
    const changes = changesOf(recordedPlan('key'));
    expect(changes.map(brief).filter((line) => line.includes('destroyed'))).toEqual([
      'policy my-app.runtime-boundary.stage destroyed',
      'key-alias alias/my-app/stage destroyed',
      'LOSS key stage destroyed',
    ]);
    expect(countDestroying(changes)).toBe(1);
  });

  test.each<[string, Parameters<typeof planOf>[0][number], string]>([
    [
      'an entry under another name',
      [entry, ['delete', 'create'], { name: 'a' }, { name: 'b' }],
      'LOSS entry a replaced name|a|b',
    ],
    [
      'a version that no other one follows',
      [version, ['delete'], { version_id: 'v' }],
      'LOSS version api destroyed',
    ],
    ['an entry that is let go', [entry, ['forget'], { name: 'a' }], 'entry a forgotten'],
    ['a key made anew', ['aws_kms_key.dev', ['create', 'delete'], {}, {}], 'LOSS key dev replaced'],
    [
      'another key',
      [entry, ['update'], { name: 'a', kms_key_id: 'x' }, { name: 'a', kms_key_id: 'y' }],
      'entry a changed kms_key_id|x|y',
    ],
    [
      'what Terraform writes as nothing, in one way before and in another after',
      [
        entry,
        ['update'],
        { name: 'a', kms_key_id: '', force_overwrite_replica_secret: null, replica: [] },
        { name: 'a', kms_key_id: 'y', force_overwrite_replica_secret: false, replica: null },
      ],
      'entry a changed kms_key_id||y',
    ],
    [
      'what is switched off',
      ['aws_kms_key.dev', ['update'], { enable_key_rotation: true }, { enable_key_rotation: false }],
      'key dev changed enable_key_rotation|true|false',
    ],
    [
      'a policy of an entry',
      ['aws_secretsmanager_secret_policy.api', ['create'], null, {}],
      'entry-policy api created',
    ],
    [
      'a policy attached',
      ['aws_iam_role_policy_attachment.x', ['create'], null, { role: 'r' }],
      'attachment r created',
    ],
    [
      'a name that looks like a secret',
      [entry, ['create'], null, { name: `ghp_${'a1B2'.repeat(9)}` }],
      'entry *** created',
    ],
    ['something of another provider', ['null_resource.x', ['delete'], {}], 'other x destroyed'],
    [
      'a text that is not for showing',
      [entry, ['update'], { name: 'a', replica: [1] }, { name: 'a', replica: [2] }],
      'entry a changed replica||',
    ],
    [
      'what looks like a secret',
      [
        entry,
        ['update'],
        { name: 'a', description: '' },
        { name: 'a', description: `ghp_${'a1B2'.repeat(9)}` },
      ],
      'entry a changed description||***',
    ],
  ])('GIVEN %s THEN it is called so', (_, line, expected) => {
    expect(changesOf(planOf([line])).map(brief)).toEqual([expected]);
  });

  test('GIVEN an import and a move THEN they are called so', () => {
    const text = JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        {
          address: entry,
          mode: 'managed',
          type: 'aws_secretsmanager_secret',
          name: 'api',
          change: {
            actions: ['no-op'],
            before: { name: 'a' },
            after: { name: 'a' },
            importing: { id: 'arn' },
          },
        },
        {
          address: role,
          previous_address: 'aws_iam_role.old',
          mode: 'managed',
          type: 'aws_iam_role',
          name: 'task_api',
          change: { actions: ['no-op'], before: {}, after: {} },
        },
        {
          address: 'data.x.y',
          mode: 'data',
          type: 'x',
          name: 'y',
          change: { actions: ['read'], before: null, after: {} },
        },
      ],
    });
    const { changes } = parsePlan(text);
    expect(changes.map((each) => brief(toStackChange(each, changes)))).toEqual([
      'entry a imported',
      'role task_api moved',
    ]);
  });

  test('GIVEN attributes that Terraform marks as sensitive THEN they are not even taken in', () => {
    const text = JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        {
          address: entry,
          mode: 'managed',
          type: 'aws_secretsmanager_secret',
          name: 'api',
          change: {
            actions: ['update'],
            before: { description: 'canary-1', tags: { A: 'canary-2' }, name: 'n' },
            after: { description: 'canary-3', tags: { A: 'canary-4' }, name: 'n' },
            before_sensitive: { description: true },
            after_sensitive: { description: true, tags: { A: true } },
          },
        },
      ],
    });
    const plan = parsePlan(text);
    expect(JSON.stringify(plan)).not.toMatch(/canary-[134]/);
  });
});

describe('what was changed outside', () => {
  test('GIVEN a tag, a newer version and a deleted entry THEN they are found, and what our own resources do is not', () => {
    const found = outsideChanges(recordedPlan('changed'));
    expect(found.map(({ address, kind, details }) => [address, kind, details.length])).toEqual([
      [entry, 'changed', 1],
      ['aws_secretsmanager_secret.gone', 'gone', 0],
      [version, 'superseded', 0],
      ['aws_secretsmanager_secret_version.gone', 'gone', 0],
    ]);
  });

  test('GIVEN what only tells of other resources of the stack THEN nothing', () => {
    const drift: Parameters<typeof planOf>[1] = [
      [entry, ['update'], { name: 'a', policy: '' }, { name: 'a', policy: '{"Statement":[]}' }],
      ['aws_iam_policy.x', ['update'], { attachment_count: 0 }, { attachment_count: 1 }],
      [role, ['update'], { name: 'r', tags_all: {} }, { name: 'r', tags_all: { A: '1' } }],
    ];
    expect(outsideChanges(planOf([], drift))).toEqual([]);
  });

  test('GIVEN policies that a role got beside its own THEN they are found by name', () => {
    const own = {
      name: 'r',
      inline_policy: [{ name: 'access', policy: '{}' }],
      managed_policy_arns: ['own'],
    };
    const more = {
      name: 'r',
      inline_policy: [...own.inline_policy, { name: 'sneaky', policy: '{}' }],
      managed_policy_arns: ['own', 'arn:aws:iam::aws:policy/AdministratorAccess'],
    };
    const given: Parameters<typeof planOf>[0] = [
      [
        'aws_iam_role_policy.task_api',
        ['no-op'],
        { role: 'r', name: 'access' },
        { role: 'r', name: 'access' },
      ],
      ['aws_iam_role_policy_attachment.x', ['no-op'], { role: 'r', policy_arn: 'own' }, {}],
    ];
    const empty = { name: 'r', inline_policy: [], managed_policy_arns: [] };
    const found = outsideChanges(planOf(given, [[role, ['update'], empty, more]]));
    expect(found.flatMap(({ details }) => details.map(({ attribute, to }) => [attribute, to]))).toEqual([
      ['inline_policy', 'sneaky'],
      ['managed_policy_arns', 'arn:aws:iam::aws:policy/AdministratorAccess'],
    ]);
    expect(outsideChanges(planOf(given, [[role, ['update'], empty, own]]))).toEqual([]);
  });
});
