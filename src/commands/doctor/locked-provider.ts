import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A version of the AWS provider. */
export interface LockedProvider {
  readonly major: number;
  readonly minor: number;
  /** The whole of it, such as `5.100.0`. */
  readonly text: string;
}

/** What `.terraform.lock.hcl` of the workspace says; null where there is no such file, or nothing about it in there. */
export function readLockedProvider(workspace: string): LockedProvider | null {
  let text: string;
  try {
    text = readFileSync(join(workspace, '.terraform.lock.hcl'), 'utf8');
  } catch {
    return null;
  }
  const block = /provider "[^"]*\/hashicorp\/aws" \{[^}]*?version\s*=\s*"((\d+)\.(\d+)\.[^"]{1,40})"/.exec(
    text,
  );
  return block?.[1] === undefined
    ? null
    : { text: block[1], major: Number(block[2]), minor: Number(block[3]) };
}
