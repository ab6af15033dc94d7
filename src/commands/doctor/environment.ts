import type { BucketPlan, EnvironmentPlan } from '../../plan';
import type { StateResource } from '../../terraform';
import type { Aws, KeyDescription } from '../../values/aws';
import { AwsFault } from '../../values/aws-fault';
import { SecretValue } from '../../values/secret-value';
import { severalAtOnce } from '../several-at-once';
import { inStack, needsStack } from './in-stack';
import { judgeEntries } from './judge-entries';
import { judgeRoles, type PlannedRole, unknownTo } from './judge-roles';
import { note, type Observation, ok, orFault, sentenceOf, wrong } from './observation';

export interface EnvironmentEdges {
  readonly aws: Pick<
    Aws,
    'account' | 'findKey' | 'encrypt' | 'decrypt' | 'describeEntry' | 'roleTags' | 'stateLock'
  >;
  /** What the state of an environment manages. @throws TerraformFault where it cannot be read */
  readonly state: (environment: EnvironmentPlan) => Promise<readonly StateResource[]>;
  /** What there is of its stack on this machine: its folder, and whether Terraform is set up in there. */
  readonly stack: (environment: EnvironmentPlan) => 'missing' | 'synthesized' | 'ready';
}

/** Where an environment is looked at from. */
export interface Surroundings {
  readonly project: string;
  /** The stack that makes its key. */
  readonly foundation: string;
  /** Those that its stack makes; empty where the files have errors. */
  readonly roles: readonly PlannedRole[];
}

/** One environment: whether the credentials fit, its key, its state, and its entries. */
export async function lookAtEnvironment(
  environment: EnvironmentPlan,
  surroundings: Surroundings,
  edges: EnvironmentEdges,
): Promise<readonly Observation[]> {
  const credentials = await lookAtCredentials(environment, edges.aws);
  // Nothing may be asked of another account's key or entries, and nothing can be without credentials.
  if (credentials.some(({ health }) => health === 'wrong')) return credentials;
  const [key, stateSeen] = await Promise.all([
    orFault('key', () => lookAtKey(environment, surroundings, edges.aws)),
    lookAtState(environment, edges),
  ]);
  const [entries, roles] = await Promise.all([
    orFault('entries', () => lookAtEntries(environment, stateSeen.resources, edges.aws)),
    lookAtRoles(environment, surroundings, stateSeen.resources, edges.aws),
  ]);
  const seen = [...key, ...stateSeen.observations, ...entries, ...roles];
  return [...credentials, ...stackObservations(environment, seen, edges), ...seen];
}

/** What has to be there before Terraform can be told anything; nothing where nobody is to tell it. */
function stackObservations(
  environment: EnvironmentPlan,
  seen: readonly Observation[],
  { stack }: Pick<EnvironmentEdges, 'stack'>,
): readonly Observation[] {
  const { name } = environment;
  const found = stack(environment);
  if (found === 'ready' || !seen.some(({ command }) => needsStack(name, command))) return [];
  const below = 'on this machine yet, which commands below need';
  return [
    ...(found === 'synthesized'
      ? []
      : [wrong('stack', `It is not synthesized ${below}`, ['fanout', 'synth', name])]),
    wrong('stack', `Terraform is not set up for it ${below}`, inStack(name, ['init'])),
  ];
}

async function lookAtCredentials(
  { name, account, region }: EnvironmentPlan,
  aws: Pick<Aws, 'account'>,
): Promise<readonly Observation[]> {
  return orFault('credentials', async () => {
    const actual = await aws.account(region);
    return actual === account
      ? [ok('credentials', `of account ${account}, asked in ${region}`)]
      : [
          wrong(
            'credentials',
            `of account ${actual}, but ${name} lives in ${account}: use credentials of ${account}`,
          ),
        ];
  });
}

