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
  const orStop = async (one: T): Promise<R> => {
    try {
      return await work(one);
    } catch (error) {
      // Here, and not behind all of them: by then the next one would have begun in its place.
      limit.clearQueue();
      throw error;
    }
  };
  return Promise.all(all.map((one) => limit(() => orStop(one))));
}
