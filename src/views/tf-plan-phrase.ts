import type { Review } from '../commands/tf-plan';
import { countDestroying, type Named, type StackChange } from '../commands/tf-plan/change';
import type { Detail } from '../commands/tf-plan/details';
import type { Deviation } from '../commands/tf-plan/deviations';
import type { StatementChanges } from '../commands/tf-plan/statements';
import type { Subject } from '../commands/tf-plan/subject';
import { list } from '../diagnostics';
import { counted } from './counted';
import { names, type Phrase, type Segment } from './diff-phrase';
import { groupBy } from './group';

const name = (text: string): Segment => ({ name: text });
const value = (text: string): Segment => ({ value: text });

/** A line of a report: what it is about, and what is said of it. */
export interface Said {
  readonly about: Phrase;
  readonly says: readonly Phrase[];
}

const subjectWords: Record<Subject, string> = {
  entry: '',
  version: '',
  'entry-policy': 'policy of ',
  key: 'key of ',
  'key-alias': 'alias ',
  role: 'role ',
  'role-policy': 'what is allowed to role ',
  policy: 'policy ',
  attachment: 'a policy of role ',
  'identity-provider': 'provider of tokens ',
  marker: 'marker ',
  other: '',
};

const labelOf = ({ subject, name: text, address }: Named): Phrase => [
  subjectWords[subject],
  name(subject === 'marker' || subject === 'other' ? address : text),
];

/** One line for each entry, with everything that happens to it. */
function describeEntries(changes: readonly StackChange[]): Said[] {
  const ofEntries = changes.filter(({ bucket }) => bucket !== null);
  return groupBy(ofEntries, ({ bucket }) => bucket ?? '').map(([bucket, group]) => {
    const whole = group.find(({ subject, deed }) => subject === 'entry' && deed === 'destroyed');
    const said = whole === undefined ? group : [whole];
    return { about: [name(group[0]?.name ?? bucket)], says: said.flatMap(sayEntryChange) };
  });
}

function sayEntryChange({ subject, deed, details }: StackChange): Phrase[] {
  const all = details.map(describeDetail);
  switch (subject) {
    case 'version':
      return [
        [deed === 'destroyed' ? 'its version is destroyed, and no other one follows' : versionWords(deed)],
      ];
    case 'entry-policy':
      return deed === 'changed' ? all : [[deed === 'created' ? 'policy set' : `policy ${deedWords[deed]}`]];
    default:
      if (deed === 'destroyed') return [['destroyed, with every value in it']];
      return deed === 'changed' ? all : [[deedWords[deed]], ...all];
  }
}

const versionWords = (deed: StackChange['deed']): string =>
  deed === 'first-version' || deed === 'new-version' ? deedWords[deed] : `version ${deedWords[deed]}`;

const deedWords: Record<StackChange['deed'], string> = {
  created: 'created',
  imported: 'imported',
  changed: 'changed',
  replaced: 'destroyed and made anew',
  destroyed: 'destroyed',
  forgotten: 'no longer kept by Terraform',
  moved: 'has another address',
  'first-version': 'first version',
  'new-version': 'new version',
};

/** What is made and destroyed as a whole in one line for each kind; what changes in one each. */
function describeOthers(changes: readonly StackChange[]): Said[] {
  return groupBy(changes, ({ subject, deed, details, address }) =>
    details.length === 0 ? `${subject} ${deed}` : address,
  ).map(([, group]) => {
    const [first] = group;
    if (first === undefined) return { about: [], says: [] };
    const details = first.details.map(describeDetail);
    const isWhole = first.deed !== 'changed' || details.length === 0;
    return { about: labelAll(group), says: [...(isWhole ? [[wholeWords(first)]] : []), ...details] };
  });
}

const wholeWords = ({ subject, deed }: StackChange): string =>
  subject === 'key' && deed === 'destroyed'
    ? 'destroyed, and with it every value in git that it opens'
    : deedWords[deed];

function labelAll(group: readonly Named[]): Phrase {
  const [first] = group;
  if (first === undefined) return [];
  if (group.length === 1) return labelOf(first);
  const word = subjectWords[first.subject];
  return [word, ...names(group.map((each) => each.name))];
}

const attributeWords: Readonly<Record<string, string>> = {
  assume_role_policy: 'trust',
  inline_policy: 'policy of its own',
  kms_key_id: 'KMS key',
  managed_policy_arns: 'attached policy',
  permissions_boundary: 'boundary',
  recovery_window_in_days: 'days in which it can be restored',
  secret_string_wo_version: 'version',
  target_key_id: 'key',
  version_stages: 'stages',
};

function describeDetail({ attribute, key, from, to, statements }: Detail): Phrase {
  if (key !== null) return ['tag ', value(key), ': ', ...replaced(from, to)];
  const word = attributeWords[attribute] ?? attribute.replaceAll('_', ' ');
  if (statements !== null) return [`${word}: `, ...describeStatements(statements)];
  return from === null && to === null ? [`${word} changed`] : [`${word}: `, ...replaced(from, to)];
}

