import { createDiagnostic, type Diagnostic, nearest } from '../diagnostics';
import type { Environment, EnvironmentName } from '../model';
import { environmentPath } from './layout';
import type { ParsedFile } from './parse-file';
import type { SourceFile } from './workspace';
import { childOf } from './yaml-tree';

export type ParsedEnvironments = ReadonlyMap<EnvironmentName, ParsedFile<Environment>>;
type Source = SourceFile<Environment>;

/** What the file of one environment says that another one, or its own name, contradicts. */
export interface EnvironmentVerdict {
  /** The environment as far as it can be used; null where it can't. */
  readonly source: Source | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param names - every environment that has a file, also those that could not be read */
export function judgeEnvironment(
  name: EnvironmentName,
  parsed: ParsedEnvironments,
  names: readonly EnvironmentName[],
): EnvironmentVerdict {
  const file = parsed.get(name);
  const diagnostics: Diagnostic[] = file === undefined ? [] : missingPlace(name, file);
  if (file?.source == null) return { source: null, diagnostics };
  const { source } = file;
  diagnostics.push(...nameFaults(name, source), ...recoveryFaults(source));
  const inheritance = inheritanceFaults(name, source, parsed, names);
  diagnostics.push(...inheritance.diagnostics);
  const usable = inheritance.usable && (source.value.extends !== undefined || hasPlace(source.value));
  return { source: usable ? corrected(name, source) : null, diagnostics };
}

const hasPlace = ({ account, region }: Environment): boolean => account !== undefined && region !== undefined;

/** Read from the tree, so that it is said beside whatever else is wrong with the file. */
function missingPlace(name: EnvironmentName, { tree }: ParsedFile<Environment>): Diagnostic[] {
  if (tree === null || tree.kind === 'list' || (tree.kind === 'scalar' && tree.value !== null)) return [];
  if (childOf(tree, 'extends') !== undefined) return [];
  return ['account', 'region']
    .filter((field) => childOf(tree, field) === undefined)
    .map((field) =>
      createDiagnostic('missing-field', { field }, { file: environmentPath(name), offset: 0, length: 0 }),
    );
}

function nameFaults(name: EnvironmentName, { value, at }: Source): Diagnostic[] {
  if (value.environment === name) return [];
  const reason = `${environmentPath(name)} says that it is another environment`;
  const remedy = `Write "environment: ${name}", or rename the file.`;
  return [createDiagnostic('environment-mismatch', { reason, remedy }, at(['environment']))];
}

function recoveryFaults({ value, at }: Source): Diagnostic[] {
  if (!value.protected || value.recoveryWindow !== 0) return [];
  const expected = 'a number of days from 7 to 30 in a protected environment';
  return [createDiagnostic('wrong-type', { field: '"recoveryWindow"', expected }, at(['recoveryWindow']))];
}

/** Goes on under the name of its file, and with the recovery window of a protected environment. */
function corrected(name: EnvironmentName, source: Source): Source {
  const { recoveryWindow, ...rest } = source.value;
  const value: Environment = { ...rest, environment: name };
  if (recoveryWindow !== undefined && !(value.protected && recoveryWindow === 0))
    value.recoveryWindow = recoveryWindow;
  return { ...source, value };
}

interface Inheritance {
  readonly usable: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

function inheritanceFaults(
  name: EnvironmentName,
  { value, at }: Source,
  parsed: ParsedEnvironments,
  names: readonly EnvironmentName[],
): Inheritance {
  const parent = value.extends;
  if (parent === undefined) return { usable: true, diagnostics: [] };
  const broken = (diagnostic: Diagnostic): Inheritance => ({ usable: false, diagnostics: [diagnostic] });
  const place = at(['extends']);
  if (parent === name) return broken(createDiagnostic('extends-cycle', { environment: name, parent }, place));
  if (!names.includes(parent)) {
    const others = names.filter((other) => other !== name);
    const args = { name: parent, nearest: nearest(parent, others) };
    return broken(createDiagnostic('unknown-environment', args, place));
  }
  const parentSource = parsed.get(parent)?.source;
  // What is wrong with the parent is said in the parent's file.
  if (parentSource == null) return { usable: false, diagnostics: [] };
  const related = (field: string, message: string) => ({
    related: [{ place: parentSource.at([field]), message }],
  });
  if (parentSource.value.extends !== undefined) {
    const options = related('extends', `${parent} extends another one here`);
    return broken(createDiagnostic('extends-cycle', { environment: name, parent }, place, options));
  }
  if (parentSource.value.protected && !value.protected) {
    const options = related('protected', `${parent} is protected`);
    return broken(createDiagnostic('extends-protected', { environment: name, parent }, place, options));
  }
  const diagnostics = (['account', 'region'] as const)
    .filter((field) => value[field] !== undefined && value[field] !== parentSource.value[field])
    .map((field) => {
      const reason = `${name} has another ${field} than ${parent}, which it extends: inherited ciphertexts can't be decrypted there`;
      const remedy = `Remove "${field}", which is inherited, or give ${name} values of its own without "extends".`;
      const options = related(field, `the ${field} of ${parent}`);
      return createDiagnostic('environment-mismatch', { reason, remedy }, at([field]), options);
    });
  return { usable: diagnostics.length === 0 && hasPlace(parentSource.value), diagnostics };
}
