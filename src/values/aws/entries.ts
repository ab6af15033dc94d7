import type { SecretsManagerClient, SecretVersionsListEntry } from '@aws-sdk/client-secrets-manager';
import { AwsFault } from '../aws-fault';
import { SecretValue } from '../secret-value';
import type { Connection } from './connection';

/** Metadata of an entry: what DescribeSecret says, never a value. */
export interface EntryDescription {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  /** As it was given when the entry was made: an ARN, an id or an alias; null for the account's own key. */
  readonly kmsKeyId: string | null;
  /** When it is to be deleted for good; null unless it is scheduled for deletion. */
  readonly deletionDate: Date | null;
  readonly rotationEnabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Staging labels of the versions that have any, by the version's id. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
  /** Regions that it is replicated to; those of an entry out of a list are not known, and left out. */
  readonly replicas: readonly string[];
}

/** A version with its staging labels. Those without a label are deprecated, and AWS removes them in time. */
export interface EntryVersion {
  readonly id: string;
  /** `AWSCURRENT`, `AWSPREVIOUS`, `AWSPENDING` or one's own. */
  readonly stages: readonly string[];
  readonly created: Date | null;
}

export interface ReadEntry {
  readonly versionId: string;
  /** The whole text of the entry. */
  readonly text: SecretValue;
}

/** Secrets Manager. An entry is named by its name or its ARN. */
export interface Entries {
  /** Null where there is no such entry. @throws AwsFault */
  describeEntry(region: string, id: string): Promise<EntryDescription | null>;
  /** Every version, deprecated ones too, the newest first. @throws AwsFault */
  entryVersions(region: string, id: string): Promise<readonly EntryVersion[]>;
  /** The resource policy's JSON; null where there is none. @throws AwsFault */
  entryPolicy(region: string, id: string): Promise<string | null>;
  /** Every entry of the region with these tags, those that are scheduled for deletion too. @throws AwsFault */
  listEntries(region: string, tags: Readonly<Record<string, string>>): Promise<readonly EntryDescription[]>;
  /** Reads the value. @param version - an id. @default - the one labelled AWSCURRENT @throws AwsFault */
  readEntry(region: string, id: string, version?: string): Promise<ReadEntry>;
  /** Moves the label AWSCURRENT; AWS moves AWSPREVIOUS with it. @throws AwsFault */
  moveCurrent(
    region: string,
    id: string,
    versions: { readonly from: string; readonly to: string },
  ): Promise<void>;
}

