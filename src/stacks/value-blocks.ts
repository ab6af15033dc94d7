import type { CanonicalName } from '../model';
import type { EnvironmentPlan, ValueSource } from '../plan/plan';
import { parameterArn } from './arn';
import { expression, literal, quoted } from './escape';

/** An `ephemeral` block, as plain data. */
export interface EphemeralBlock {
  readonly type: 'aws_kms_secrets' | 'aws_secretsmanager_secret_version' | 'aws_ssm_parameter';
  readonly id: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What an environment's stack holds so that `local.<NAME>` is the value of a secret while Terraform runs. */
export interface ValueBlocks {
  readonly ephemerals: readonly EphemeralBlock[];
  /** Terraform code of the value of each secret, by canonical name. */
  readonly locals: ReadonlyMap<CanonicalName, string>;
  /** The secrets that are handed in as keys of the variable `values`. */
  readonly variables: readonly CanonicalName[];
}

/**
 * Values of one `aws_kms_secrets` block. Terraform opens blocks side by side but decrypts within one after the other,
 * so many small blocks are faster than a large one.
 */
export const valuesPerBlock = 25;

/**
 * @param names - the secrets that are needed, in code unit order
 * @param keyName - Terraform code of the name of the environment's key, for KMS to insist on
 * @throws where one has no value: the bucket that needs it should have been refused
 */
export function valueBlocks(
  environment: Pick<EnvironmentPlan, 'name' | 'sources' | 'account' | 'region'>,
  names: readonly CanonicalName[],
  keyName: string,
): ValueBlocks {
  const ephemerals: EphemeralBlock[] = [];
  const locals = new Map<CanonicalName, string>();
  const variables: CanonicalName[] = [];
  const encrypted: [CanonicalName, KmsSource][] = [];
  for (const name of names) {
    const source = environment.sources[name];
    if (source === undefined || source.kind === 'unset' || source.kind === 'config') {
      throw new Error(`${name} has no secret value in ${environment.name}, but is needed there`);
    }
    if (source.kind === 'kms') encrypted.push([name, source]);
    else if (source.kind === 'variable') {
      variables.push(name);
      locals.set(name, unlessPlanOnly(`var.values[${quoted(name)}]`));
    } else {
      const { block, code } = referenceBlock(name, source, environment);
      ephemerals.push(block);
      locals.set(name, unlessPlanOnly(code));
    }
  }
  for (let at = 0; at < encrypted.length; at += valuesPerBlock) {
    const chunk = encrypted.slice(at, at + valuesPerBlock);
    const id = `values_${at / valuesPerBlock}`;
    ephemerals.push(decryptingBlock(id, chunk, keyName));
    for (const [name] of chunk) {
      locals.set(name, unlessPlanOnly(`ephemeral.aws_kms_secrets.${id}[0].plaintext[${quoted(name)}]`));
    }
  }
  return { ephemerals, locals, variables };
}

type KmsSource = Extract<ValueSource, { kind: 'kms' }>;
type ReferenceSource = Extract<ValueSource, { kind: 'secretsManager' | 'ssm' }>;

/** What takes a value's place where nothing may be decrypted: only the number of a version is compared then. */
const unlessPlanOnly = (code: string): string => `var.plan_only ? "" : ${code}`;

function decryptingBlock(
  id: string,
  values: readonly (readonly [CanonicalName, KmsSource])[],
  keyName: string,
): EphemeralBlock {
  const secret = values.map(([name, { ciphertext, context }]) => ({
    name,
    payload: literal(ciphertext),
    context: {
      project: literal(context.project),
      environment: literal(context.environment),
      name: context.name,
    },
    key_id: expression(keyName),
  }));
  return { type: 'aws_kms_secrets', id, arguments: { secret } };
}

function referenceBlock(
  name: CanonicalName,
  source: ReferenceSource,
  where: Pick<EnvironmentPlan, 'account' | 'region'>,
): { readonly block: EphemeralBlock; readonly code: string } {
  if (source.kind === 'ssm') {
    const type = 'aws_ssm_parameter';
    const arn = literal(parameterArn(source.parameter, where));
    return {
      block: { type, id: name, arguments: { arn, with_decryption: true } },
      code: `ephemeral.${type}.${name}[0].value`,
    };
  }
  const type = 'aws_secretsmanager_secret_version';
  const text = `ephemeral.${type}.${name}[0].secret_string`;
  return {
    block: { type, id: name, arguments: { secret_id: literal(source.id) } },
    code: source.key === undefined ? text : `tostring(jsondecode(${text})[${quoted(source.key)}])`,
  };
}
