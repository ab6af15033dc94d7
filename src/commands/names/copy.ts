import { createDiagnostic, type Diagnostic, Fault } from '../../diagnostics';
import type { CanonicalName, EnvironmentValue } from '../../model';
import { own } from '../../plan';
import { ciphertextOf } from '../../plan/ciphertexts-in';
import { keyAlias, type ResolvedEnvironment } from '../../plan/environments';
import type { NewValue } from '../../values/new-value';
import type { CommandContext } from '../context';
import { type ChangeEdges, type ChangeOptions, changeFiles } from './change-files';
import {
  environmentOf,
  type Ground,
  ownValue,
  readGround,
  unknownEnvironments,
  unknownNames,
} from './ground';
import { deployOf } from './next-steps';
import type { Job } from './re-encrypt';
import { type NamesResult, nothingDone } from './result';

export interface CopyOptions extends ChangeOptions {
  /** As somebody typed them. */
  readonly from: string;
  readonly to: string;
  /** Empty for all that there is. */
  readonly names: readonly string[];
  /** Also where there is a value already. */
  readonly replace: boolean;
}

/**
 * Brings values of one environment into another one: what is encrypted through KMS, bound to its new place; references and
 * configuration as they are written.
 *
 * @throws Fault where values would flow to where less is denied, or cannot reach without being read
 */
export async function copy(
  context: CommandContext,
  options: CopyOptions,
  edges: ChangeEdges,
): Promise<NamesResult> {
  const read = await readGround(context, options);
  if ('ended' in read) return read.ended;
  const { ground } = read;
  const misuse = [
    ...unknownEnvironments(ground, [options.from, options.to]),
    ...unknownNames(ground, options.names),
  ];
  if (misuse.length > 0) return { ...nothingDone, misuse, finished: ground.finished };
  const from = environmentOf(ground, options.from);
  const to = environmentOf(ground, options.to);
  refuseFlow(from, to);

  const { copied, skipped, faults } = choose(ground, from, to, options);
  if (faults.length > 0)
    return { ...nothingDone, texts: ground.texts, diagnostics: faults, finished: ground.finished };
  const encrypted = copied.filter(({ value }) => ciphertextOf(value) !== null);
  if (encrypted.length > 0) refuseDistance(from, to);
  const project = ground.workspace.manifest.value.project;
  return changeFiles(
    context,
    ground,
    {
      summary: `copied ${copied.length === 1 ? (copied[0]?.name ?? '') : `${copied.length} values`} from ${from.name} to ${to.name}`,
      doing: `Copy ${copied.length === 1 ? copied[0]?.name : `${copied.length} values`} to ${to.name}`,
      jobs: encrypted.map((each) => jobOf(project, each, to)),
      touched: to.protected && copied.length > 0 ? [to.name] : [],
      drafts: (made) => [
        {
          file: to.file.file,
          values: new Map(
            copied.map((each) => [each.name, newValue(each.value, made[encrypted.indexOf(each)] ?? '')]),
          ),
          marks: copied.map(({ name }) => ({ what: 'copied', name, at: ['values', name] })),
        },
      ],
      // The rest of a new environment is still to be filled.
      expected: ['unset-value'],
      skipped,
      next: deployOf,
    },
    options,
    edges,
  );
}

function refuseFlow(from: ResolvedEnvironment, to: ResolvedEnvironment): void {
  if (from.name === to.name)
    throw new Fault(
      `${from.name} is both the one to copy from and the one to copy to; nothing has been written`,
    );
  if (!from.protected || to.protected) return;
  throw new Fault(
    `${from.name} is protected and ${to.name} is not: values never flow to where less is denied; nothing has been written: give ${to.name} values of its own with fanout set ${to.name} NAME`,
  );
}

function refuseDistance(from: ResolvedEnvironment, to: ResolvedEnvironment): void {
  if (from.account === to.account && from.region === to.region) return;
  throw new Fault(
    `${from.name} lives in ${from.account}, ${from.region}, and ${to.name} in ${to.account}, ${to.region}: KMS encrypts anew only within one account and region, and nothing else may read the values; nothing has been written: set them with fanout set ${to.name} NAME`,
  );
}

interface Copied {
  readonly name: CanonicalName;
  readonly value: NonNullable<EnvironmentValue>;
  /** The environment in whose file the value stands, to which its ciphertext is bound. */
  readonly holder: ResolvedEnvironment;
}

interface Choice {
  readonly copied: readonly Copied[];
  readonly skipped: NamesResult['skipped'];
  readonly faults: readonly Diagnostic[];
}

/** A name that was typed has to be copied; where all are meant, what cannot be is left alone. */
function choose(
  ground: Ground,
  from: ResolvedEnvironment,
  to: ResolvedEnvironment,
  options: CopyOptions,
): Choice {
  const { canonical } = ground.workspace;
  const all = options.names.length === 0;
  const names = all ? (Object.keys(canonical.value) as CanonicalName[]) : (options.names as CanonicalName[]);
  const copied: Copied[] = [];
  const skipped: { name: string; reason: string }[] = [];
  const faults: Diagnostic[] = [];
  for (const name of new Set(names)) {
    if (!to.has(name)) {
      const place = canonical.at([name, 'environments']);
      if (!all) faults.push(createDiagnostic('unexpected-value', { name, environment: to.name }, place));
      continue;
    }
    const value = valueIn(ground, from, name);
    if (value === null) {
      if (!all) skipped.push({ name, reason: `there is no value in ${from.name}` });
    } else if (hasValue(to, name) && !options.replace)
      skipped.push({ name, reason: `there is a value in ${to.name} already (--replace)` });
    else copied.push({ name, ...value });
  }
  return { copied, skipped, faults };
}

function valueIn(
  { environments }: Ground,
  environment: ResolvedEnvironment,
  name: CanonicalName,
): Omit<Copied, 'name'> | null {
  const file = environment.holderOf(name);
  const holder = file === undefined ? undefined : environments.get(file.value.environment);
  const value = file === undefined ? null : (own(file.value.values, name) ?? null);
  return holder === undefined || value === null ? null : { value, holder };
}

function hasValue(environment: ResolvedEnvironment, name: CanonicalName): boolean {
  return (ownValue(environment, name) ?? null) !== null;
}

function jobOf(project: string, { name, value, holder }: Copied, to: ResolvedEnvironment): Job {
  const bound = (environment: ResolvedEnvironment) => ({
    keyAlias: keyAlias(project, environment.keyOwner),
    context: { project, environment: environment.name, name },
  });
  return {
    environment: to,
    ciphertext: ciphertextOf(value)?.kms ?? '',
    from: bound(holder),
    to: bound(to),
  };
}

/**
 * A value of its own from now on: what its original comes from says nothing here, nor whether what the original replaced
 * has been revoked.
 */
function newValue(value: NonNullable<EnvironmentValue>, kms: string): NewValue {
  if (typeof value === 'string') return { kind: 'config', value };
  const fields = 'kms' in value ? { kms, rotated: value.rotated } : { ...value, previous: undefined };
  const texts = Object.entries(fields).flatMap(([key, field]): [string, string][] =>
    field === undefined ? [] : [[key, String(field)]],
  );
  return { kind: 'fields', fields: Object.fromEntries(texts), whole: true };
}
