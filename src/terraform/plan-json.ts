import * as z from 'zod';
import { printedJson } from './parsed-json';
import { TerraformFault } from './terraform-fault';

/** https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const actions = z.array(z.enum(['no-op', 'create', 'read', 'update', 'delete', 'forget']));

/** What terraform does to one resource. `replace`: destroyed and made again, in whichever order. */
export type Action = 'none' | 'create' | 'update' | 'replace' | 'delete' | 'forget';

type Attributes = Readonly<Record<string, unknown>>;

/** A resource before and after, or what terraform has found changed of it. */
export interface PlannedChange {
  /** With an index where it has one. */
  readonly address: string;
  readonly type: string;
  /** Its name in the stack. */
  readonly name: string;
  readonly action: Action;
  /** Taken into the state from AWS. */
  readonly imported: boolean;
  /** Under which it stood before, where it moved. */
  readonly movedFrom: string | null;
  /** Null where there is none. What terraform holds for sensitive is left out. */
  readonly before: Attributes | null;
  /** Null where there will be none. What is known only after an apply is left out. */
  readonly after: Attributes | null;
  /** Attributes whose values are known only after an apply. */
  readonly unknown: readonly string[];
}

/** A plan of terraform, as far as reports need it. */
export interface TerraformPlan {
  /** Managed resources in the order in which terraform has them, also those that stay. */
  readonly changes: readonly PlannedChange[];
  /** What was found otherwise in AWS than the state says; empty without a refresh. */
  readonly drift: readonly PlannedChange[];
}

const attributes = z.record(z.string(), z.unknown());
const marks = z.union([z.boolean(), attributes]).optional();

const change = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  previous_address: z.string().optional(),
  change: z.object({
    actions,
    before: attributes.nullish(),
    after: attributes.nullish(),
    after_unknown: marks,
    before_sensitive: marks,
    after_sensitive: marks,
    importing: z.object({}).nullish(),
  }),
});

const document = z.object({
  format_version: z.string().startsWith('1.'),
  resource_changes: z.array(change).optional(),
  resource_drift: z.array(change).optional(),
});

/** @throws TerraformFault where it is no plan in a form that is known here */
export function parsePlan(text: string): TerraformPlan {
  const parsed = document.safeParse(printedJson(text));
  if (!parsed.success) {
    throw new TerraformFault(
      'This terraform describes its plan in a form that fanout does not know: update fanout',
    );
  }
  const managed = (changes: readonly z.infer<typeof change>[] | undefined): PlannedChange[] =>
    (changes ?? []).filter(({ mode }) => mode === 'managed').map(toPlannedChange);
  return { changes: managed(parsed.data.resource_changes), drift: managed(parsed.data.resource_drift) };
}

function toPlannedChange({
  address,
  type,
  name,
  previous_address,
  change: { actions, before, after, after_unknown, before_sensitive, after_sensitive, importing },
}: z.infer<typeof change>): PlannedChange {
  return {
    address,
    type,
    name,
    action: actionOf(actions),
    imported: importing !== undefined && importing !== null,
    movedFrom: previous_address ?? null,
    before: withoutMarked(before, before_sensitive),
    after: withoutMarked(after, after_sensitive),
    unknown: markedIn(after_unknown),
  };
}

function actionOf(actions: readonly string[]): Action {
  if (actions.includes('create')) return actions.includes('delete') ? 'replace' : 'create';
  if (actions.includes('delete')) return 'delete';
  if (actions.includes('forget')) return 'forget';
  return actions.includes('update') ? 'update' : 'none';
}

function withoutMarked(
  values: Attributes | null | undefined,
  sensitive: z.infer<typeof marks>,
): Attributes | null {
  if (values === null || values === undefined) return null;
  const marked = sensitive === true ? Object.keys(values) : markedIn(sensitive);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !marked.includes(name)));
}

/** Names of attributes that are marked as a whole or anywhere within. */
function markedIn(marked: z.infer<typeof marks>): string[] {
  if (typeof marked !== 'object') return [];
  return Object.entries(marked).flatMap(([name, mark]) => (isMarked(mark) ? [name] : []));
}

function isMarked(mark: unknown): boolean {
  if (typeof mark !== 'object' || mark === null) return mark === true;
  return Object.values(mark).some(isMarked);
}
