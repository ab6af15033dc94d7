import * as z from 'zod';
import { bucketName, environmentName, faultMessage, readerName, serviceName } from './names';
import { asWritten, expects, filled } from './scalars';

const few = (what: string) => faultMessage('wrong-type', `a list of at least one ${what}`);

const buckets = z.array(bucketName).min(1, few('bucket'));
const environments = z.array(environmentName).min(1, few('environment'));

/** A text that becomes part of an ARN; `{project}`, `{environment}`, `{region}` and `{account}` are filled in. */
const partOfArn = (rule: string, pattern: RegExp) => {
  const fault = faultMessage('wrong-type', rule);
  return z.string(fault).regex(pattern, fault);
};
const ecsName = partOfArn(
  'a name of up to 255 letters, digits, _ and -, with {environment} and the like filled in',
  /^(?:[A-Za-z0-9_-]|\{(?:project|environment|region|account)\}){1,255}$/,
);

/** IAM's own limits of names: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const permissionSet = partOfArn(
  'the name of a permission set: up to 32 letters, digits and _+=,.@-',
  /^[\w+=,.@-]{1,32}$/,
);

const digits = (what: string) => {
  const fault = faultMessage('wrong-type', `${what}: digits alone`);
  return z
    .string(fault)
    .regex(/^[1-9]\d{0,19}$/, fault)
    .meta(asWritten);
};

const roleOrUserFault = faultMessage(
  'wrong-type',
  'the ARN of a role or a user, without wildcards, such as arn:aws:iam::123456789012:role/deployer',
);
const roleOrUser = z
  .string(roleOrUserFault)
  .regex(/^arn:aws(?:-[a-z]+)*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/, roleOrUserFault);

const administratorFault = faultMessage(
  'wrong-type',
  'the ARN of a role or a user; a wildcard may stand only in that of a single-sign-on role (role/aws-reserved/sso.amazonaws.com/...)',
);
/** The end of a single-sign-on role's name is made up by AWS, so only a pattern can name one beforehand. */
const administrator = z
  .string(administratorFault)
  .regex(
    /^arn:aws(?:-[a-z]+)*:iam::\d{12}:(?:(?:role|user)\/[\w+=,.@/-]+|role\/aws-reserved\/sso\.amazonaws\.com\/(?:\*\/)?[\w+=,.@/-]+_[\w?*]+)$/,
    administratorFault,
  );

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1, few('value'))]);

/** A statement that a team adds by hand. Checked before it is taken, and capped by the boundary in any case. */
export const freeStatement = z
  .strictObject({
    actions: z
      .array(
        partOfArn(
          'an action such as sqs:SendMessage, without a wildcard for the service',
          /^[a-z][a-z0-9-]*:[A-Za-z*?]+$/,
        ),
      )
      .min(1, few('action'))
      .describe('What is allowed, such as sqs:SendMessage.'),
    resources: z
      .array(filled)
      .min(1, few('resource'))
      .describe(
        'ARNs on which it is allowed; {project}, {environment}, {region} and {account} are filled in.',
      ),
    conditions: z
      .record(z.string(), z.record(z.string(), oneOrMore))
      .describe('Conditions as IAM writes them: operator, key, value.')
      .optional(),
  })
  .describe('Something else that the service may do.');
export type FreeStatement = z.infer<typeof freeStatement>;

const allow = z
  .array(freeStatement)
  .describe('What else the service may do; never secrets, keys, roles or sessions.')
  .default([]);
const writer = z
  .array(bucketName)
  .describe('Buckets of its own whose entry this service fills itself, outside Terraform.')
  .default([]);

const ofEveryService = {
  buckets: buckets.describe('The buckets whose entries it reads, in its own environment.'),
  environments: environments
    .describe('Where it runs; without this in every environment that extends no other one.')
    .optional(),
};

export const ecsService = z
  .strictObject({
    ...ofEveryService,
    ecs: z
      .strictObject({
        cluster: ecsName.describe('The cluster that it runs in.').default('{project}-{environment}'),
        family: ecsName
          .describe('The family of its task definitions; {project}-{environment}-SERVICE without this.')
          .optional(),
        service: ecsName
          .describe('The ECS service that a deploy restarts; without this a deploy restarts nothing.')
          .optional(),
        repositories: z
          .array(
            partOfArn(
              'the name of a repository, with a wildcard only after a slash',
              /^[a-z0-9][a-z0-9._/{}-]*(?:\/\*)?$/,
            ),
          )
          .min(1, few('repository'))
          .describe('Repositories of images that its tasks are started from.')
          .default(['{project}/*']),
        logGroup: filled.describe('Where its logs go; /ecs/FAMILY without this.').optional(),
        read: z
          .enum(['start', 'runtime'])
          .describe('start: entries are read when a task starts. runtime: the running code reads them too.')
          .default('start'),
        task: z.strictObject({ allow }).describe('The role of the running code.').prefault({}),
      })
      .describe('A service on Amazon ECS: an execution role and a task role.'),
  })
  .describe('A service on Amazon ECS.');

export const amplifyService = z
  .strictObject({
    ...ofEveryService,
    amplify: z
      .strictObject({
        app: partOfArn('the id of an Amplify app, such as d2abcdefgh1234', /^d[a-z0-9]{1,19}$/)
          .describe('The id of the app; developers are then kept from changing what it runs where protected.')
          .optional(),
        allow,
        writer,
      })
      .describe('The compute role of an app on AWS Amplify.'),
  })
  .describe('An app on AWS Amplify.');

