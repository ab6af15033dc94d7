import { list } from '../diagnostics';
import type { Origin } from '../plan';
import type { Change, Gist, Replaced, SourceKind } from '../plan/diff';
import { counted } from './counted';

/** A name as it stands in the files, or what somebody wrote there; a plain string is our own words. */
export type Segment =
  | string
  | { readonly name: string }
  | { readonly value: string }
  /** As a value, but never shortened. */
  | { readonly text: string };
export type Phrase = readonly Segment[];

const name = (text: string): Segment => ({ name: text });
const value = (text: string): Segment => ({ value: text });
const whole = (text: string): Segment => ({ text });
const nothing: Segment = 'nothing';

/** What has changed, in one line, with the environments that it has changed in. */
export function describeChange({ gist, environments, reach }: Change): Phrase {
  const where = environments.length === 0 ? [] : [' in ', ...names(environments)];
  switch (gist.kind) {
    case 'environment-added':
      return [
        ...theEnvironments(environments),
        ' added',
        ...(gist.extends === null ? [] : [', extends ', name(gist.extends)]),
      ];
    case 'environment-removed':
      return [...theEnvironments(environments), ' removed'];
    case 'environment-renamed':
      return ['environment ', name(gist.was), ' renamed to ', ...names(environments)];
    case 'environment-changed':
      return [...theEnvironments(environments), `: ${environmentWords[gist.field]} `, ...replaced(gist)];
    case 'layer-moved': {
      const targets = new Set(reach.flatMap((each) => each.targets));
      return [`${counted(targets.size, 'target')} moved from ${gist.from} to ${gist.to}`, ...where];
    }
    default:
      return [...describeGist(gist), ...where, ...afterwards(gist)];
  }
}

const theEnvironments = (environments: readonly string[]): Phrase => [
  environments.length === 1 ? 'environment ' : 'environments ',
  ...names(environments),
];

const environmentWords = {
  protected: 'protected',
  account: 'account',
  region: 'region',
  extends: 'extends',
  backend: 'backend',
  branches: 'branches',
  recoveryWindow: 'days in which a deleted entry can be restored',
} as const;

type OtherGist = Exclude<
  Gist,
  {
    kind:
      | 'environment-added'
      | 'environment-removed'
      | 'environment-renamed'
      | 'environment-changed'
      | 'layer-moved';
  }
>;

function describeGist(gist: OtherGist): Phrase {
  switch (gist.kind) {
    case 'name-added':
      return [name(gist.name), ' added'];
    case 'name-removed':
      return [name(gist.name), ' removed'];
    case 'name-renamed':
      return [name(gist.was), ' renamed to ', name(gist.name)];
    case 'value-set':
      return [name(gist.name), ' has its first value'];
    case 'value-unset':
      return [name(gist.name), ' has no value any more'];
    case 'rotated':
      return [name(gist.name), ' rotated'];
    case 're-encrypted':
      return [name(gist.name), ' re-encrypted'];
    case 'reverted':
      return [
        name(gist.name),
        ' went back to ',
        gist.since === null ? 'an earlier revision' : `the ciphertext of ${gist.since}`,
      ];
    case 'source-changed':
      return [name(gist.name), ...sourceWords(gist.from, gist.to)];
    case 'config-changed':
      return [name(gist.name), ' changed'];
    case 'target-added':
      return [
        ...originWords(gist.origin),
        gist.gained.length > 0 ? ' newly reaches other buckets' : ' given to more targets',
      ];
    case 'target-removed':
      return [...originWords(gist.origin), ' taken from targets'];
    case 'target-renamed':
      return ['target ', name(gist.was), ' renamed to ', name(gist.target)];
    case 'target-changed':
      if (bothComputed(gist) !== null) return ['target ', name(gist.target), ' is computed otherwise'];
      return [
        'target ',
        name(gist.target),
        ' comes from ',
        ...originWords(gist.to),
        ' and no longer from ',
        ...originWords(gist.from),
      ];
    case 'bucket-added':
      return ['bucket ', name(gist.bucket), ' added (', gist.status, ', entry ', value(gist.secretName), ')'];
    case 'bucket-removed':
      return ['bucket ', name(gist.bucket), ' removed, with its entry ', value(gist.secretName)];
    case 'status-changed':
      return ['bucket ', name(gist.bucket), ` goes from ${gist.from} to ${gist.to}`];
    case 'entry-renamed':
      return ['entry of bucket ', name(gist.bucket), ' has another name'];
    case 'entry-adopted':
      return ['bucket ', name(gist.bucket), ' takes in an entry that exists, and leaves it as it is'];
    case 'entry-taken-over':
      return ['bucket ', name(gist.bucket), ' writes to the entry that it has adopted'];
    case 'tag-changed':
      return ['tag ', value(gist.tag)];
    case 'preview-changed':
      return ['bucket ', name(gist.bucket), ' gives previews other targets'];
    case 'canonical-changed':
      return [name(gist.name), `: ${gist.field}`];
    case 'manifest-changed':
      return [
        ...(gist.bucket === null ? [] : ['bucket ', name(gist.bucket), ': ']),
        gist.field,
        ...(gist.target === null ? [] : [' of ', name(gist.target)]),
      ];
    case 'access-gained':
      return [name(gist.principal), ` may now ${deedWords(gist.deeds)}`];
    case 'access-lost':
      return [name(gist.principal), ` may no longer ${deedWords(gist.deeds)}`];
    case 'access-changed':
      return ['access: ', name(gist.part)];
  }
}

