// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's templates are what is written
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FanOutPlan } from '../../src/plan/plan';
import { type SynthesizedStack, synthesize } from '../../src/stacks';
import { expectGolden } from '../support/golden';
import { type BucketSpec, buildPlan } from '../support/plan-builder';
import { richPlan } from '../support/rich-plan';

interface StackJson {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly terraform: { readonly backend: unknown };
  readonly output: unknown;
}

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-stacks-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function synthesizeIn(root: string, plan: FanOutPlan, env = {}): readonly SynthesizedStack[] {
  return synthesize(plan, { root, outdir: join(root, 'cdktf.out'), env })[0];
}

const textOf = (root: string, stack: string): string =>
  readFileSync(join(root, 'cdktf.out', 'stacks', stack, 'cdk.tf.json'), 'utf8');

function stackOf(plan: FanOutPlan, stack = 'dev'): StackJson {
  const root = newFolder();
  synthesizeIn(root, plan);
  return JSON.parse(textOf(root, stack)) as StackJson;
}

const onlyBucket = (bucket: BucketSpec, rest = {}): FanOutPlan =>
  buildPlan({ dev: { buckets: { api: bucket }, ...rest } });

describe('an entry that is being adopted', () => {
  const adopts = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:api-secrets-dev-AbCdEf';

  test.each(['ready', 'new', 'incomplete'] as const)(
    'GIVEN its bucket is %s WHEN synthesized THEN it is imported, left alone, and has no version',
    (status) => {
      const stack = stackOf(onlyBucket({ status, adopts, targets: { A: { secret: 'A' } } }));
      expect(stack).toMatchObject({ import: [{ to: 'aws_secretsmanager_secret.api', id: adopts }] });
      expect(stack.resource.aws_secretsmanager_secret?.api).toMatchObject({
        lifecycle: { ignore_changes: 'all' },
      });
      expect(stack.resource.aws_secretsmanager_secret_version?.api).toMatchObject({
        count: 0,
        lifecycle: { prevent_destroy: true },
      });
      expect(stack).not.toHaveProperty('ephemeral');
    },
  );

  test('GIVEN a protected environment THEN its entry may not be destroyed all the same', () => {
    const plan = buildPlan({
      dev: { protected: true, buckets: { api: { adopts, targets: { A: 'a' } } } },
    });
    expect(stackOf(plan).resource.aws_secretsmanager_secret?.api).toMatchObject({
      lifecycle: { ignore_changes: 'all', prevent_destroy: true },
    });
  });
});

describe('a plan with one of everything', () => {
  const root = newFolder();
  let stacks: readonly SynthesizedStack[];
  beforeAll(() => {
    stacks = synthesizeIn(root, richPlan);
  });

  test('GIVEN environments in two accounts THEN each has a stack, and each account a foundation', () => {
    expect(stacks.map(({ name }) => name)).toEqual([
      'foundation-123456789012',
      'foundation-210987654321',
      'dev',
      'dev-alice',
      'production',
    ]);
    expect(readdirSync(join(root, 'cdktf.out', 'stacks')).sort()).toEqual(
      stacks.map(({ name }) => name).sort(),
    );
  });

  test('addresses are contract: a resource under another address is destroyed and made again', () => {
    const addresses = stacks.flatMap((stack) =>
      stack.addresses.map((address) => `${stack.name}: ${address}\n`),
    );
    expectGolden(join(__dirname, 'golden', 'addresses.txt'), addresses.join(''));
  });

  test.each(['foundation-123456789012', 'foundation-210987654321', 'dev', 'dev-alice', 'production'])(
    'what is written for %s',
    (stack) => {
      expectGolden(join(__dirname, 'golden', stack, 'cdk.tf.json'), textOf(root, stack));
    },
  );

  test('GIVEN the same plan again THEN every file is the same', () => {
    const again = newFolder();
    synthesizeIn(again, richPlan);
    for (const { name } of stacks) expect(textOf(again, name)).toBe(textOf(root, name));
  });
});

