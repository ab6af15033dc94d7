import {
  answer,
  askableActions,
  askedAction,
  type Deed,
  type EntryAnswers,
  principalNames,
  usualDeeds,
} from '../access';
import { createDiagnostic, type Diagnostic, nearest } from '../diagnostics';
import type { CommandContext } from './context';
import { type LoadedPlan, loadPlan } from './load-plan';

export interface AccessOptions {
  /** @default - all */
  readonly environment?: string;
  /** @default - all */
  readonly bucket?: string;
  /** A principal, or all whose names begin with it and a dot. @default - all */
  readonly principal?: string;
  /** An action, such as `GetSecretValue` or `kms:Decrypt`. @default - reading, writing and decrypting */
  readonly whoCan?: string;
  readonly strict: boolean;
}

export interface AccessResult extends LoadedPlan {
  /** What was asked about, in the order of the columns. */
  readonly deeds: readonly Deed[];
  /** By environment and bucket. */
  readonly entries: readonly EntryAnswers[];
  /** What is wrong with the arguments, in sentences. */
  readonly usage: readonly string[];
}

/** Who may do what with which entry, from the documents that are generated; AWS is not asked. */
export function access(context: CommandContext, options: AccessOptions): AccessResult {
  const loaded = aboutAccess(loadPlan(context, { environments: [], strict: options.strict }));
  const { workspace, plan, access: accessPlan } = loaded;
  const action = options.whoCan === undefined ? undefined : askedAction(options.whoCan);
  const deeds = action === undefined ? usualDeeds : [action as Deed];
  if (workspace === null || plan === null || accessPlan === null) {
    return { ...loaded, deeds, entries: [], usage: unknownAction(options, action) };
  }
  const subject = { manifest: workspace.manifest.value, plan, access: accessPlan };
  const misuse = unknownNames(options, workspace);
  const usage = [...unknownAction(options, action), ...unknownPrincipal(options, principalNames(subject))];
  if (misuse.length > 0 || usage.length > 0) return { ...loaded, deeds, entries: [], misuse, usage };
  return { ...loaded, deeds, entries: answer(subject, { ...options, deeds }), usage };
}

/** Errors, since what is shown may be wrong then; of the warnings only what is about access. */
const aboutAccess = (loaded: LoadedPlan): LoadedPlan => ({
  ...loaded,
  diagnostics: loaded.diagnostics.filter(
    ({ severity, code }) => severity === 'error' || code === 'no-access',
  ),
});

function unknownNames(
  { environment, bucket }: AccessOptions,
  { environmentNames, manifest }: NonNullable<LoadedPlan['workspace']>,
): Diagnostic[] {
  const check = (
    code: 'unknown-environment' | 'unknown-bucket',
    name: string | undefined,
    known: readonly string[],
  ): Diagnostic[] =>
    name === undefined || known.includes(name)
      ? []
      : [createDiagnostic(code, { name, nearest: nearest(name, known) }, null)];
  return [
    ...check('unknown-environment', environment, environmentNames),
    ...check('unknown-bucket', bucket, Object.keys(manifest.value.buckets)),
  ];
}

function unknownAction({ whoCan }: AccessOptions, action: string | undefined): string[] {
  if (whoCan === undefined || action !== undefined) return [];
  const near = nearest(
    whoCan,
    askableActions.flatMap((each) => [each, each.slice(each.indexOf(':') + 1)]),
  );
  return [`--who-can takes an action of Secrets Manager or KMS.${meant(near)}`];
}

function unknownPrincipal({ principal }: AccessOptions, known: readonly string[]): string[] {
  if (principal === undefined) return [];
  if (known.some((name) => name === principal || name.startsWith(`${principal}.`))) return [];
  return [`There is no such principal.${meant(nearest(principal, known))}`];
}

const meant = (near: string | undefined): string => (near === undefined ? '' : ` Did you mean ${near}?`);
