/**
 * The world failing: a file that cannot be written, AWS that refuses. Its message is one sentence for people, says what
 * to do, and never holds an input value: the command line prints it as it is. Any other exception is a bug.
 */
export class Fault extends Error {
  override readonly name: string = 'Fault';
}
