import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DoctorEdges, doctor, isWell } from '../../src/commands/doctor';
import { readLockedProvider } from '../../src/commands/doctor/locked-provider';
import { BrokenOff, Fault } from '../../src/diagnostics';
import { TerraformFault } from '../../src/terraform';
import type { EntryDescription } from '../../src/values/aws';
import { AwsFault } from '../../src/values/aws-fault';
import { SecretValue } from '../../src/values/secret-value';
import { renderDoctorJson, renderDoctorText } from '../../src/views/doctor';
import { createPage } from '../../src/views/page';
import { folderOf, removeFolders } from '../support/cli';
import { ciphertext, type WorkspaceParts, workspaceTexts } from '../support/workspace-builder';

afterAll(removeFolders);

const s3 = {
  s3: { bucket: 'states', key: 'dev.tfstate', region: 'eu-central-1' },
};
const parts: WorkspaceParts = {
  canonical: { A: null },
  environments: {
    dev: { backend: s3, values: { A: { kms: ciphertext('A') } } },
  },
};
const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/api-AbCdEf';
const key = {
  arn: 'arn:aws:kms:eu-central-1:123456789012:key/1',
  account: '123456789012',
  state: 'Enabled',
};
const entry = (rest: Partial<EntryDescription> = {}): EntryDescription =>
  ({
    arn,
    name: 'shop/dev/api',
    description: '',
    deletionDate: null,
    tags: {},
    ...rest,
  }) as EntryDescription;
const ours = {
  Project: 'shop',
  Environment: 'dev',
  Bucket: 'api',
  ManagedBy: 'fanout',
};
const resource = {
  address: 'aws_secretsmanager_secret.api',
  tainted: false,
  arn,
};

const adopting = (adopted: string): WorkspaceParts => ({
  ...parts,
  environments: { dev: { ...parts.environments?.dev, adopt: { api: adopted } } },
});

const serving: WorkspaceParts = {
  ...parts,
  manifest: { access: { services: { web: { buckets: ['api'], lambda: {} } } } },
};

interface World extends Partial<Omit<DoctorEdges, 'aws'>> {
  readonly aws?: Partial<DoctorEdges['aws']>;
  readonly parts?: WorkspaceParts;
  readonly env?: NodeJS.ProcessEnv;
}

async function run({ aws, parts: of = parts, env = {}, ...rest }: World = {}, environment?: string) {
  const workspace = folderOf(workspaceTexts(of));
  const asked: string[] = [];
  const edges: DoctorEdges = {
    nodeVersion: '20.20.2',
    terraform: async () => ({ binary: 'terraform', version: '1.11.4' }),
    provider: () => ({ major: 6, minor: 26, text: '6.26.0', file: '.terraform.lock.hcl' }),
    hook: () => true,
    state: async () => [],
    stack: () => 'ready',
    ...rest,
    aws: {
      account: async () => '123456789012',
      findKey: async () => key,
      encrypt: async (_, { context }) => {
        asked.push(JSON.stringify(context));
        return 'AAAA';
      },
      decrypt: async () => new SecretValue('fanout doctor'),
      describeEntry: async () => null,
      roleTags: async () => null,
      stateLock: async () => null,
      ...aws,
    },
  };
  const result = await doctor({ workspace, now: () => new Date('2026-01-01'), env }, environment, edges);
  const all = [...result.machine, ...result.environments.flatMap(({ observations }) => observations)];
  const told = all
    .filter(({ health }) => health !== 'ok')
    .map(({ about, health, command }) => [`${health} ${about}`, command?.join(' ') ?? null]);
  return {
    result,
    told,
    asked,
    text: renderDoctorText(result, createPage({ width: 80, color: false })),
  };
}

describe('where everything is in order', () => {
  test('GIVEN it is THEN each line is ok, and the key is tried in a context of its own', async () => {
    const { result, told, asked, text } = await run();
    expect([isWell(result), told]).toEqual([true, []]);
    expect(asked).toEqual(['{"project":"shop","environment":"dev","name":"FANOUT_DOCTOR"}']);
    expect(text).toMatchInlineSnapshot(`
      "this machine
        ok     node          20.20.2
        ok     terraform     1.11.4
        ok     logs          No variable makes Terraform log values
        ok     AWS provider  6.26.0
        ok     files         Nothing is wrong with them
        ok     hook          What is staged is checked before each commit

      dev
        ok     credentials  of account 123456789012, asked in eu-central-1
        ok     key          alias/shop/dev
        ok     encrypt      These credentials may set values
        ok     decrypt      These credentials may read values back, as a deploy has to
        ok     state        empty
        ok     state lock   Nobody holds it
        ok     entries      1, and nothing stands in the way of a deploy

      Nothing is wrong.
      "
    `);
    expect(JSON.parse(renderDoctorJson(result))).toMatchObject({
      environments: [
        {
          name: 'dev',
          observations: expect.arrayContaining([expect.objectContaining({ about: 'key' })]),
        },
      ],
    });
  });

  test('GIVEN the name of an environment that is not there THEN the nearest is named', async () => {
    expect((await run({}, 'deb')).result.misuse).toMatchObject([{ code: 'unknown-environment' }]);
  });
});

