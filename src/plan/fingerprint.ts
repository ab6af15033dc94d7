import { createHash } from 'node:crypto';
import type { TargetName } from '../model';
import { identityOf } from './ciphertext';
import type { ValueSource } from './plan';
import type { Filter } from './template';

/** A piece of a computed value: text, or a secret with the filters that it goes through. */
export type ContentPart = string | { readonly secret: string; readonly filters: readonly Filter[] };

/**
 * What a value is made of, as a line of JSON; equal exactly where the value is. The name counts only where it says which
 * value is meant: a variable is looked up by it.
 */
export function describeSource(name: string, source: ValueSource): string {
  let described = descriptions.get(source);
  if (described === undefined) {
    described = describe(name, source);
    descriptions.set(source, described);
  }
  return described;
}

/** One source stands behind one name of one environment, and goes into many buckets. */
const descriptions = new WeakMap<ValueSource, string>();

function describe(name: string, source: ValueSource): string {
  switch (source.kind) {
    case 'config':
      return describeText(source.value);
    case 'kms':
      return JSON.stringify(['kms', identityOf(source)]);
    case 'secretsManager':
      return JSON.stringify(['secretsManager', source.id, source.key ?? null, source.revision]);
    case 'ssm':
      return JSON.stringify(['ssm', source.parameter, source.revision]);
    case 'variable':
      return JSON.stringify(['variable', name, source.revision]);
    case 'unset':
      return JSON.stringify(['unset']);
  }
}

export function describeText(text: string): string {
  return JSON.stringify(['text', text]);
}

export function describeParts(parts: readonly ContentPart[]): string {
  return JSON.stringify([
    'template',
    ...parts.map((part) => (typeof part === 'string' ? part : [part.secret, part.filters])),
  ]);
}

/**
 * The digest of what a bucket is made of, and its first 48 bits as the version number that Terraform compares. A contract:
 * a change of it writes every entry anew and restarts every service.
 *
 * @param contents - what each target is made of, in code unit order of the targets
 */
export function fingerprintOf(contents: Iterable<readonly [target: TargetName, content: string]>): {
  readonly fingerprint: string;
  readonly version: number;
} {
  const hash = createHash('sha256').update('fanout 1\n');
  for (const [target, content] of contents) hash.update(`${JSON.stringify(target)}:${content}\n`);
  const fingerprint = hash.digest('hex');
  // The provider takes no version number for 0.
  return { fingerprint, version: Number.parseInt(fingerprint.slice(0, 12), 16) || 1 };
}
