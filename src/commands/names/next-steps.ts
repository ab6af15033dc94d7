import { existsSync } from 'node:fs';
import path from 'node:path';
import { list } from '../../diagnostics';
import type { CommandContext } from '../context';
import type { BucketEffect } from './effects';

/** Where the schemas for editors hold the canonical names. */
export function afterNames({ workspace }: CommandContext): string[] {
  return existsSync(path.join(workspace, 'schemas', 'canonical.schema.json')) ? ['fanout schemas'] : [];
}

export function deployOf(effects: readonly BucketEffect[]): string[] {
  const environments = [...new Set(effects.map(({ environment }) => environment))];
  if (environments.length === 0) return ['commit it: no entry changes'];
  return [`commit it, and deploy ${list(environments)}`];
}