describe('this machine', () => {
  const refuse = (message: string) => () => {
    throw new Fault(message);
  };

  test.each<[what: string, world: World, told: (string | null)[]]>([
    ['an old node', { nodeVersion: '18.19.0' }, ['wrong node', null]],
    [
      'no terraform',
      {
        terraform: async () => Promise.reject(new TerraformFault('There is no terraform')),
      },
      ['wrong terraform', null],
    ],
    ['no locked provider', { provider: () => null }, ['note AWS provider', null]],
    [
      'a provider that is too old',
      { provider: () => ({ major: 5, minor: 99, text: '5.99.0', file: '.terraform.lock.hcl' }) },
      ['wrong AWS provider', 'rm .terraform.lock.hcl'],
    ],
    [
      'a provider that is too new',
      { provider: () => ({ major: 7, minor: 0, text: '7.0.0', file: '.terraform.lock.hcl' }) },
      ['wrong AWS provider', 'rm .terraform.lock.hcl'],
    ],
    [
      'a provider that reads values at a refresh',
      { provider: () => ({ major: 5, minor: 100, text: '5.100.0', file: '.terraform.lock.hcl' }) },
      ['note AWS provider', null],
    ],
    [
      'a provider that only this machine chose',
      {
        provider: () => ({
          major: 6,
          minor: 26,
          text: '6.26.0',
          file: 'cdktf.out/stacks/dev/.terraform.lock.hcl',
        }),
      },
      ['note AWS provider', 'cp cdktf.out/stacks/dev/.terraform.lock.hcl .terraform.lock.hcl'],
    ],
    ['no hook', { hook: () => false }, ['note hook', 'fanout hook install']],
    ['no repository', { hook: refuse('The workspace lies in no git repository') }, ['note hook', null]],
    [
      'files with an error',
      { parts: { ...parts, canonical: { A: null, B: null } } },
      ['wrong files', 'fanout check'],
    ],
  ])('GIVEN %s THEN that alone is said', async (_, world, expected) => {
    const { told, result } = await run(world);
    expect(told).toEqual([expected]);
    expect(isWell(result)).toBe(expected[0]?.startsWith('note'));
  });

  test('GIVEN the lock file of a workspace THEN its provider is found in it; else in that of a stack', () => {
    const workspace = folderOf(new Map());
    expect(readLockedProvider(workspace)).toBeNull();
    const stack = join(workspace, 'cdktf.out/stacks/dev');
    mkdirSync(stack, { recursive: true });
    writeFileSync(
      join(stack, '.terraform.lock.hcl'),
      'provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.26.0"\n}\n',
    );
    expect(readLockedProvider(workspace)).toMatchObject({
      text: '6.26.0',
      file: 'cdktf.out/stacks/dev/.terraform.lock.hcl',
    });
    writeFileSync(
      join(workspace, '.terraform.lock.hcl'),
      '# made by terraform\nprovider "registry.terraform.io/hashicorp/random" {\n  version = "9.9.9"\n}\n\nprovider "registry.terraform.io/hashicorp/aws" {\n  version     = "5.100.0"\n  constraints = ">= 5.100.0, < 7.0.0"\n}\n',
    );
    expect(readLockedProvider(workspace)).toEqual({
      major: 5,
      minor: 100,
      text: '5.100.0',
      file: '.terraform.lock.hcl',
    });
  });
});

