import { tmpdir } from 'node:os';
import type { EnvironmentVariables } from '../diagnostics';
import { childEnvironment } from './child-environment';
import { runTerraform } from './run-terraform';
import { TerraformFault } from './terraform-fault';

/** Ephemeral values and write-only arguments came with it: https://developer.hashicorp.com/terraform/language/resources/ephemeral/write-only */
const oldest = { major: 1, minor: 11 };

export interface FoundTerraform {
  /** Name or path of the program. */
  readonly binary: string;
  /** Such as `1.11.4`. */
  readonly version: string;
}

/**
 * The terraform that cdktf would start, looked at: `TERRAFORM_BINARY_NAME`, else `terraform`.
 *
 * @throws TerraformFault where there is none, where it is too old, or where it would log values
 */
export async function findTerraform(
  env: EnvironmentVariables,
  interrupted: AbortSignal,
): Promise<FoundTerraform> {
  const binary = env.TERRAFORM_BINARY_NAME || 'terraform';
  const terraform = { binary, env: childEnvironment(env), interrupted };
  const { stdout } = await runTerraform(terraform, tmpdir(), ['version', '-json']);
  const version = /"terraform_version":\s*"(\d+)\.(\d+)\.([^"]{1,40})"/.exec(stdout);
  if (version === null) {
    throw new TerraformFault(
      `${binary} does not say which version of terraform it is: install terraform 1.11 or newer`,
    );
  }
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
    throw new TerraformFault(
      `${binary} is terraform ${major}.${minor}.${version[3]}, which would write values into its state: install 1.11 or newer`,
    );
  }
  return { binary, version: `${major}.${minor}.${version[3]}` };
}
