import type { CanonicalName, EnvironmentName } from '../../model';
import type { EnvironmentPlan } from '../plan';
import { entriesOf, own } from '../record';
import type { EnvironmentField, Finding, Reach } from './change';
import { shownText } from './shown';
import type { Both, MaybeSide, Pair, Side } from './side';

/** Environments of both sides by name; one whose file was renamed is one. */
export function pairEnvironments(before: MaybeSide, after: Side): Pair[] {
  const was = before?.plan.environments ?? {};
  const is = after.plan.environments;
  const gone = entriesOf(was).filter(([name]) => !isThere(name, after));
  const fresh = entriesOf(is).filter(([name]) => before === null || !isThere(name, before));
  const renamed = matchRenamed(
    gone.map(([, plan]) => plan),
    fresh.map(([, plan]) => plan),
  );
  const oldNames = new Set([...renamed.values()].map(({ name }) => name));
  const pairs = entriesOf(is).map(([name, plan]): Pair => {
    return { name, before: renamed.get(name) ?? own(was, name) ?? null, after: plan };
  });
  const left = gone.filter(([name]) => !oldNames.has(name));
  return [...pairs, ...left.map(([name, plan]): Pair => ({ name, before: plan, after: null }))];
}

/** Also one whose file could not be read is there: nothing is said about it but that. */
const isThere = (name: EnvironmentName, { workspace }: Side): boolean =>
  workspace.environmentNames.includes(name);

/** @returns by the new name, the environment before: where each of the two is the only one that fits */
function matchRenamed(
  gone: readonly EnvironmentPlan[],
  fresh: readonly EnvironmentPlan[],
): ReadonlyMap<EnvironmentName, EnvironmentPlan> {
  const fits = (a: EnvironmentPlan, b: EnvironmentPlan): boolean =>
    a.account === b.account && a.region === b.region && a.extends === b.extends && sharedPart(a, b) > 0.5;
  return new Map(
    fresh.flatMap((is) => {
      const [was, ...others] = gone.filter((each) => fits(each, is));
      if (was === undefined || others.length > 0) return [];
      return fresh.filter((each) => fits(was, each)).length === 1 ? [[is.name, was] as const] : [];
    }),
  );
}

/** How much of two environments is the very same, of what has a value in any of them. */
function sharedPart(a: EnvironmentPlan, b: EnvironmentPlan): number {
  const names = new Set([...valuedNames(a), ...valuedNames(b)]);
  const same = [...names].filter((name) => valueKey(a, name) === valueKey(b, name));
  return names.size === 0 ? 0 : same.length / names.size;
}

const valuedNames = ({ sources }: EnvironmentPlan): CanonicalName[] =>
  entriesOf(sources).flatMap(([name, { kind }]) => (kind === 'unset' ? [] : [name]));

function valueKey({ sources }: EnvironmentPlan, name: CanonicalName): string | undefined {
  const source = own(sources, name);
  return source?.kind === 'kms' ? source.ciphertext : JSON.stringify(source);
}

/** An environment that has come, gone, or has another name now. */
export function appearance({ name, before, after }: Pair): Finding[] {
  if (before === null && after !== null) {
    return [
      {
        gist: { kind: 'environment-added', extends: after.extends ?? null },
        environment: name,
        reach: reachOfAll(after),
        // Whoever may read there can read what it holds.
        ...(Object.values(after.sources).some(({ kind }) => kind !== 'config' && kind !== 'unset')
          ? { weight: 'access' }
          : {}),
      },
    ];
  }
  if (before !== null && after === null) {
    return [
      {
        gist: { kind: 'environment-removed' },
        environment: name,
        reach: reachOfAll(before),
        weight: 'loss',
        warning: removedWarning,
      },
    ];
  }
  if (before !== null && before.name !== name) {
    return [
      {
        gist: { kind: 'environment-renamed', was: before.name },
        environment: name,
        reach: after === null ? [] : reachOfAll(after),
        weight: 'loss',
        warning: renamedWarning,
      },
    ];
  }
  return [];
}

const removedWarning =
  'Its stack is no longer synthesized: what it made stays in AWS until somebody destroys it, and its key is let go only where "retired" names it.';
const renamedWarning =
  'It is another environment to AWS: another stack, other entries and another key. Every ciphertext is bound to the old name and has to be set again.';

/** The environment's own facts, beside its values. */
export function compareEnvironment({ name, before: was, after: is }: Both): Finding[] {
  const from = factsOf(was);
  const to = factsOf(is);
  return (Object.keys(from) as EnvironmentField[])
    .filter((field) => from[field] !== to[field])
    .map((field): Finding => {
      const texts = { from: shownText(from[field]), to: shownText(to[field]) };
      const warning = fieldWarnings[field];
      return {
        gist: { kind: 'environment-changed', field, ...texts },
        environment: name,
        ...(field === 'protected' ? { weight: 'access' } : {}),
        ...(warning === undefined ? {} : { weight: 'loss', warning }),
      };
    });
}

function factsOf(plan: EnvironmentPlan): Record<EnvironmentField, string | undefined> {
  return {
    protected: String(plan.protected),
    account: plan.account,
    region: plan.region,
    extends: plan.extends,
    backend: plan.backend === undefined ? undefined : JSON.stringify(plan.backend),
    branches: plan.branches.length === 0 ? undefined : plan.branches.join(', '),
    recoveryWindow: String(plan.recoveryWindow),
  };
}

const elsewhere =
  'Everything is made anew there, and what stands in the old place is left behind; ciphertexts of the old key cannot be decrypted.';
const fieldWarnings: Partial<Record<EnvironmentField, string>> = {
  account: elsewhere,
  region: elsewhere,
  backend:
    'The state has to move with it (terraform init -migrate-state): a stack without its state wants to make everything anew.',
};

const reachOfAll = ({ buckets }: EnvironmentPlan): Reach[] =>
  entriesOf(buckets).map(([bucket, { entries }]) => ({
    bucket,
    targets: entriesOf(entries).map(([target]) => target),
  }));
