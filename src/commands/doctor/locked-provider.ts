import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A version of the AWS provider. */
export interface LockedProvider {
  readonly major: number;
  readonly minor: number;
  /** The whole of it, such as `5.100.0`. */
  readonly text: string;
  /** The file that says so, relative to the workspace. */
  readonly file: string;
}

/** The file of the whole team: every stack is synthesized with it. */
export const lockFile = '.terraform.lock.hcl';

/**
 * What `.terraform.lock.hcl` of the workspace says; where there is none, what Terraform chose on this machine for some stack; null
 * where neither says anything about the provider.
 */
export function readLockedProvider(workspace: string): LockedProvider | null {
  const stacks = 'cdktf.out/stacks';
  const chosen = namesIn(join(workspace, stacks)).map((stack) => `${stacks}/${stack}/${lockFile}`);
  return [lockFile, ...chosen].map((file) => readLock(workspace, file)).find((lock) => lock !== null) ?? null;
}

function readLock(workspace: string, file: string): LockedProvider | null {
  let text: string;
  try {
    text = readFileSync(join(workspace, file), 'utf8');
  } catch {
    return null;
  }
  const block = /provider "[^"]*\/hashicorp\/aws" \{[^}]*?version\s*=\s*"((\d+)\.(\d+)\.[^"]{1,40})"/.exec(
    text,
  );
  return block?.[1] === undefined
    ? null
    : { text: block[1], major: Number(block[2]), minor: Number(block[3]), file };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