export const lambdaService = z
  .strictObject({
    ...ofEveryService,
    lambda: z
      .strictObject({
        function: ecsName
          .describe('The name of the function; {project}-{environment}-SERVICE without this.')
          .optional(),
        allow,
        writer,
      })
      .describe('The execution role of a function on AWS Lambda.'),
  })
  .describe('A function on AWS Lambda.');

export const service = z
  .union([ecsService, amplifyService, lambdaService])
  .meta(expects('a service with "buckets" and exactly one of "ecs", "amplify" and "lambda"'));
export type Service = z.infer<typeof service>;
export type EcsService = z.infer<typeof ecsService>;
export type AmplifyService = z.infer<typeof amplifyService>;
export type LambdaService = z.infer<typeof lambdaService>;

const subjectFault = faultMessage(
  'wrong-type',
  'the exact subject of a GitHub token, without wildcards, such as repo:my-org@123456/my-infra@789012:environment:dev',
);

export const reader = z
  .strictObject({
    buckets: buckets.describe('The buckets whose entries it reads.'),
    environments: environments.describe('The environments in which it reads them.'),
    principals: z
      .array(roleOrUser)
      .describe('ARNs of the roles and users that may become this reader.')
      .default([]),
    subjects: z
      .array(
        z.strictObject({
          subject: z
            .string(subjectFault)
            .regex(/^repo:[^\s*?$]+$/, subjectFault)
            .describe('The exact subject of its token.'),
          repositoryId: digits('the id of a repository').describe(
            'The id of the repository: a name can be taken over, an id can not.',
          ),
        }),
      )
      .describe('Jobs on GitHub that may become this reader.')
      .default([]),
  })
  .refine(({ principals, subjects }) => principals.length + subjects.length > 0, {
    ...{ message: faultMessage('wrong-type', 'a reader with at least one of "principals" and "subjects"') },
  })
  .describe('Somebody else who reads entries, through a role of its own.');
export type Reader = z.infer<typeof reader>;

const githubName = (what: string) => partOfArn(`the name of ${what} on GitHub`, /^[A-Za-z0-9_.-]{1,100}$/);

export const github = z
  .strictObject({
    owner: githubName('an organization or a user').describe(
      'The organization or user that owns the repository.',
    ),
    ownerId: digits('the id of the owner').describe(
      'The id of the owner, from https://api.github.com/users/OWNER.',
    ),
    repository: githubName('a repository').describe('The repository of this workspace.'),
    repositoryId: digits('the id of the repository').describe(
      'The id of the repository, from https://api.github.com/repos/OWNER/REPOSITORY.',
    ),
    subject: z
      .enum(['immutable', 'classic'])
      .describe(
        'immutable: subjects with ids, as repositories made, renamed or transferred from 2026-07-15 on send. classic: without.',
      )
      .default('immutable'),
    deployRef: partOfArn(
      'a full ref such as refs/heads/main, without wildcards',
      /^refs\/(?:heads|tags)\/[\w./-]+$/,
    )
      .describe('The only ref from which anything is deployed.')
      .default('refs/heads/main'),
    provider: z
      .enum(['create', 'existing'])
      .describe('Whether the foundation makes the OIDC provider of the account, or finds one that is there.')
      .default('create'),
  })
  .describe('The repository whose workflows plan and deploy.');
export type Github = z.infer<typeof github>;

/** `access:` of the manifest. */
export const access = z
  .strictObject({
    developers: z
      .strictObject({
        identityTag: partOfArn(
          'the key of a principal tag: letters, digits and _.-, and none of the tags that fanout sets',
          /^(?!(?:project|environment|bucket|managedby)$)[A-Za-z][\w.-]{0,127}$/i,
        )
          .describe(
            'The principal tag that says which developer it is; its value ends the name of their environment.',
          )
          .default('Developer'),
      })
      .describe('People who work on unprotected environments.')
      .prefault({}),
    guardrail: z
      .strictObject({
        scope: z
          .enum(['account', 'project'])
          .describe(
            'account: deny every secret that is not tagged as allowed. project: only those of this project.',
          )
          .default('account'),
      })
      .describe('The policy of denials for people and vendors.')
      .prefault({}),
    services: z.record(serviceName, service).describe('Who reads which buckets at run time.').default({}),
    readers: z
      .record(readerName, reader)
      .describe('Others who read entries, through a role each.')
      .default({}),
    github: github.optional(),
    breakGlass: z
      .strictObject({ permissionSet: permissionSet.describe('The permission set from which it is assumed.') })
      .describe('The role for emergencies.')
      .optional(),
    secretAuthor: z
      .strictObject({ permissionSet: permissionSet.describe('The permission set that it is attached to.') })
      .describe('Who may encrypt values of protected environments without being able to decrypt any.')
      .optional(),
    administrators: z
      .array(administrator)
      .describe('Roles and users that no policy of an entry or a key shuts out.')
      .default([]),
    entryPolicies: z
      .enum(['protected', 'all', 'none'])
      .describe("Which environments' entries get a policy of their own.")
      .default('protected'),
    providerReadsValues: z
      .boolean()
      .describe(
        'Whether the deploy role may read values, as versions of the AWS provider below 6.26 do on every refresh.',
      )
      .default(false),
  })
  .meta({
    ...expects('a map with the fields of access'),
    description: 'Who may do what with the entries and keys.',
  });
export type Access = z.infer<typeof access>;
