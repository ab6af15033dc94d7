const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Lets a task end in its own way when this process is asked to end: it is told, and what it cleans up is cleaned up.
 */
export async function untilInterrupted<T>(task: (interrupted: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await task(controller.signal);
  } finally {
    for (const signal of signals) process.removeListener(signal, interrupt);
  }
}
