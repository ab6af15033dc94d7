import pLimit from 'p-limit';

/**
 * Does something for each of many, several at a time.
 *
 * @param most - how many are under way at once
 * @returns what came of each, in their order
 * @throws what the first of them throws; what has not begun by then never begins
 */
export async function severalAtOnce<T, R>(
  most: number,
  all: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const limit = pLimit(most);
  try {
    return await Promise.all(all.map((one) => limit(() => work(one))));
  } finally {
    limit.clearQueue();
  }
}
