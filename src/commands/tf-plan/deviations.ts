import type { PlannedChange, TerraformPlan } from '../../terraform';
import { type Named, nameResource, toStackChange } from './change';
import { changedAttributes, type Detail } from './details';
import { type Foretold, foretell, type Resources } from './foretell';
import { outsideChanges } from './outside';

/**
 * How what terraform would do differs from what the change of the files foretells.
 *
 * - `changed-outside`, `gone-outside`, `superseded-outside`: somebody has changed AWS past terraform
 * - `other-version`: the state holds a version of an entry that is neither the base's nor the one that comes
 * - `unforetold`: terraform changes what is the same in the files
 * - `more`: terraform changes more of a resource than the files do
 * - `already`: the files change it, and terraform finds nothing to do
 * - `absent`: the base has it, and it is not deployed; `present`: the base does not have it, and it is
 * - `stray`: it is deployed, and neither side has it
 */
export interface Deviation extends Named {
  readonly kind:
    | 'changed-outside'
    | 'gone-outside'
    | 'superseded-outside'
    | 'other-version'
    | 'unforetold'
    | 'more'
    | 'already'
    | 'absent'
    | 'present'
    | 'stray';
  readonly details: readonly Detail[];
}

/** What is in AWS otherwise than the state says: a deviation whatever the files say. */
export function outsideDeviations(plan: TerraformPlan): readonly Deviation[] {
  return withoutImplied(
    outsideChanges(plan).map(({ kind, ...rest }) => ({ ...rest, kind: `${kind}-outside` }) as const),
  );
}

/** What is said of an entry as a whole need not be said of its version and its policy. */
function withoutImplied(all: readonly Deviation[]): readonly Deviation[] {
  const wholes = new Set(
    all.flatMap(({ subject, bucket, kind }) => (subject === 'entry' ? [`${bucket} ${kind}`] : [])),
  );
  return all.filter(
    ({ subject, bucket, kind, details }) =>
      subject === 'entry' || details.length > 0 || !wholes.has(`${bucket} ${kind}`),
  );
}

/**
 * Everything that a step from one synthesized stack to the other does not explain. What was changed outside explains
 * what terraform does about it.
 */
export function deviations(plan: TerraformPlan, before: Resources, after: Resources): readonly Deviation[] {
  const foretold = foretell(before, after);
  const judge = new Judge(plan, before, after, foretold);
  const inState = new Set(plan.changes.map(addressWithoutIndex));
  const imported = new Set(plan.changes.flatMap((change) => (change.imported ? [change.name] : [])));
  const missing = [...foretold]
    .filter(([address, { action }]) => action === 'delete' && !inState.has(address))
    .map(([address]) => named(address))
    // Of an entry that terraform has not known, it knows no version and no policy either.
    .filter(({ bucket }) => bucket === null || !imported.has(bucket));
  return withoutImplied([
    ...plan.changes.flatMap((change) => judge.judge(change)),
    ...missing.map((each): Deviation => ({ ...each, kind: 'already', details: [] })),
  ]);
}

const addressWithoutIndex = ({ type, name }: PlannedChange): string => `${type}.${name}`;

/** Of a resource that terraform does not speak of. */
function named(address: string): Named {
  const [type = '', name = ''] = address.split('.');
  const nothing = {
    action: 'none',
    imported: false,
    movedFrom: null,
    before: null,
    after: null,
    unknown: [],
  } as const;
  return nameResource({ address, type, name, ...nothing }, []);
}

class Judge {
  /** Made, or made anew: what refers to one of them may change with it. */
  readonly #fresh: readonly string[];

  constructor(
    private readonly plan: TerraformPlan,
    private readonly before: Resources,
    private readonly after: Resources,
    private readonly foretold: ReadonlyMap<string, Foretold>,
  ) {
    this.#fresh = plan.changes
      .filter(({ action }) => action === 'create' || action === 'replace')
      .map(addressWithoutIndex);
  }

  judge(change: PlannedChange): Deviation[] {
    const foretold = this.foretold.get(addressWithoutIndex(change));
    const kind = this.#kindOf(change, foretold);
    if (kind === null) return [];
    const { address, subject, bucket, name } = toStackChange(change, this.plan.changes);
    const details = kind === 'other-version' ? versionOf(change) : this.#unexplained(change, foretold);
    return [{ address, subject, bucket, name, kind, details }];
  }

  #kindOf(change: PlannedChange, foretold: Foretold | undefined): Deviation['kind'] | null {
    if (change.imported || foretold?.isOpen === true) return null;
    switch (change.action) {
      case 'none':
        return foretold === undefined ? null : 'already';
      case 'create':
        return foretold?.action === 'create' || this.#isGone(change) ? null : 'absent';
      case 'delete':
      case 'forget':
        return foretold?.action === 'delete' ? null : 'stray';
      default:
        if (foretold?.action === 'create') return 'present';
        if (this.#holdsOtherVersion(change)) return 'other-version';
        if (this.#unexplained(change, foretold).length === 0 || this.#follows(change)) return null;
        return foretold === undefined ? 'unforetold' : 'more';
    }
  }

  /** What neither the files nor a change outside explain. */
  #unexplained(change: PlannedChange, foretold: Foretold | undefined): readonly Detail[] {
    if (change.action !== 'update' && change.action !== 'replace') return [];
    const drifted = this.plan.drift
      .filter(({ address }) => address === change.address)
      .flatMap(changedAttributes);
    const isExplained = ({ attribute, key }: Detail): boolean =>
      foretold?.attributes.includes(attribute) === true ||
      madeByAws.has(attribute) ||
      drifted.some((each) => each.attribute === attribute && each.key === key);
    return changedAttributes(change).filter((detail) => !isExplained(detail));
  }

  /** Whether the state holds a version that the base does not have. */
  #holdsOtherVersion({ type, name, before }: PlannedChange): boolean {
    if (type !== 'aws_secretsmanager_secret_version') return false;
    const base = this.before.get(`${type}.${name}`)?.secret_string_wo_version;
    return before?.secret_string_wo_version !== base;
  }

  #isGone({ address }: PlannedChange): boolean {
    return this.plan.drift.some((each) => each.address === address && each.action === 'delete');
  }

  /** Whether it refers to something that is made anew. */
  #follows(change: PlannedChange): boolean {
    const address = addressWithoutIndex(change);
    const text = JSON.stringify(this.after.get(address) ?? {});
    return this.#fresh.some((each) => each !== address && text.includes(`${each}.`));
  }
}

const versionOf = (change: PlannedChange): readonly Detail[] =>
  changedAttributes(change).filter(({ attribute }) => attribute === 'secret_string_wo_version');

/** Of a version that is written anew. */
const madeByAws: ReadonlySet<string> = new Set([
  'has_secret_string_wo',
  'secret_binary',
  'secret_id',
  'secret_string',
  'version_id',
  'version_stages',
]);
