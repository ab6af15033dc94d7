import { Fault, quote } from '../../diagnostics';
import type { CanonicalName } from '../../model';
import { type Ciphertext, ciphertextsIn } from '../../plan/ciphertexts-in';
import { keyAlias, type ResolvedEnvironment } from '../../plan/environments';
import type { Aws, KeyDescription } from '../../values/aws';
import { refuseOtherAccount } from '../../values/own-account';
import type { CommandContext } from '../context';
import { type ChangeEdges, type ChangeOptions, changeFiles } from './change-files';
import type { FileDraft } from './draft';
import { environmentOf, type Ground, readGround, unknownEnvironments } from './ground';
import { type AwsOf, reEncrypted } from './re-encrypt';
import { type NamesResult, nothingDone } from './result';

export interface RekeyOptions extends ChangeOptions {
  /** As somebody typed it. */
  readonly environment: string;
  /** The key to encrypt under: an id, an ARN or an alias. */
  readonly to: string;
  /** The key that the values are under. @default - the one that the environment's alias means */
  readonly from?: string;
}

export interface RekeyEdges extends ChangeEdges {
  readonly aws: AwsOf<'account' | 'reEncrypt' | 'findKey'>;
}

/**
 * Brings every value of an environment, and of those that extend it, under another key. What they hold is the same, and
 * the files say so. Nothing is asked of the alias but what it means: whoever moves it does that apart.
 */
export async function rekey(
  context: CommandContext,
  options: RekeyOptions,
  edges: RekeyEdges,
): Promise<NamesResult> {
  const read = await readGround(context, options);
  if ('ended' in read) return read.ended;
  const { ground } = read;
  const misuse = unknownEnvironments(ground, [options.environment]);
  if (misuse.length > 0) return { ...nothingDone, misuse, finished: ground.finished };
  const owner = environmentOf(ground, options.environment);
  refuseExtending(owner);
  refuseNoKey(options.to);
  if (options.from !== undefined) refuseNoKey(options.from);
  const project = ground.workspace.manifest.value.project;
  const alias = keyAlias(project, owner.name);
  const keys = options.dryRun
    ? { from: options.from ?? alias, to: options.to, isMoved: false }
    : await findKeys(owner, alias, options, edges.aws(owner.name));

  const values = valuesUnder(ground, owner);
  const bound = (keyId: string, { environment, name }: Value) => ({
    keyAlias: keyId,
    context: { project, environment: environment.name, name },
  });
  return changeFiles(
    context,
    ground,
    {
      summary: `brought the values of ${owner.name} under ${options.to}`,
      doing: `Bring the values of ${owner.name} under ${options.to}`,
      jobs: values.map((value) => ({
        // Credentials for the owner are good for what extends it: it lives in the same account.
        environment: owner,
        ciphertext: value.ciphertext.kms,
        from: bound(keys.from, value),
        to: bound(keys.to, value),
      })),
      touched: owner.protected && values.length > 0 ? [owner.name] : [],
      drafts: (made) => draftsOf(values, made),
      next: () => stepsTo(keys.isMoved, { alias, to: options.to, environment: owner.name }),
    },
    options,
    edges,
  );
}

function refuseExtending({ name, keyOwner }: ResolvedEnvironment): void {
  if (name === keyOwner) return;
  throw new Fault(
    `${name} extends ${keyOwner} and has no key of its own: its values come along with fanout rekey ${keyOwner}`,
  );
}

/** Also where AWS is not asked: the steps that are shown name the key. */
function refuseNoKey(key: string): void {
  if (/^[\w:/-]+$/.test(key)) return;
  throw new Fault(
    `${quote(key)} is no key of KMS: give its id, its ARN or its alias; nothing has been written`,
  );
}

