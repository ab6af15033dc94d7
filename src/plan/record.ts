/** A map as plain data without a prototype, so that a key such as `constructor` is only ever what was put there. */
export function toRecord<K extends string, V>(entries: Iterable<readonly [K, V]>): Record<K, V> {
  const record = Object.create(null) as Record<K, V>;
  for (const [key, value] of entries) record[key] = value;
  return record;
}

/** The entries of a parsed map, typed by its keys. */
export function entriesOf<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  return Object.entries(record) as [K, V][];
}

/** The value of a key that the record itself has; never one that is inherited. */
export function own<K extends string, V>(record: Readonly<Record<K, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key as K] : undefined;
}
