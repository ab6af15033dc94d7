import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { CanonicalName, Environment, EnvironmentName } from '../../model';
import type { SourceFile, Workspace } from '../../workspace/workspace';
import { ciphertextsIn } from '../ciphertexts-in';
import type { Pair } from './side';

interface Home {
  readonly name: CanonicalName;
  readonly environment: EnvironmentName;
}

/**
 * `copied-ciphertext` over time: a ciphertext that stood under another name, or in another environment, on the base. It is
 * bound to that name and environment and does not decrypt under this one.
 *
 * @param pairs - an environment that was renamed as a whole is one fault, not one for each of its values
 */
export function movedCiphertexts(before: Workspace, after: Workspace, pairs: readonly Pair[]): Diagnostic[] {
  const homes = homesOf(before);
  const homesNow = homesOf(after);
  const oldNames = new Map(pairs.map(({ name, before: was }) => [name, was?.name]));
  const movedAsAWhole = new Map<EnvironmentName, number>();
  const diagnostics: Diagnostic[] = [];
  for (const [ciphertext, { name, environment }, file] of ciphertextsOf(after)) {
    const was = homes.get(ciphertext) ?? [];
    const [old] = was;
    // Two places on one side are found by looking at that side.
    if (old === undefined || was.length > 1 || (homesNow.get(ciphertext) ?? []).length > 1) continue;
    if (old.name === name && old.environment === environment) continue;
    if (old.name === name && old.environment === oldNames.get(environment)) {
      movedAsAWhole.set(environment, (movedAsAWhole.get(environment) ?? 0) + 1);
      continue;
    }
    const other = { other: old.name, otherEnvironment: `${old.environment} on the base` };
    diagnostics.push(
      createDiagnostic('copied-ciphertext', { name, environment, ...other }, file.at(['values', name])),
    );
  }
  return [
    ...diagnostics,
    ...[...movedAsAWhole].map(([name, count]) => renamedEnvironment(name, oldNames.get(name), count, after)),
  ];
}

function renamedEnvironment(
  name: EnvironmentName,
  was: EnvironmentName | undefined,
  count: number,
  { environments }: Workspace,
): Diagnostic {
  const values = count === 1 ? '1 ciphertext' : `${count} ciphertexts`;
  const reason = `The environment ${name} was ${was ?? 'another one'} on the base, and ${values} of it are bound to that name`;
  const remedy = `Set them again with: fanout set ${name} NAME; or keep the old name.`;
  const place = environments.get(name)?.at(['environment']) ?? null;
  return createDiagnostic('environment-mismatch', { reason, remedy }, place);
}

function homesOf(workspace: Workspace): ReadonlyMap<string, readonly Home[]> {
  const homes = new Map<string, Home[]>();
  for (const [ciphertext, home] of ciphertextsOf(workspace)) {
    const known = homes.get(ciphertext);
    if (known === undefined) homes.set(ciphertext, [home]);
    else known.push(home);
  }
  return homes;
}

function* ciphertextsOf({
  environments,
}: Workspace): Generator<readonly [ciphertext: string, home: Home, file: SourceFile<Environment>]> {
  for (const [environment, file] of environments) {
    for (const [name, { kms }] of ciphertextsIn(file)) yield [kms, { name, environment }, file];
  }
}
