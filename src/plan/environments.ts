import type { Place } from '../diagnostics';
import type { CanonicalName, Environment, EnvironmentName, EnvironmentValue } from '../model';
import type { SourceFile, Workspace } from '../workspace/workspace';
import type { KeyPlan, ValueSource } from './plan';
import { own } from './record';

/** An environment with what it inherits, and the values that stand behind the canonical names in it. */
export class ResolvedEnvironment {
  readonly name: EnvironmentName;
  readonly protected: boolean;
  readonly account: string;
  readonly region: string;
  /** The environment whose KMS key it uses: its parent's, or its own. */
  readonly keyOwner: EnvironmentName;
  readonly #sources = new Map<CanonicalName, ValueSource | 'missing' | 'refused'>();

  constructor(
    private readonly workspace: Workspace,
    readonly file: SourceFile<Environment>,
    readonly parent: SourceFile<Environment> | undefined,
  ) {
    this.name = file.value.environment;
    this.protected = file.value.protected;
    this.account = file.value.account ?? parent?.value.account ?? '';
    this.region = file.value.region ?? parent?.value.region ?? '';
    this.keyOwner = parent?.value.environment ?? this.name;
  }

  /** Whether a list of environments means this one: by its own name, or by the name of what it extends. */
  isAmong(environments: readonly EnvironmentName[] | undefined): boolean {
    if (environments === undefined) return true;
    const parent = this.parent?.value.environment;
    return environments.includes(this.name) || (parent !== undefined && environments.includes(parent));
  }

  /** The file that a name's value stands in here: its own, the parent's, or undefined where it is missing. */
  holderOf(name: CanonicalName): SourceFile<Environment> | undefined {
    return [this.file, this.parent].find(
      (file) => file !== undefined && own(file.value.values, name) !== undefined,
    );
  }

  placeOf(name: CanonicalName): Place {
    return (this.holderOf(name) ?? this.file).at(['values', name]);
  }

  /** What stands behind a name, `missing` where nothing does, `refused` where what stands there may not. */
  sourceOf(name: CanonicalName): ValueSource | 'missing' | 'refused' {
    let source = this.#sources.get(name);
    if (source === undefined) {
      source = this.#readSource(name);
      this.#sources.set(name, source);
    }
    return source;
  }

  /** Whether a canonical name exists here: everywhere, unless the canonical map says where. */
  has(name: CanonicalName): boolean {
    return this.isAmong(own(this.workspace.canonical.value, name)?.environments);
  }

  #readSource(name: CanonicalName): ValueSource | 'missing' | 'refused' {
    const holder = this.holderOf(name);
    if (holder === undefined) return 'missing';
    if (this.workspace.faulty.has(name)) return 'refused';
    const value = own(holder.value.values, name) ?? null;
    const kind = own(this.workspace.canonical.value, name)?.kind;
    return toSource(value, kind, {
      project: this.workspace.manifest.value.project,
      environment: holder.value.environment,
      name,
    });
  }
}

function toSource(
  value: EnvironmentValue,
  kind: 'secret' | 'config' | undefined,
  context: { readonly project: string; readonly environment: string; readonly name: string },
): ValueSource | 'refused' {
  if (value === null) return { kind: 'unset' };
  if (kind === 'config') return typeof value === 'string' ? { kind: 'config', value } : 'refused';
  if (typeof value === 'string') return 'refused';
  if ('kms' in value) {
    const { kms: ciphertext, sameAs } = value;
    return { kind: 'kms', ciphertext, ...(sameAs === undefined ? {} : { sameAs }), context };
  }
  const { revision } = value;
  if ('ssm' in value) return { kind: 'ssm', parameter: value.ssm, revision };
  if ('variable' in value) return { kind: 'variable', revision };
  const { secretsManager: id, key } = value;
  return { kind: 'secretsManager', id, ...(key === undefined ? {} : { key }), revision };
}

/** Every environment that could be read, by name in code unit order. */
export function resolveEnvironments(workspace: Workspace): ReadonlyMap<EnvironmentName, ResolvedEnvironment> {
  const names = [...workspace.environments.keys()].sort();
  return new Map(
    names.flatMap((name) => {
      const file = workspace.environments.get(name);
      if (file === undefined) return [];
      const { extends: parentName } = file.value;
      const parent = parentName === undefined ? undefined : workspace.environments.get(parentName);
      return [[name, new ResolvedEnvironment(workspace, file, parent)]];
    }),
  );
}

export const keyAlias = (project: string, owner: EnvironmentName): string => `alias/${project}/${owner}`;

/** One key for each environment that does not extend another one. */
export function planKeys(project: string, environments: Iterable<ResolvedEnvironment>): KeyPlan[] {
  return [...environments]
    .filter(({ name, keyOwner }) => name === keyOwner)
    .map(({ name, account, region, protected: isProtected }) => ({
      environment: name,
      account,
      region,
      protected: isProtected,
      alias: keyAlias(project, name),
    }));
}