export function entriesOf(connection: Connection): Entries {
  const sdk = () => import('@aws-sdk/client-secrets-manager');
  const clientIn = (region: string): Promise<SecretsManagerClient> =>
    connection.client('secretsmanager', region, async (options) => {
      const { SecretsManagerClient } = await sdk();
      return new SecretsManagerClient(options);
    });
  return {
    describeEntry: async (region, id) => {
      const { DescribeSecretCommand, ResourceNotFoundException } = await sdk();
      const client = await clientIn(region);
      return connection.call(requestOf('DescribeSecret', id, region), async (signal) => {
        try {
          return describe(await client.send(new DescribeSecretCommand({ SecretId: id }), signal));
        } catch (error) {
          if (error instanceof ResourceNotFoundException) return null;
          throw error;
        }
      });
    },
    entryVersions: async (region, id) => {
      const { paginateListSecretVersionIds } = await sdk();
      const client = await clientIn(region);
      return connection.call(requestOf('ListSecretVersionIds', id, region), async (signal) => {
        const versions: SecretVersionsListEntry[] = [];
        const pages = paginateListSecretVersionIds(
          { client },
          { SecretId: id, IncludeDeprecated: true },
          signal,
        );
        for await (const { Versions = [] } of pages) versions.push(...Versions);
        return versions
          .map(({ VersionId = '', VersionStages = [], CreatedDate = null }) => ({
            id: VersionId,
            stages: VersionStages,
            created: CreatedDate,
          }))
          .sort((one, other) => (other.created?.getTime() ?? 0) - (one.created?.getTime() ?? 0));
      });
    },
    entryPolicy: async (region, id) => {
      const { GetResourcePolicyCommand } = await sdk();
      const client = await clientIn(region);
      const { ResourcePolicy } = await connection.call(requestOf('GetResourcePolicy', id, region), (signal) =>
        client.send(new GetResourcePolicyCommand({ SecretId: id }), signal),
      );
      return ResourcePolicy ?? null;
    },
    listEntries: async (region, tags) => {
      const { paginateListSecrets } = await sdk();
      const client = await clientIn(region);
      return connection.call(requestOf('ListSecrets', 'entries', region), async (signal) => {
        const found: EntryDescription[] = [];
        const pages = paginateListSecrets(
          { client, pageSize: 100 },
          {
            IncludePlannedDeletion: true,
            // The filters match beginnings of words and ignore case: what is meant is compared below.
            Filters: [
              { Key: 'tag-key', Values: Object.keys(tags) },
              { Key: 'tag-value', Values: Object.values(tags) },
            ],
          },
          signal,
        );
        for await (const { SecretList = [] } of pages) found.push(...SecretList.map(describe));
        return found.filter((entry) =>
          Object.entries(tags).every(([key, value]) => entry.tags[key] === value),
        );
      });
    },
    readEntry: async (region, id, version) => {
      const { GetSecretValueCommand } = await sdk();
      const client = await clientIn(region);
      const { SecretString, VersionId } = await connection.call(
        requestOf('GetSecretValue', id, region),
        (signal) =>
          client.send(
            new GetSecretValueCommand({
              SecretId: id,
              ...(version === undefined ? {} : { VersionId: version }),
            }),
            signal,
          ),
      );
      if (SecretString === undefined)
        throw new AwsFault(`${id} in ${region} holds a binary value, and no text`);
      return { versionId: VersionId ?? '', text: new SecretValue(SecretString) };
    },
    moveCurrent: async (region, id, { from, to }) => {
      const { UpdateSecretVersionStageCommand } = await sdk();
      const client = await clientIn(region);
      await connection.call(requestOf('UpdateSecretVersionStage', id, region), (signal) =>
        client.send(
          new UpdateSecretVersionStageCommand({
            SecretId: id,
            VersionStage: 'AWSCURRENT',
            RemoveFromVersionId: from,
            MoveToVersionId: to,
          }),
          signal,
        ),
      );
    },
  };
}

const requestOf = (operation: string, id: string, region: string) => ({
  action: `secretsmanager:${operation}`,
  resource: `${id} in ${region}`,
  ifMissing: 'check the name and the region, and whether it has been deployed with a value',
});

interface Described {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly DeletedDate?: Date | undefined;
  readonly RotationEnabled?: boolean | undefined;
  readonly Tags?:
    | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
    | undefined;
  readonly ReplicationStatus?: readonly { readonly Region?: string | undefined }[] | undefined;
  /** What DescribeSecret calls it. */
  readonly VersionIdsToStages?: Stages | undefined;
  /** What ListSecrets calls it. */
  readonly SecretVersionsToStages?: Stages | undefined;
}

type Stages = Readonly<Record<string, readonly string[]>>;

function describe(answer: Described): EntryDescription {
  return {
    arn: answer.ARN ?? '',
    name: answer.Name ?? '',
    description: answer.Description ?? '',
    kmsKeyId: answer.KmsKeyId ?? null,
    deletionDate: answer.DeletedDate ?? null,
    rotationEnabled: answer.RotationEnabled === true,
    tags: Object.fromEntries((answer.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    stages: answer.VersionIdsToStages ?? answer.SecretVersionsToStages ?? {},
    replicas: (answer.ReplicationStatus ?? []).flatMap(({ Region }) =>
      Region === undefined ? [] : [Region],
    ),
  };
}
