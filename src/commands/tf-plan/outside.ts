import type { PlannedChange, TerraformPlan } from '../../terraform';
import { type Named, nameResource } from './change';
import { changedAttributes, type Detail } from './details';

/** A resource that is not in AWS what the last deploy has left there. */
export interface OutsideChange extends Named {
  /** `superseded`: a version of an entry is no longer the current one, since somebody has written another. */
  readonly kind: 'changed' | 'gone' | 'superseded';
  readonly details: readonly Detail[];
}

/** What other resources of a stack do to these: their own plans tell of it. */
const echoes: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_secret: ['policy'],
  aws_iam_role: ['inline_policy', 'managed_policy_arns'],
  aws_iam_policy: ['attachment_count'],
};

/** What was changed in AWS by somebody else than terraform, as far as terraform looks; in its order. */
export function outsideChanges({ changes, drift }: TerraformPlan): readonly OutsideChange[] {
  const all = [...changes, ...drift];
  return drift.flatMap((each): OutsideChange[] => {
    const named = nameResource(each, all);
    if (each.action === 'delete') return [{ ...named, kind: 'gone', details: [] }];
    const changed = changedAttributes(each);
    const details = [
      ...changed.filter(({ attribute }) => echoes[each.type]?.includes(attribute) !== true),
      ...strangers(each, changes),
    ];
    if (details.length === 0) return [];
    const isSuperseded = named.subject === 'version' && changed.every(isStage);
    return [
      { ...named, kind: isSuperseded ? 'superseded' : 'changed', details: isSuperseded ? [] : details },
    ];
  });
}

const isStage = ({ attribute }: Detail): boolean => attribute === 'version_stages';

/** Policies that a role has beside those that its stack gives it. */
function strangers({ type, before, after }: PlannedChange, changes: readonly PlannedChange[]): Detail[] {
  if (type !== 'aws_iam_role') return [];
  const role = after?.name;
  const given = (kind: string, attribute: string): unknown[] =>
    changes.flatMap((each) =>
      each.type === kind && each.before?.role === role ? [each.before?.[attribute]] : [],
    );
  const added = (
    attribute: string,
    nameOf: (item: unknown) => unknown,
    own: readonly unknown[],
  ): Detail[] => {
    const known = [...listOf(before?.[attribute]).map(nameOf), ...own];
    return listOf(after?.[attribute])
      .map(nameOf)
      .filter((name) => !known.includes(name))
      .map((name) => ({ attribute, key: null, from: null, to: String(name), statements: null }));
  };
  return [
    ...added('inline_policy', nameIn, given('aws_iam_role_policy', 'name')),
    ...added('managed_policy_arns', (arn) => arn, given('aws_iam_role_policy_attachment', 'policy_arn')),
  ];
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const nameIn = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