async function lookAtKey(
  environment: EnvironmentPlan,
  { project, foundation }: Surroundings,
  aws: EnvironmentEdges['aws'],
): Promise<readonly Observation[]> {
  const { region, keyAlias } = environment;
  const key = await aws.findKey(region, keyAlias);
  if (key === null)
    return [wrong('key', `There is no ${keyAlias} in ${region}`, ['npx', 'cdktf', 'deploy', foundation])];
  if (key.state !== 'Enabled') return [unusable(keyAlias, key, region)];
  const context = { project, environment: environment.name, name: 'FANOUT_DOCTOR' };
  const request = { region, keyAlias, context };
  // Not a value of anybody: what may be done is found out by doing it.
  let ciphertext: string | undefined;
  const encrypting = await orDenied('encrypt', 'may not set values', async () => {
    ciphertext = await aws.encrypt(new SecretValue('fanout doctor'), request);
    return 'may set values';
  });
  if (ciphertext === undefined) return [ok('key', keyAlias), encrypting];
  const written = ciphertext;
  const decrypting = await orDenied(
    'decrypt',
    'may not read them back, which setting them does not need',
    async () => {
      await aws.decrypt(written, request);
      return 'may read values back, as a deploy has to';
    },
  );
  return [ok('key', keyAlias), encrypting, decrypting];
}

async function orDenied(
  deed: 'encrypt' | 'decrypt',
  denied: string,
  look: () => Promise<string>,
): Promise<Observation> {
  try {
    return ok(deed, `These credentials ${await look()}`);
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    return error.answer === 'denied'
      ? note(deed, `These credentials ${denied}`)
      : wrong(deed, sentenceOf(error));
  }
}

/** Of a key of the credentials' own account. */
const keyId = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
function unusable(alias: string, { arn, state }: KeyDescription, region: string): Observation {
  const act = { PendingDeletion: 'cancel-key-deletion', Disabled: 'enable-key' }[state];
  const message = `${alias} cannot be used: it is in the state ${state}`;
  return act === undefined
    ? wrong('key', message)
    : wrong('key', message, ['aws', 'kms', act, '--key-id', keyId(arn), '--region', region]);
}

/** @returns the resources as null where they are not known */
async function lookAtState(
  environment: EnvironmentPlan,
  { state, aws }: EnvironmentEdges,
): Promise<{
  readonly observations: readonly Observation[];
  readonly resources: readonly StateResource[] | null;
}> {
  let resources: readonly StateResource[] | null = null;
  const [read, lock] = await Promise.all([
    orFault('state', async () => {
      resources = await state(environment);
      return [ok('state', resources.length === 0 ? 'empty' : `${resources.length} resources`)];
    }),
    lookAtLock(environment, aws),
  ]);
  return { observations: [...read, ...lock], resources };
}

/** Of a local state the system itself lets go when a process ends. */
async function lookAtLock(
  { name, backend }: EnvironmentPlan,
  aws: Pick<Aws, 'stateLock'>,
): Promise<readonly Observation[]> {
  if (backend === undefined) return [];
  const { region, bucket, key } = backend.s3;
  return orFault(
    'state lock',
    async () => {
      const lock = await aws.stateLock(region, bucket, key);
      if (lock === null) return [ok('state lock', 'Nobody holds it')];
      const { id, who, operation, created } = lock;
      return [
        wrong(
          'state lock',
          `${who} took it for ${operation} at ${created}: unless that is still running, let go of it`,
          inStack(name, ['force-unlock', '-force', id]),
        ),
      ];
    },
    (fault) => note('state lock', sentenceOf(fault)),
  );
}

/** Entries or roles that are asked about at once. */
const atOnce = 8;

async function lookAtEntries(
  environment: EnvironmentPlan,
  state: readonly StateResource[] | null,
  aws: Pick<Aws, 'describeEntry'>,
): Promise<readonly Observation[]> {
  const buckets = Object.values<BucketPlan>(environment.buckets);
  const entries = await severalAtOnce(atOnce, buckets, async (bucket) => ({
    bucket,
    found: await aws.describeEntry(environment.region, bucket.secretName),
  }));
  return judgeEntries(environment, entries, state);
}

async function lookAtRoles(
  { name, region }: EnvironmentPlan,
  { project, roles }: Surroundings,
  state: readonly StateResource[] | null,
  aws: Pick<Aws, 'roleTags'>,
): Promise<readonly Observation[]> {
  if (state === null || roles.length === 0) return [];
  return orFault(
    'roles',
    async () => {
      const found = await severalAtOnce(atOnce, unknownTo(state, roles), async (role) => ({
        role,
        found: await aws.roleTags(region, role.name),
      }));
      return judgeRoles(name, project, found);
    },
    (fault) =>
      (fault instanceof AwsFault && fault.answer === 'denied' ? note : wrong)('roles', sentenceOf(fault)),
  );
}
