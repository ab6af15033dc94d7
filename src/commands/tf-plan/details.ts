import { compareText } from '../../diagnostics';
import { shownText } from '../../plan/diff/shown';
import type { PlannedChange } from '../../terraform';
import { type StatementChanges, statementChanges } from './statements';

/** One attribute that is otherwise afterwards. */
export interface Detail {
  /** As Terraform calls it. */
  readonly attribute: string;
  /** Which tag it is, where it is one. */
  readonly key: string | null;
  /** Null where there was none, or where it is not shown. */
  readonly from: string | null;
  /** Null where there is none, or where it is not shown. */
  readonly to: string | null;
  /** Of a policy. */
  readonly statements: StatementChanges | null;
}

/** Short texts without a secret in them. Of every other attribute it is only said that it is otherwise. */
const shown: ReadonlySet<string> = new Set([
  'deletion_window_in_days',
  'description',
  'enable_key_rotation',
  'kms_key_id',
  'max_session_duration',
  'name',
  'path',
  'permissions_boundary',
  'policy_arn',
  'recovery_window_in_days',
  'role',
  'secret_string_wo_version',
  'target_key_id',
]);

/** Said already by `tags`, or made by AWS. */
const echoes: ReadonlySet<string> = new Set(['tags_all', 'id', 'arn']);

/** What differs of a resource, in code unit order of the attributes. What is known only after an apply is no difference. */
export function changedAttributes({ before, after, unknown }: PlannedChange): readonly Detail[] {
  const was = before ?? {};
  const is = after ?? {};
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => !echoes.has(name) && !unknown.includes(name))
    .filter((name) => comparable(was[name]) !== comparable(is[name]))
    .sort(compareText)
    .flatMap((name) => detailsOf(name, was[name], is[name]));
}

function detailsOf(attribute: string, from: unknown, to: unknown): Detail[] {
  if (attribute === 'tags') return tagDetails(from, to);
  const isShown = shown.has(attribute);
  return [
    {
      attribute,
      key: null,
      from: isShown ? textOf(from) : null,
      to: isShown ? textOf(to) : null,
      statements: statementChanges(from, to),
    },
  ];
}

function tagDetails(from: unknown, to: unknown): Detail[] {
  const was = tagsOf(from);
  const is = tagsOf(to);
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key) !== is.get(key))
    .sort(compareText)
    .map((key) => ({
      attribute: 'tags',
      key: shownText(key) ?? key,
      from: shownText(was.get(key)),
      to: shownText(is.get(key)),
      statements: null,
    }));
}

const tagsOf = (tags: unknown): ReadonlyMap<string, string> =>
  new Map(Object.entries(tags ?? {}).map(([key, value]) => [key, String(value)]));

function textOf(value: unknown): string | null {
  return isNothing(value) && value !== false ? null : shownText(String(value));
}

/** Terraform writes nothing at all in several ways. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === false;

/** Equal exactly where the values are. */
function comparable(value: unknown): string {
  if (isNothing(value)) return 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isEmpty = Object.keys(value).length === 0;
  return isEmpty ? 'null' : JSON.stringify(value, (_, each) => sorted(each));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)));
}
