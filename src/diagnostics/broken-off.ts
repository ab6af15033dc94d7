/** A person has ended what was under way, with Ctrl-C most often. The message says in one sentence what came of it. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}
