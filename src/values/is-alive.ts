/** Whether there is a process with this id, of whichever user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user may not be asked, and is alive.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