describe('an entry', () => {
  test('GIVEN a bucket that is ready THEN its version is the one that was planned, and may be replaced', () => {
    const { resource } = stackOf(onlyBucket({ version: 42, targets: { LEVEL: 'info' } }));
    const version = resource.aws_secretsmanager_secret_version?.api;
    expect(version).toMatchObject({
      secret_id: '${aws_secretsmanager_secret.api.id}',
      secret_string_wo: '${jsonencode({"LEVEL" = "info"})}',
      secret_string_wo_version: 42,
    });
    expect(version).not.toHaveProperty('lifecycle');
    expect(version).not.toHaveProperty('count');
    expect(version).not.toHaveProperty('secret_string');
  });

  test('GIVEN a bucket that is new THEN there is no version, and none may go', () => {
    const { resource } = stackOf(onlyBucket({ status: 'new', targets: { TOKEN: { secret: 'TOKEN' } } }));
    expect(resource.aws_secretsmanager_secret_version?.api).toMatchObject({
      count: 0,
      lifecycle: { prevent_destroy: true },
    });
  });

  test('GIVEN a bucket that is incomplete THEN nothing is synthesized', () => {
    const plan = onlyBucket({ status: 'incomplete', targets: { LEVEL: 'info' } });
    expect(() => stackOf(plan)).toThrow('Bucket api is incomplete in dev');
  });

  test.each([
    [true, { prevent_destroy: true }],
    [false, undefined],
  ])('GIVEN protected: %s THEN the lifecycle of the secret is %j', (isProtected, lifecycle) => {
    const { resource } = stackOf(onlyBucket({ targets: {} }, { protected: isProtected, recoveryWindow: 0 }));
    const secret = resource.aws_secretsmanager_secret?.api;
    expect(secret?.lifecycle).toEqual(lifecycle);
    expect(secret?.recovery_window_in_days).toBe(0);
  });

  test('GIVEN buckets called as parts of the stack are THEN none is lost', () => {
    const names = ['aws', 'backend', 'buckets', 'entries', 'fqn', 'secret', 'sources', 'values', 'version'];
    const buckets = Object.fromEntries(names.map((name) => [name, { targets: { NAME: name } }]));
    const { resource } = stackOf(buildPlan({ dev: { buckets } }));
    expect(Object.keys(resource.aws_secretsmanager_secret ?? {})).toEqual(names);
    expect(Object.keys(resource.aws_secretsmanager_secret_version ?? {})).toEqual(names);
  });
});

describe('state', () => {
  const plan = onlyBucket({ targets: {} });

  test('GIVEN no backend THEN it is a file in the workspace, by a path that holds in the folder of the stack', () => {
    expect(stackOf(plan).terraform.backend).toEqual({ local: { path: '../../../terraform.dev.tfstate' } });
  });

  test('GIVEN an output folder elsewhere, behind a link THEN the path leads from where it really is', () => {
    const root = newFolder();
    const real = newFolder();
    const link = join(newFolder(), 'link');
    symlinkSync(real, link);
    synthesize(plan, { root, outdir: join(link, 'deep', 'out'), env: {} });
    const folder = join(real, 'deep', 'out', 'stacks', 'dev');
    const { terraform } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
      terraform: { backend: { local: { path: string } } };
    };
    expect(join(folder, terraform.backend.local.path)).toBe(join(root, 'terraform.dev.tfstate'));
  });
});

describe('beside the stacks', () => {
  const plan = onlyBucket({ targets: {} });

  test('GIVEN a lock file of providers in the workspace THEN each stack has it', () => {
    const root = newFolder();
    writeFileSync(join(root, '.terraform.lock.hcl'), '# agreed on\n');
    synthesizeIn(root, plan);
    expect(readFileSync(join(root, 'cdktf.out/stacks/dev/.terraform.lock.hcl'), 'utf8')).toBe(
      '# agreed on\n',
    );
  });

  test('GIVEN no foundation in the plan THEN none is made', () => {
    const root = newFolder();
    expect(synthesizeIn(root, plan).map(({ name }) => name)).toEqual(['dev']);
  });

  test('GIVEN that terraform would log plaintext THEN nothing is written', () => {
    const root = newFolder();
    const [stacks, diagnostics] = synthesize(plan, {
      root,
      outdir: join(root, 'cdktf.out'),
      env: { TF_LOG: 'debug' },
    });
    expect(stacks).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['debug-log']);
    expect(existsSync(join(root, 'cdktf.out'))).toBe(false);
  });

  test('GIVEN that cdktf is to write HCL, which has no ephemeral values with it THEN nothing is written', () => {
    const root = newFolder();
    process.env.SYNTH_HCL_OUTPUT = 'true';
    try {
      expect(() => synthesizeIn(root, plan)).toThrow('A stack is written as JSON only');
    } finally {
      delete process.env.SYNTH_HCL_OUTPUT;
    }
    expect(existsSync(join(root, 'cdktf.out', 'stacks', 'dev'))).toBe(false);
  });
});
