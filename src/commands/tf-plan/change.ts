import { shownText } from '../../plan/diff/shown';
import type { PlannedChange } from '../../terraform';
import { changedAttributes, type Detail } from './details';
import { type Subject, subjectOf } from './subject';

/** What happens to a resource, in words of ours. A version is never "replaced": the old one stays readable. */
export type Deed =
  | 'created'
  | 'imported'
  | 'changed'
  | 'replaced'
  | 'destroyed'
  | 'forgotten'
  | 'moved'
  | 'first-version'
  | 'new-version';

/** A resource as people know it. */
export interface Named {
  /** Terraform's, with an index where it has one. */
  readonly address: string;
  readonly subject: Subject;
  /** The bucket whose entry it is or belongs to; null where it belongs to none. */
  readonly bucket: string | null;
  /** What AWS calls it, as far as it is known: of what belongs to an entry, the entry's. */
  readonly name: string;
}

/** What a deploy does to one resource. */
export interface StackChange extends Named {
  readonly deed: Deed;
  /** What is otherwise then; empty where it is made or destroyed as a whole. */
  readonly details: readonly Detail[];
  /** Whether values go with it: an entry, a key, or a version that no other one follows. */
  readonly destroysValues: boolean;
}

/** @param all - of the same plan, from which names are taken */
export function toStackChange(change: PlannedChange, all: readonly PlannedChange[]): StackChange {
  const named = nameResource(change, all);
  return {
    ...named,
    deed: deedOf(change, named.subject),
    details: change.action === 'update' || change.action === 'replace' ? changedAttributes(change) : [],
    destroysValues: destroysValues(change, named.subject),
  };
}

export function nameResource(change: PlannedChange, all: readonly PlannedChange[]): Named {
  const { address, type, name } = change;
  const subject = subjectOf(type);
  const bucket = ['entry', 'version', 'entry-policy'].includes(subject) ? name : null;
  const entry = all.find((each) => each.type === 'aws_secretsmanager_secret' && each.name === name);
  const known = bucket === null ? textOf(change, nameAttributes[subject]) : entry && textOf(entry, 'name');
  return { address, subject, bucket, name: shownText(known ?? name) ?? name };
}

/** The attribute that people know a resource by. @default - its name in the stack */
const nameAttributes: Partial<Record<Subject, string>> = {
  'key-alias': 'name',
  role: 'name',
  'role-policy': 'role',
  policy: 'name',
  attachment: 'role',
};

function textOf({ before, after }: PlannedChange, attribute: string | undefined): string | undefined {
  if (attribute === undefined) return undefined;
  // The name that it has now is the one that people look for.
  const text = before?.[attribute] ?? after?.[attribute];
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function deedOf({ action, imported, movedFrom }: PlannedChange, subject: Subject): Deed {
  if (imported) return 'imported';
  switch (action) {
    case 'create':
      return subject === 'version' ? 'first-version' : 'created';
    case 'replace':
      return subject === 'version' ? 'new-version' : 'replaced';
    case 'delete':
      return 'destroyed';
    case 'forget':
      return 'forgotten';
    default:
      return action === 'none' && movedFrom !== null ? 'moved' : 'changed';
  }
}

function destroysValues({ action }: PlannedChange, subject: Subject): boolean {
  if (subject === 'version') return action === 'delete';
  return (subject === 'entry' || subject === 'key') && (action === 'delete' || action === 'replace');
}

/** How many things are destroyed with values in them; an entry counts once, whatever goes with it. */
export function countDestroying(changes: readonly StackChange[]): number {
  const destroying = changes.filter((change) => change.destroysValues);
  return new Set(destroying.map(({ bucket, address }) => bucket ?? address)).size;
}
