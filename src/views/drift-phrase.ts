import type { DriftResult } from '../commands/drift';
import type { Finding, Gist, Move, OtherVersion, Pending, Weight } from '../commands/drift/finding';
import { counted } from './counted';
import { names, type Phrase, type Segment } from './diff-phrase';

export const driftTitles: Record<Weight, string> = {
  loss: 'What cannot be read, now or soon',
  values: 'What is read is something else',
  access: 'Who can read it may have changed',
  rest: 'Everything else',
};

const name = (text: string): Segment => ({ name: text });
const value = (text: string): Segment => ({ value: text });

/** What a finding is about. */
export const subjectOf = ({ environment, secretName }: Finding): Phrase =>
  secretName === null ? [name(environment)] : [name(secretName)];

/** What stands otherwise, without what it is about. */
export function describeDrift({ gist, environment }: Finding): Phrase {
  switch (gist.kind) {
    case 'deleted':
      return ['is gone: AWS has no such entry any more, ', value(gist.arn)];
    case 'missing':
      return ['is not there: it was deleted, or never made'];
    case 'scheduled-for-deletion':
      return ['is deleted, and can be restored until ', value(dayOf(gist.date))];
    case 'replaced':
      return [
        'is another entry of the same name, ',
        value(gist.arn),
        ', and not the one that was deployed or is adopted, ',
        value(gist.deployed),
      ];
    case 'not-in-state':
      return ['stands there, and the last deploy knew nothing of it: ', value(gist.arn)];
    case 'key-missing':
      return ['has no key ', value(gist.alias), ': nothing can be decrypted'];
    case 'key-unusable':
      return [
        'has a key that is ',
        value(gist.state),
        ', so that nothing can be decrypted: ',
        value(gist.arn),
      ];
    case 'no-current-version':
      return [
        'has no version that is labelled AWSCURRENT: nothing can be read; deployed was ',
        value(gist.deployed),
      ];
    case 'other-version':
      return describeVersion(gist);
    case 'policy-changed':
      return ['has another policy', ...describePolicy(gist)];
    case 'other-key':
      return [
        'is encrypted under ',
        ...(gist.key === null ? ["the account's own key"] : [value(gist.key)]),
        ' and not under ',
        value(gist.planned),
      ];
    case 'rotation-enabled':
      return ['is rotated by Secrets Manager, which fanout never asks for'];
    case 'replicated':
      return ['is replicated to ', ...names(gist.regions), ', where no policy of the entry holds'];
    case 'tag-changed':
      return ['has another tag ', name(gist.tag), ': ', shown(gist.from), ' → ', shown(gist.to)];
    case 'description-changed':
      return ['has another description: ', value(gist.from), ' → ', value(gist.to)];
    case 'unknown-entry':
      return ['is tagged as an entry of ', name(environment), ', and no bucket has it'];
  }
}

const moves: Readonly<Record<Move, string>> = {
  'rolled-back': 'is rolled back: AWSCURRENT is the earlier version ',
  'written-outside': 'was written by somebody else: AWSCURRENT is ',
  unknown: 'was rolled back, or written by somebody else: AWSCURRENT is ',
};

function describeVersion({ how, current, since, deployed }: OtherVersion): Phrase {
  return [
    moves[how],
    value(current),
    ...(since === null ? [] : [' of ', value(dayOf(since))]),
    ...(deployed === null ? [] : [', deployed was ', value(deployed)]),
  ];
}

function describePolicy(gist: Extract<Gist, { kind: 'policy-changed' }>): Phrase {
  const parts = [
    { what: 'without ', sids: gist.removed },
    { what: 'changed: ', sids: gist.changed },
    { what: 'added: ', sids: gist.added },
  ].filter(({ sids }) => sids.length > 0);
  return parts.flatMap(({ what, sids }) => [', ', what, ...names(sids)]);
}

const pendingWords: Readonly<Record<Pending['kind'], string>> = {
  'not-made': 'comes with the next deploy',
  'not-adopted': 'comes under Terraform with the next deploy',
  'not-deployed': 'gets a new version with the next deploy',
  'removal-not-deployed': 'has no bucket any more, and goes with the next deploy',
};

export const describePending = ({ secretName, kind }: Pending): Phrase => [
  name(secretName),
  ` ${pendingWords[kind]}`,
];

/** What was not looked at, or not as closely as it could be. */
export function driftNotes({ environments, elsewhere }: DriftResult): readonly Phrase[] {
  return [
    ...environments.flatMap(({ name: environment, outputs, unlisted, strangers }): Phrase[] => [
      ...(outputs
        ? []
        : [
            [
              name(environment),
              ': the outputs of the last deploy were not read, so that a version of somebody else is found only where its id shows it.',
            ],
          ]),
      ...(unlisted === null
        ? []
        : [[name(environment), `: entries that no bucket has were not looked for. ${unlisted}.`]]),
      ...Object.entries(strangers).map(
        ([tag, count]): Phrase => [
          `In the region of ${environment} there ${count === 1 ? 'is' : 'are'} ${countedEntries(count)} of this project of an environment that is not in this workspace: `,
          value(tag),
        ],
      ),
    ]),
    ...(elsewhere.length === 0
      ? []
      : [
          [
            'Not looked at, since the credentials are of another account: ',
            ...names(elsewhere.map((each) => each.name)),
          ],
        ]),
  ];
}

/** `2 findings in 12 entries of 1 environment; 1 not deployed yet`. */
export function countDrift({ environments, findings, pending }: DriftResult): string {
  const entries = environments.reduce((sum, environment) => sum + environment.entries, 0);
  const found = findings.length === 0 ? 'no drift' : counted(findings.length, 'finding');
  const waiting = pending.length === 0 ? '' : `; ${pending.length} not deployed yet`;
  return `${found} in ${countedEntries(entries)} of ${counted(environments.length, 'environment')}${waiting}`;
}

const countedEntries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

/** A time as a day, in UTC. */
const dayOf = (time: string): string => time.slice(0, 10);

const shown = (text: string | null): Segment => (text === null ? 'nothing' : value(text));
