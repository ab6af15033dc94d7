/** Where a time has passed. Its name is that of an error after which the AWS SDK does not try again. */
class AbortError extends Error {
  override readonly name = 'AbortError';
}

/**
 * Gives up waiting after a time, whatever the work is held up by: the search for credentials takes no abort signal.
 *
 * @param work - is handed a signal that fires when the time is over
 * @throws an error called AbortError
 */
export async function within<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AbortError(`nothing came within ${milliseconds} ms`));
      abort.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
