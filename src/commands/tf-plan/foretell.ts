import * as z from 'zod';

/** A resource as a synthesized stack has it. */
export type Block = Readonly<Record<string, unknown>>;

/** The resources of a synthesized stack, by address without an index. */
export type Resources = ReadonlyMap<string, Block>;

/** What the step from one synthesized stack to another does to a resource, if the first one is what is deployed. */
export interface Foretold {
  readonly action: 'create' | 'change' | 'delete';
  /** Arguments that differ; empty where it is made or destroyed as a whole. */
  readonly attributes: readonly string[];
  /** Whether it says nothing of what terraform does: how many there are, or what terraform heeds, is what differs. */
  readonly isOpen: boolean;
}

const stack = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).optional(),
});

/** @param text - of a `cdk.tf.json` */
export function resourcesOf(text: string): Resources {
  const { resource = {} } = stack.parse(JSON.parse(text));
  return new Map(
    Object.entries(resource).flatMap(([type, blocks]) =>
      Object.entries(blocks)
        // An entry without a value yet has a version that is not there.
        .filter(([, { count }]) => count !== 0)
        .map(([name, block]) => [`${type}.${name}`, block] as const),
    ),
  );
}

/** How terraform handles a resource, and what it cannot compare: no difference in any of these makes it write. */
const unseen: ReadonlySet<string> = new Set([
  '//',
  'count',
  'depends_on',
  'lifecycle',
  'provider',
  'secret_string_wo',
]);

/** By address; a resource that is the same on both sides is left out. */
export function foretell(before: Resources, after: Resources): ReadonlyMap<string, Foretold> {
  const addresses = [...new Set([...before.keys(), ...after.keys()])];
  return new Map(
    addresses.flatMap((address) => {
      const foretold = foretellOne(before.get(address), after.get(address));
      return foretold === null ? [] : [[address, foretold] as const];
    }),
  );
}

function foretellOne(was: Block | undefined, is: Block | undefined): Foretold | null {
  if (was === undefined) return { action: 'create', attributes: [], isOpen: false };
  if (is === undefined) return { action: 'delete', attributes: [], isOpen: false };
  const attributes = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => !unseen.has(name) && JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  const isOpen = attributes.includes('for_each') || ignored(was) !== ignored(is);
  return attributes.length === 0 && !isOpen ? null : { action: 'change', attributes, isOpen };
}

/** An entry that is adopted is left as it is, until the files let terraform write to it. */
const ignored = ({ lifecycle }: Block): string =>
  JSON.stringify((lifecycle as Block | undefined)?.ignore_changes ?? []);
