import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallAws, callAws } from './aws';
import { type Moto, startMoto } from './moto';
import { type Ran, type RunOptions, run } from './run';
import { findTools, type Tools } from './tools';

/** Terraform, its AWS provider and an emulated AWS of this test file's own; gone when the file is done. */
export interface Real {
  readonly tools: Tools;
  /** The account that the emulator plays. */
  readonly account: string;
  /** Where the emulated AWS listens. */
  readonly endpoint: string;
  /** The environment of every child process: nothing of AWS or Terraform is inherited. */
  readonly env: NodeJS.ProcessEnv;
  /** An empty folder of its own, under one that is removed at the end. */
  folder(name: string): string;
  terraform(cwd: string, args: readonly string[], options?: Partial<RunOptions>): Promise<Ran>;
  /** `terraform init`, and fails with its output where it fails. */
  init(cwd: string, options?: Partial<RunOptions>): Promise<void>;
  aws: CallAws;
}

const region = 'us-east-1';

/**
 * A suite that needs terraform, the AWS provider and moto. Where one is missing it is skipped, and with
 * FANOUT_E2E=required it fails.
 *
 * @param tests - is handed a function that gives the real things inside a test
 */
export function describeReal(name: string, tests: (real: () => Real) => void): void {
  const tools = findTools();
  if ('missing' in tools) {
    describeMissing(name, tools.missing);
    return;
  }
  describe(name, () => {
    jest.setTimeout(240_000);
    let real: Real | undefined;
    let moto: Moto | undefined;
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-e2e-')));
    beforeAll(async () => {
      moto = await startMoto(tools.moto, { ...process.env, MOTO_ACCOUNT_ID: '123456789012' });
      real = makeReal(tools, root, moto.endpoint);
    });
    afterAll(async () => {
      await moto?.stop();
      rmSync(root, { recursive: true, force: true });
    });
    tests(() => {
      if (real === undefined) throw new Error('the emulator has not been started: ask inside a test');
      return real;
    });
  });
}

/** Why it is skipped is said once, by `announce.ts`. */
function describeMissing(name: string, missing: readonly string[]): void {
  if (process.env.FANOUT_E2E !== 'required') {
    test.skip(name, () => undefined);
    return;
  }
  test(name, () => {
    throw new Error(`FANOUT_E2E=required, but not on this machine: ${missing.join(', ')}`);
  });
}

function makeReal(tools: Tools, root: string, endpoint: string): Real {
  const home = join(root, 'home');
  mkdirSync(home);
  const config = join(root, 'terraform.rc');
  writeFileSync(
    config,
    `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(tools.mirror)}\n  }\n}\n`,
  );
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: home,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    TF_CLI_CONFIG_FILE: config,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    CI: '1',
    NO_COLOR: '1',
  };
  const terraform: Real['terraform'] = (cwd, args, options = {}) =>
    run(tools.terraform, args, { ...options, cwd, env: { ...env, ...options.env } });
  return {
    tools,
    account: '123456789012',
    endpoint,
    env,
    terraform,
    folder: (name) => mkdtempSync(join(root, `${name}-`)),
    init: async (cwd, options) => {
      const { code, output } = await terraform(cwd, ['init', '-input=false', '-no-color'], options);
      if (code !== 0) throw new Error(`terraform init: ${output}`);
    },
    aws: callAws(endpoint, region),
  };
}
