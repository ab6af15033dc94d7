import { Fault, quote } from '../../diagnostics';
import type { ResolvedEnvironment } from '../../plan/environments';
import type { CommandContext } from '../context';
import { loadPlan } from '../load-plan';

/**
 * Values never flow to where less is denied: from an entry that this workspace makes in a protected environment, none is
 * taken into one that is not protected.
 *
 * @param entry - its name or its ARN
 * @throws Fault where it would
 */
export function refuseFlow(context: CommandContext, entry: string, to: ResolvedEnvironment): void {
  if (to.protected) return;
  const { plan } = loadPlan(context, { environments: [], strict: false });
  const name = /:secret:(.+)$/.exec(entry)?.[1] ?? entry;
  const isNamed = (secretName: string): boolean =>
    name === secretName || (name.startsWith(`${secretName}-`) && name.length === secretName.length + 7);
  const owner = Object.entries(plan?.environments ?? {}).find(
    ([, environment]) =>
      environment.protected &&
      Object.values(environment.buckets).some(({ secretName }) => isNamed(secretName)),
  );
  if (owner === undefined) return;
  throw new Fault(
    `${quote(entry)} is an entry of ${owner[0]}, which is protected, and ${to.name} is not: values never flow to where less is denied; nothing has been written: give ${to.name} values of its own`,
  );
}