async function findKeys(
  owner: ResolvedEnvironment,
  alias: string,
  { to, from }: RekeyOptions,
  aws: Pick<Aws, 'account' | 'findKey'>,
): Promise<{ readonly from: string; readonly to: string; readonly isMoved: boolean }> {
  await refuseOtherAccount(owner, aws);
  const keyOf = async (key: string): Promise<KeyDescription> => {
    const found = await aws.findKey(owner.region, key);
    if (found !== null) return found;
    const remedy =
      key === alias
        ? 'deploy the foundation stack first: npx cdktf deploy foundation'
        : 'give the id, the ARN or the alias of a key that there is';
    throw new Fault(`AWS knows no key ${key} in ${owner.region}; nothing has been written: ${remedy}`);
  };
  const target = await keyOf(to);
  refuseUnusable(target, to, owner);
  const meant = await keyOf(alias);
  const isMoved = meant.arn === target.arn;
  if (!isMoved) return { from: from ?? alias, to: target.arn, isMoved };
  if (from === undefined) {
    throw new Fault(
      `--to is the key that ${alias} means already: say with --from which one the values are under; nothing has been written`,
    );
  }
  const source = await keyOf(from);
  if (source.arn === target.arn) throw new Fault(`--from and --to are one key; nothing has been written`);
  return { from, to: target.arn, isMoved };
}

function refuseUnusable(
  { arn, account, state }: KeyDescription,
  key: string,
  owner: ResolvedEnvironment,
): void {
  const region = arn.split(':')[3];
  if (account !== owner.account || region !== owner.region) {
    throw new Fault(
      `The key ${key} is in ${account}, ${region}, but ${owner.name} lives in ${owner.account}, ${owner.region}: KMS encrypts anew only within one account and region; nothing has been written`,
    );
  }
  if (state !== 'Enabled')
    throw new Fault(`The key ${key} is ${state}, not Enabled; nothing has been written`);
}

interface Value {
  readonly environment: ResolvedEnvironment;
  readonly name: CanonicalName;
  readonly ciphertext: Ciphertext;
}

/** Whatever is encrypted under the key of an environment, by file. */
function valuesUnder({ environments }: Ground, { name: owner }: ResolvedEnvironment): Value[] {
  return [...environments.values()]
    .filter(({ keyOwner }) => keyOwner === owner)
    .flatMap((environment) =>
      ciphertextsIn(environment.file).map(([name, ciphertext]) => ({ environment, name, ciphertext })),
    );
}

function draftsOf(values: readonly Value[], made: readonly string[]): FileDraft[] {
  return [...new Set(values.map(({ environment }) => environment))].map((environment) => {
    const own = [...values.entries()].filter(([, value]) => value.environment === environment);
    return {
      file: environment.file.file,
      values: new Map(
        own.map(([index, { name, ciphertext }]) => [name, reEncrypted(ciphertext, made[index] ?? '')]),
      ),
      marks: own.map(([, { name }]) => ({ what: 're-encrypted', name, at: ['values', name] })),
    };
  });
}

/**
 * The files, the alias and the entries have to change together. A deploy in between is refused by KMS before it writes
 * anything; the entries are under the old key until theirs, and the roles that read them may use the new one alone.
 */
function stepsTo(
  isMoved: boolean,
  { alias, to, environment }: { readonly alias: string; readonly to: string; readonly environment: string },
): string[] {
  return [
    'commit it, and let it be reviewed: no entry is written anew',
    ...(isMoved
      ? []
      : [
          `choose a quiet hour: from the next step to the last deploy, what starts in ${environment} cannot read its entry`,
          `let an administrator bring ${to} into the foundation in the place of the old key (terraform state rm and import of aws_kms_key.${environment}), and deploy it: ${alias} then means ${to}`,
        ]),
    `merge it${isMoved ? '' : ' then, not before'}, and let the administrator deploy ${environment}: its entries move to the key, which takes a right to use both`,
    'keep the old key for as long as an older commit or a version of an entry may be needed: they are under it',
  ];
}
