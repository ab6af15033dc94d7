import type {
  AmplifyService,
  BucketName,
  EcsService,
  FreeStatement,
  LambdaService,
  Service,
  ServiceName,
} from '../model';
import { entriesOf } from '../plan';
import { entryArn } from './entries';
import { runtimeRole } from './names';
import type { Statement } from './policy';
import type { AccessEnvironment, AccountScope } from './scope';
import { namesOfBuckets } from './scope';

/** A service in one environment, with everything filled in. */
interface PlacedService {
  readonly name: ServiceName;
  readonly environment: AccessEnvironment;
  /** The buckets of it that exist there. */
  readonly buckets: readonly BucketName[];
  /** Patterns of the ARNs of their entries. */
  readonly entries: readonly string[];
}

export interface PlacedEcs extends PlacedService {
  readonly kind: 'ecs';
  readonly cluster: string;
  readonly family: string;
  readonly service?: string;
  readonly logGroup: string;
  readonly repositories: readonly string[];
  readonly readsAtRuntime: boolean;
  readonly allow: readonly FreeStatement[];
}

export interface PlacedCompute extends PlacedService {
  readonly kind: 'amplify' | 'lambda';
  /** The id of the app, where it is known. */
  readonly app?: string;
  /** The name of the function. */
  readonly function?: string;
  readonly allow: readonly FreeStatement[];
  /** Patterns of the ARNs of the entries that it fills itself. */
  readonly written: readonly string[];
  /** The buckets behind them. */
  readonly writer: readonly BucketName[];
}

export type Placed = PlacedEcs | PlacedCompute;

/** The services that run in an environment and read an entry there, by name in code unit order. */
export function servicesIn(scope: AccountScope, environment: AccessEnvironment): readonly Placed[] {
  return entriesOf(scope.access.services)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, service]) => runsIn(service, environment))
    .map(([name, service]) => placed(scope, environment, name, service))
    .filter(({ buckets }) => buckets.length > 0);
}

/** A variant of another environment is what somebody works with; a service runs in it only where that is said. */
function runsIn({ environments }: Service, { name, extends: parent }: AccessEnvironment): boolean {
  return environments === undefined ? parent === undefined : environments.includes(name);
}

function placed(
  scope: AccountScope,
  environment: AccessEnvironment,
  name: ServiceName,
  service: Service,
): Placed {
  const exists = (bucket: BucketName): boolean => Object.hasOwn(environment.entries, bucket);
  const buckets = [...service.buckets].filter(exists);
  const common: PlacedService = {
    name,
    environment,
    buckets,
    entries: entryPatterns(environment, buckets),
  };
  const fill = (text: string): string => filledIn(text, scope.project, environment);
  if ('ecs' in service) return placedEcs(service, common, fill);
  const compute = 'amplify' in service ? service.amplify : service.lambda;
  const writer = compute.writer.filter((bucket) => buckets.includes(bucket));
  return {
    ...common,
    ...('amplify' in service ? ofAmplify(service) : ofLambda(service, common, fill)),
    allow: compute.allow,
    writer,
    written: entryPatterns(environment, writer),
  };
}

function placedEcs({ ecs }: EcsService, common: PlacedService, fill: (text: string) => string): PlacedEcs {
  const family = fill(ecs.family ?? `{project}-{environment}-${common.name}`);
  return {
    ...common,
    kind: 'ecs',
    cluster: fill(ecs.cluster),
    family,
    ...(ecs.service === undefined ? {} : { service: fill(ecs.service) }),
    logGroup: ecs.logGroup === undefined ? `/ecs/${family}` : fill(ecs.logGroup),
    repositories: ecs.repositories.map(fill),
    readsAtRuntime: ecs.read === 'runtime',
    allow: ecs.task.allow,
  };
}

const ofAmplify = ({ amplify }: AmplifyService) => ({
  kind: 'amplify' as const,
  ...(amplify.app === undefined ? {} : { app: amplify.app }),
});

const ofLambda = ({ lambda }: LambdaService, { name }: PlacedService, fill: (text: string) => string) => ({
  kind: 'lambda' as const,
  function: fill(lambda.function ?? `{project}-{environment}-${name}`),
});

const entryPatterns = (environment: AccessEnvironment, buckets: readonly BucketName[]): readonly string[] =>
  namesOfBuckets(environment, buckets).map((name) => entryArn(environment, name));

/** Fills in what differs from environment to environment. */
export function filledIn(text: string, project: string, environment: AccessEnvironment): string {
  const { name, region, account } = environment;
  const values = { project, environment: name, region, account };
  return text.replace(
    /(?<!\$)\{(project|environment|region|account)\}/g,
    (_, key: keyof typeof values) => values[key],
  );
}

/** A statement that a team wrote, as IAM reads it. */
export function freeAllow(
  { actions, resources, conditions }: FreeStatement,
  index: number,
  project: string,
  environment: AccessEnvironment,
): Statement {
  const fill = (text: string): string => filledIn(text, project, environment);
  return {
    Sid: `Configured${index + 1}`,
    Effect: 'Allow',
    Action: [...actions],
    Resource: resources.map(fill),
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}

/** The role of a service that reads entries while it starts or runs, by the document's name. */
export type RuntimeRoleKind = 'execution' | 'task' | 'compute';

export const documentName = (kind: RuntimeRoleKind, { environment, name }: Placed): string =>
  `${kind}.${environment.name}.${name}`;

export const roleOf = (scope: AccountScope, kind: RuntimeRoleKind, service: Placed): string =>
  runtimeRole(scope, service.environment.name, documentName(kind, service));

/** The kinds of roles that a service has. */
export const roleKinds = ({ kind }: Placed): readonly RuntimeRoleKind[] =>
  kind === 'ecs' ? ['execution', 'task'] : ['compute'];

/** Those of its roles that read its entries. */
export const readingRoles = (scope: AccountScope, service: Placed): readonly string[] => {
  if (service.kind !== 'ecs') return [roleOf(scope, 'compute', service)];
  const kinds: RuntimeRoleKind[] = service.readsAtRuntime ? ['execution', 'task'] : ['execution'];
  return kinds.map((kind) => roleOf(scope, kind, service));
};