/** What follows the environments. */
function afterwards(gist: OtherGist): Phrase {
  switch (gist.kind) {
    case 'name-added':
      if (gist.source === 'unset') return [', without a value yet'];
      return gist.value === null ? [] : [': ', value(gist.value)];
    case 'bucket-added':
      return gist.gained.length === 0 ? [] : ['; it holds ', ...names(gist.gained)];
    case 'status-changed':
      return gist.unset.length === 0 ? [] : [': ', ...names(gist.unset), ' without a value'];
    case 'target-changed': {
      const templates = bothComputed(gist);
      return templates === null ? [] : [': ', ...replaced(templates)];
    }
    case 're-encrypted':
      return ['; its file says that the value is the same'];
    case 'preview-changed':
      return [
        ...(gist.excluded.length === 0 ? [] : [', without ', ...names(gist.excluded)]),
        ...(gist.included.length === 0 ? [] : [', with ', ...names(gist.included)]),
      ];
    case 'config-changed':
      return gist.from === null && gist.to === null ? [] : [': ', ...replaced(gist)];
    case 'entry-renamed':
    case 'tag-changed':
    case 'manifest-changed':
      return [': ', ...replaced(gist)];
    case 'canonical-changed':
      return [': ', ...replaced(gist, gist.field === 'environments' ? 'all' : nothing)];
    case 'access-changed':
      // Who may read, and what, can stand at its end.
      return [': ', ...arrow(gist, whole)];
    default:
      return [];
  }
}

/** The templates of a target that was a computed value and is one. */
function bothComputed({ from, to }: { readonly from: Origin; readonly to: Origin }): Replaced | null {
  return 'template' in from && 'template' in to ? { from: from.template, to: to.template } : null;
}

/** Of long texts that begin alike, what they differ in. */
function replaced({ from, to }: Replaced, none: Segment = nothing): Phrase {
  const alike = from === null || to === null ? 0 : sharedLead(from, to);
  return arrow({ from, to }, (text) => value(alike === 0 ? text : `…${text.slice(alike)}`), none);
}

function arrow({ from, to }: Replaced, show: (text: string) => Segment, none: Segment = nothing): Phrase {
  return [from === null ? none : show(from), ' → ', to === null ? none : show(to)];
}

/** A text of this length is shown from its beginning. */
const longestWhole = 60;
/** What stays of the shared beginning, to see what the difference is in. */
const keptLead = 16;

/** How much of the beginning of both texts says nothing about what has changed. */
function sharedLead(a: string, b: string): number {
  if (Math.max(a.length, b.length) <= longestWhole) return 0;
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared += 1;
  const left = Math.max(0, shared - keptLead);
  // Never in the middle of a character.
  return /[\uDC00-\uDFFF]/.test(a[left] ?? '') ? left - 1 : left;
}

/** What is done with the entry first; `decrypt` is about what stands in git. */
function deedWords(deeds: readonly string[]): string {
  const withEntry = deeds.filter((deed) => deed !== 'decrypt');
  return list([...withEntry, ...(deeds.includes('decrypt') ? ['decrypt its values in git'] : [])]);
}

const sourceNames: Record<SourceKind, string> = {
  config: 'plain text',
  kms: 'ciphertext',
  secretsManager: 'another entry of Secrets Manager',
  ssm: 'a parameter',
  variable: 'a variable of the deploy',
  unset: 'nothing',
};

function sourceWords(from: SourceKind, to: SourceKind): Phrase {
  if (from !== to) return [` comes from ${sourceNames[to]} and no longer from ${sourceNames[from]}`];
  return [to === 'ssm' ? ' comes from another parameter' : ' comes from another entry of Secrets Manager'];
}

function originWords(origin: Origin): Phrase {
  if ('template' in origin) return ['the computed value ', value(origin.template)];
  return [name('secret' in origin ? origin.secret : origin.config)];
}

/** No sentence gets longer than this by names. */
const mostNames = 8;

/** `A`, `A and B`, `A, B and 12 more`. */
export function names(all: readonly string[]): Phrase {
  const shown = all.length > mostNames ? all.slice(0, mostNames - 1) : all;
  const more = all.length - shown.length;
  const places = [...shown.map((_, index) => `\0${index}`), ...(more > 0 ? [`${more} more`] : [])];
  return list(places)
    .split(/(\0\d+)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('\0') ? name(shown[Number(part.slice(1))] ?? '') : part));
}

/** Changes of whole buckets and environments: how many targets says more than which. */
const wide: readonly Gist['kind'][] = [
  'bucket-added',
  'bucket-removed',
  'environment-added',
  'environment-removed',
  'environment-renamed',
];

/** `api (A, B), worker-a (A)`; empty where it touches no target. */
export function describeReach({ gist, reach }: Change): Phrase {
  return reach
    .flatMap(({ bucket, targets }): Segment[] => [
      ', ',
      name(bucket),
      ...(targets.length === 0
        ? []
        : wide.includes(gist.kind)
          ? [` (${counted(targets.length, 'target')})`]
          : [' (', ...names(targets), ')']),
    ])
    .slice(1);
}

const removals: readonly Gist['kind'][] = [
  'name-removed',
  'target-removed',
  'bucket-removed',
  'environment-removed',
];

/** What stands before the reach: where it goes to, or where it was. */
export const reachWord = ({ gist }: Change): string => (removals.includes(gist.kind) ? 'was in' : '→');
