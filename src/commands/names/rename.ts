import { createDiagnostic, type Diagnostic, Fault, list } from '../../diagnostics';
import { type CanonicalName, canonicalNamePattern } from '../../model';
import { own } from '../../plan';
import { ciphertextOf } from '../../plan/ciphertexts-in';
import { keyAlias, type ResolvedEnvironment } from '../../plan/environments';
import { canonicalPath } from '../../workspace/layout';
import type { CommandContext } from '../context';
import { type ChangeEdges, type ChangeOptions, changeFiles } from './change-files';
import type { FileDraft } from './draft';
import { type BucketEffect, losses } from './effects';
import { type Ground, ownValue, readGround, unknownNames } from './ground';
import { afterNames, deployOf } from './next-steps';
import { type Job, reEncrypted } from './re-encrypt';
import { renameInManifest } from './rename-manifest';
import { type NamesResult, nothingDone } from './result';

export interface RenameOptions extends ChangeOptions {
  /** As somebody typed them. */
  readonly from: string;
  readonly to: string;
  /** Buckets that expose the name itself go on exposing the old one beside the new one. */
  readonly keepTargets: boolean;
}

/**
 * Gives a canonical name another name, wherever it stands. What it is bound to in KMS is its name, so each of its
 * ciphertexts is encrypted anew there; what it holds is the same, and the file says so.
 */
export async function rename(
  context: CommandContext,
  options: RenameOptions,
  edges: ChangeEdges,
): Promise<NamesResult> {
  const { from, to } = options;
  const read = await readGround(context, options);
  if ('ended' in read) return read.ended;
  const { ground } = read;
  const misuse = [...unknownNames(ground, [from]), ...unusableName(to)];
  if (misuse.length > 0) return { ...nothingDone, misuse, finished: ground.finished };
  refuseTaken(ground, to);

  const holders = holdersOf(ground, from);
  const encrypted = holders.filter(({ value }) => ciphertextOf(value) !== null);
  const project = ground.workspace.manifest.value.project;
  return changeFiles(
    context,
    ground,
    {
      summary: `renamed ${from} to ${to}`,
      doing: `Rename ${from} to ${to}`,
      renamed: { from, to },
      jobs: encrypted.map(({ environment, value }) => jobOf(project, environment, value, from, to)),
      touched: holders.flatMap(({ environment, value }) =>
        environment.protected && value !== null ? [environment.name] : [],
      ),
      drafts: (made) => [
        renamedKey(canonicalPath, [], from, to),
        ...[...ground.workspace.mappings.values()]
          .filter(({ value }) => own(value, from) !== undefined)
          .map(({ file }) => renamedKey(file, [], from, to)),
        ...renameInManifest(ground.workspace, ground.plan, {
          from: from as CanonicalName,
          to: to as CanonicalName,
          keepTargets: options.keepTargets,
        }),
        ...holders.map(({ environment, value }) => {
          const index = encrypted.findIndex((each) => each.environment === environment);
          const draft = renamedKey(environment.file.file, ['values'], from, to);
          const ciphertext = made[index];
          return ciphertext === undefined ? draft : withCiphertext(draft, value, from, ciphertext);
        }),
      ],
      next: (effects) => [
        ...variableSteps(holders, from, to),
        ...afterNames(context),
        ...deploySteps(effects, options),
      ],
    },
    options,
    edges,
  );
}

function unusableName(name: string): Diagnostic[] {
  if (canonicalNamePattern.test(name)) return [];
  const rule = 'a canonical name: A-Z, 0-9 and _, beginning with a letter';
  return [createDiagnostic('invalid-name', { name, rule }, null)];
}

function refuseTaken({ workspace, environments }: Ground, name: string): void {
  const places = [
    ...(own(workspace.canonical.value, name) === undefined ? [] : [canonicalPath]),
    ...[...workspace.mappings.values()]
      .filter(({ value }) => own(value, name) !== undefined)
      .map(({ file }) => file),
    ...[...environments.values()]
      .filter((environment) => ownValue(environment, name) !== undefined)
      .map(({ file }) => file.file),
  ];
  if (places.length > 0)
    throw new Fault(
      `${name} stands already in ${list(places)}; nothing has been written: choose another name`,
    );
}

interface Holder {
  readonly environment: ResolvedEnvironment;
  readonly value: NonNullable<ReturnType<typeof ownValue>> | null;
}

/** The environments whose own file has the name. */
function holdersOf({ environments }: Ground, name: string): Holder[] {
  return [...environments.values()].flatMap((environment) => {
    const value = ownValue(environment, name);
    return value === undefined ? [] : [{ environment, value }];
  });
}

function jobOf(
  project: string,
  environment: ResolvedEnvironment,
  value: Holder['value'],
  from: string,
  to: string,
): Job {
  const bound = (name: string) => ({
    keyAlias: keyAlias(project, environment.keyOwner),
    context: { project, environment: environment.name, name },
  });
  return { environment, ciphertext: ciphertextOf(value)?.kms ?? '', from: bound(from), to: bound(to) };
}

const renamedKey = (file: string, map: readonly string[], from: string, to: string): FileDraft => ({
  file,
  edits: [{ do: 'rename', at: [...map, from], to }],
  marks: [{ what: 'renamed', name: to, at: [...map, to] }],
});

function withCiphertext(draft: FileDraft, value: Holder['value'], name: string, kms: string): FileDraft {
  const was = ciphertextOf(value);
  if (was === null) return draft;
  return {
    ...draft,
    values: new Map([[name, reEncrypted(was, kms)]]),
    marks: draft.marks.map((mark) => ({ ...mark, what: 're-encrypted' })),
  };
}

function variableSteps(holders: readonly Holder[], from: string, to: string): string[] {
  const handed = holders.filter(
    ({ value }) => value !== null && typeof value === 'object' && 'variable' in value,
  );
  if (handed.length === 0) return [];
  const names = list(handed.map(({ environment }) => environment.name));
  return [`hand it to the deploy of ${names} as ${to} in TF_VAR_values, no longer as ${from}`];
}

function deploySteps(effects: readonly BucketEffect[], { from, to, keepTargets }: RenameOptions): string[] {
  const lost = losses(effects);
  const steps = lost.map(
    ({ environments, buckets }) =>
      `before ${list(environments)} ${environments.length === 1 ? 'is' : 'are'} deployed, have what reads ${list(buckets)} read ${to} (or begin again with --keep-targets, which gives it both)`,
  );
  const both = keepTargets
    ? [`when all that reads ${from} reads ${to}, remove the target ${from} from fanout.yaml`]
    : [];
  return [...steps, ...deployOf(effects), ...both];
}