function replaced(from: string | null, to: string | null): Phrase {
  return [from === null ? 'nothing' : value(from), ' → ', to === null ? 'nothing' : value(to)];
}

function describeStatements({ added, removed, changed }: StatementChanges): Phrase {
  const parts = (
    [
      ['more: ', added],
      ['no longer: ', removed],
      ['changed: ', changed],
    ] as const
  ).flatMap(([word, sids]): Phrase[] => (sids.length === 0 ? [] : [[word, ...names(sids)]]));
  return parts.length === 0 ? ['written otherwise'] : join(parts);
}

/** Phrases with semicolons between them. */
export const join = (phrases: readonly Phrase[]): Phrase =>
  phrases.flatMap((phrase, index) => (index === 0 ? phrase : ['; ', ...phrase]));

/** Those of which the same is said in one line. */
function describeDeviations(deviations: readonly Deviation[]): Said[] {
  return groupBy(deviations, ({ kind, subject, details }) => JSON.stringify([kind, subject, details])).map(
    ([, group]) => {
      const [first] = group;
      const says = first === undefined ? [] : sayDeviation(first);
      return { about: labelAll(group), says: [says] };
    },
  );
}

function sayDeviation({ kind, details }: Deviation): Phrase {
  const all = join(details.map(describeDetail));
  switch (kind) {
    case 'changed-outside':
      return ['changed outside of Terraform: ', ...all];
    case 'gone-outside':
      return ['gone from AWS, or scheduled for deletion, and not by Terraform'];
    case 'superseded-outside':
      return ['its current version is not the one that Terraform wrote: somebody wrote another'];
    case 'other-version':
      return ['something else is deployed than the base: ', ...all];
    case 'unforetold':
      return ['Terraform changes it, and the files do not: ', ...all];
    case 'more':
      return ['Terraform changes more of it than the files do: ', ...all];
    case 'already':
      return ['the files change it, and Terraform finds nothing to do: it was deployed already'];
    case 'absent':
      return ['the base has it, and it is not deployed'];
    case 'present':
      return ['it is deployed already, and the base does not have it'];
    case 'stray':
      return ['it is deployed, and neither side has it: Terraform destroys it'];
  }
}

/** What has to be known about how this came about; sentences for people. */
export function reviewSentences({ comparison, refreshed, stack }: Review): string[] {
  const compared = {
    compared: [],
    undeployed: [
      `Nothing of ${stack} is in the state: it was never deployed, or its state is kept elsewhere. Everything is new, whatever the base says.`,
    ],
    'faulty-base': ['The base has errors itself, so that nothing can be foretold from it: not compared.'],
    'left-out': ['Not compared with a base.'],
  }[comparison];
  return refreshed
    ? compared
    : [...compared, 'Without a refresh: what was changed outside of Terraform is not seen.'];
}

/** `no changes in dev, as foretold`; `3 changes in dev: 1 destroys values, 2 not as foretold`. */
export function describeReview({ stack, changes, deviations, comparison }: Review): string {
  const destroying = countDestroying(changes);
  const counts = [
    ...(destroying === 0 ? [] : [`${destroying} ${destroying === 1 ? 'destroys' : 'destroy'} values`]),
    ...(deviations.length === 0 ? [] : [`${deviations.length} not as foretold`]),
  ];
  const calm = comparison === 'compared' ? ', as foretold' : '';
  const size = changes.length === 0 ? 'no changes' : counted(changes.length, 'change');
  return `${size} in ${stack}${counts.length === 0 ? calm : `: ${list(counts)}`}`;
}

/** The parts of a report in the order in which they are read; empty ones are left out. */
export function sectionsOf({ changes, deviations }: Review) {
  const others = (subjects: readonly Subject[]): Said[] =>
    describeOthers(changes.filter(({ subject, bucket }) => bucket === null && subjects.includes(subject)));
  const destroying = changes.filter(({ destroysValues }) => destroysValues);
  const sections = [
    {
      weight: 'loss',
      title: 'VALUES ARE DESTROYED',
      lines: [
        ...describeEntries(destroying),
        ...describeOthers(destroying.filter(({ bucket }) => bucket === null)),
      ],
    },
    { weight: 'deviation', title: 'Not as foretold', lines: describeDeviations(deviations) },
    { weight: 'rest', title: 'Entries', lines: describeEntries(changes) },
    { weight: 'rest', title: 'Keys', lines: others(['key', 'key-alias', 'marker']) },
    {
      weight: 'rest',
      title: 'Access',
      lines: others(['role', 'role-policy', 'policy', 'attachment', 'identity-provider']),
    },
    { weight: 'rest', title: 'Everything else', lines: others(['other']) },
  ] as const;
  return sections.filter(({ lines }) => lines.length > 0);
}