describe('an environment', () => {
  test.each<[what: string, account: () => Promise<string>]>([
    ['of another account', async () => '999999999999'],
    ['that have expired', async () => Promise.reject(new AwsFault('expired'))],
  ])('GIVEN credentials %s THEN nothing more is asked of AWS', async (_, account) => {
    const asked: string[] = [];
    const note = async () => {
      asked.push('asked');
      return null;
    };
    const { told, text } = await run({
      aws: { account, findKey: note, describeEntry: note, stateLock: note },
    });
    expect([told, asked]).toEqual([[['wrong credentials', null]], []]);
    expect(text).toContain('1 thing is wrong: do what is said there, and ask again.');
  });

  test.each<[what: string, world: World, told: readonly (string | null)[]]>([
    ['no key', { aws: { findKey: async () => null } }, ['wrong key', 'npx cdktf deploy foundation']],
    [
      'a key that is to be deleted',
      { aws: { findKey: async () => ({ ...key, state: 'PendingDeletion' }) } },
      ['wrong key', 'aws kms cancel-key-deletion --key-id 1 --region eu-central-1'],
    ],
    [
      'a key that is disabled',
      { aws: { findKey: async () => ({ ...key, state: 'Disabled' }) } },
      ['wrong key', 'aws kms enable-key --key-id 1 --region eu-central-1'],
    ],
    [
      'a key in another state',
      { aws: { findKey: async () => ({ ...key, state: 'Unavailable' }) } },
      ['wrong key', null],
    ],
    [
      'no right to describe the key',
      {
        aws: { findKey: async () => Promise.reject(new AwsFault('no', 'denied')) },
      },
      ['wrong key', null],
    ],
    [
      'no right to encrypt',
      {
        aws: { encrypt: async () => Promise.reject(new AwsFault('no', 'denied')) },
      },
      ['note encrypt', null],
    ],
    [
      'no right to decrypt',
      {
        aws: { decrypt: async () => Promise.reject(new AwsFault('no', 'denied')) },
      },
      ['note decrypt', null],
    ],
    [
      'a key that does not decrypt what it has encrypted',
      { aws: { decrypt: async () => Promise.reject(new AwsFault('odd')) } },
      ['wrong decrypt', null],
    ],
    [
      'a state that cannot be read',
      { state: async () => Promise.reject(new TerraformFault('no bucket')) },
      ['wrong state', null],
    ],
    [
      'a lock that somebody holds',
      {
        aws: {
          stateLock: async () => ({
            id: '1-2',
            who: 'a@b',
            operation: 'OperationTypeApply',
            created: '2026-01-01',
          }),
        },
      },
      ['wrong state lock', 'terraform -chdir=cdktf.out/stacks/dev force-unlock -force 1-2'],
    ],
    [
      'a lock that may not be looked at',
      {
        aws: {
          stateLock: async () => Promise.reject(new AwsFault('no', 'denied')),
        },
      },
      ['note state lock', null],
    ],
    [
      'an entry that is scheduled for deletion',
      {
        aws: {
          describeEntry: async () => entry({ deletionDate: new Date(0), tags: ours }),
        },
      },
      ['wrong entry api', `aws secretsmanager restore-secret --secret-id ${arn} --region eu-central-1`],
    ],
    [
      'an entry of ours that the state does not know',
      { aws: { describeEntry: async () => entry({ tags: ours }) } },
      [
        'wrong entry api',
        `terraform -chdir=cdktf.out/stacks/dev import -var plan_only=true aws_secretsmanager_secret.api ${arn}`,
      ],
    ],
    [
      'an entry of somebody else',
      {
        aws: {
          describeEntry: async () => entry({ tags: { ...ours, Environment: 'test' } }),
        },
      },
      ['wrong entry api', 'fanout adopt dev api'],
    ],
    [
      'an entry that was made anew past Terraform',
      {
        state: async () => [{ ...resource, arn: `${arn.slice(0, -6)}GhIjKl` }],
        aws: { describeEntry: async () => entry({ tags: ours }) },
      },
      ['wrong entry api', 'terraform -chdir=cdktf.out/stacks/dev state rm aws_secretsmanager_secret.api'],
    ],
    [
      'an adopted entry that was made anew',
      { parts: adopting(`${arn.slice(0, -6)}GhIjKl`), aws: { describeEntry: async () => entry() } },
      ['wrong entry api', 'fanout adopt dev api'],
    ],
    ['an adopted entry that is gone', { parts: adopting(arn) }, ['wrong entry api', null]],
    ['an entry that is gone', { state: async () => [resource] }, ['note entry api', null]],
    [
      'something tainted',
      {
        state: async () => [resource, { ...resource, address: 'aws_iam_role.x[0]', tainted: true }],
        aws: { describeEntry: async () => entry({ tags: ours }) },
      },
      ['wrong aws_iam_role.x[0]', 'terraform -chdir=cdktf.out/stacks/dev untaint aws_iam_role.x[0]'],
    ],
    [
      'a role of ours that the state does not know',
      { parts: serving, aws: { roleTags: async () => ({ ...ours, Bucket: '' }) } },
      [
        'wrong role compute_web',
        'terraform -chdir=cdktf.out/stacks/dev import -var plan_only=true aws_iam_role.compute_web shop.compute.dev.web',
      ],
    ],
    [
      'a role of somebody else',
      { parts: serving, aws: { roleTags: async () => ({ ...ours, Project: 'other' }) } },
      ['wrong role compute_web', null],
    ],
    [
      'roles that may not be looked at',
      { parts: serving, aws: { roleTags: async () => Promise.reject(new AwsFault('no', 'denied')) } },
      ['note roles', null],
    ],
    [
      'an answer for roles that cannot be',
      { parts: serving, aws: { roleTags: async () => Promise.reject(new AwsFault('odd')) } },
      ['wrong roles', null],
    ],
    [
      'entries that may not be described',
      {
        aws: {
          describeEntry: async () => Promise.reject(new AwsFault('no', 'denied')),
        },
      },
      ['wrong entries', null],
    ],
  ])('GIVEN %s THEN that alone is said', async (_, world, expected) => {
    expect((await run(world)).told).toEqual([expected]);
  });

  test('GIVEN a role that the state knows THEN nobody asks for it', async () => {
    const roleTags = jest.fn(async () => null);
    const state = async () => [{ address: 'aws_iam_role.compute_web', tainted: false, arn: null }];
    expect((await run({ parts: serving, state, aws: { roleTags } })).told).toEqual([]);
    expect(roleTags).not.toHaveBeenCalled();
  });

  const init = ['wrong stack', 'terraform -chdir=cdktf.out/stacks/dev init'];
  test.each<[stack: 'missing' | 'synthesized', before: readonly (readonly string[])[]]>([
    ['missing', [['wrong stack', 'fanout synth dev'], init]],
    ['synthesized', [init]],
  ])(
    'GIVEN a command of Terraform WHEN its stack is %s on this machine THEN what it needs stands before it',
    async (stack, before) => {
      const state = async () => [{ ...resource, tainted: true }];
      const world = { state, stack: () => stack, aws: { describeEntry: async () => entry() } };
      expect((await run(world)).told.slice(0, -1)).toEqual(before);
      expect((await run({ ...world, state: async () => [resource] })).told).toEqual([]);
    },
  );

  test('GIVEN a workspace elsewhere WHEN something is wrong THEN the sum says where the commands are run', async () => {
    const { result } = await run({ hook: () => false, aws: { findKey: async () => null } });
    const sumOf = (place?: string): string =>
      renderDoctorText(result, createPage({ width: 80, color: false }), place)
        .trimEnd()
        .split('\n')
        .at(-1) ?? '';
    expect(sumOf()).toBe('1 thing is wrong: run what stands below each, one after the other, and ask again.');
    expect(sumOf('../my ws')).toMatch(/^1 thing is wrong: in '\.\.\/my ws' run what/);
  });

  test('GIVEN a person who breaks off WHEN the state is read THEN that is no observation', async () => {
    const state = async () => Promise.reject(new BrokenOff('Broken off'));
    await expect(run({ state })).rejects.toThrow(BrokenOff);
  });

  test('GIVEN a state that says no ARN of an entry THEN it is taken for the one that stands there', async () => {
    const state = async () => [{ ...resource, arn: null }];
    expect((await run({ state, aws: { describeEntry: async () => entry() } })).told).toEqual([]);
  });

  test('GIVEN an address that steers a terminal WHEN its command is shown THEN it is not steered', async () => {
    const state = async () => [{ ...resource, address: 'aws_iam_role.x["\u001b[2J"]', tainted: true }];
    expect((await run({ state })).text).not.toContain('\u001b');
  });

  test('GIVEN an entry that is in the state, or is being adopted THEN nothing is wrong with it', async () => {
    const describeEntry = async () => entry({ tags: {} });
    expect((await run({ aws: { describeEntry }, state: async () => [resource] })).told).toEqual([]);
    const adopting: WorkspaceParts = {
      ...parts,
      environments: {
        dev: {
          backend: s3,
          adopt: { api: arn },
          values: { A: { kms: ciphertext('A') } },
        },
      },
    };
    expect((await run({ aws: { describeEntry }, parts: adopting })).told).toEqual([]);
  });

  test('GIVEN a state that is not known THEN an entry is not called a leftover', async () => {
    const world: World = {
      state: async () => Promise.reject(new TerraformFault('no')),
      aws: { describeEntry: async () => entry({ tags: ours }) },
    };
    expect((await run(world)).told).toEqual([['wrong state', null]]);
  });

  test('GIVEN a command with brackets THEN a shell takes it as it is printed', async () => {
    const state = async () => [{ ...resource, address: 'aws_iam_role.x["a b"]', tainted: true }];
    const { text } = await run({
      state,
      aws: { describeEntry: async () => entry({ tags: ours }) },
    });
    expect(text).toContain(`    $ terraform -chdir=cdktf.out/stacks/dev untaint 'aws_iam_role.x["a b"]'\n`);
  });
});
