export interface Output {
  /** False where it would rather take no more for now. */
  write(text: string | Uint8Array): unknown;
  /** Tells when it takes more again, and when it can no longer be written to. @default - it always can */
  once?(event: 'drain' | 'error', listener: () => void): unknown;
  readonly isTTY?: boolean;
  /** Width in columns, where it is a terminal. */
  readonly columns?: number;
}

/** Everything of the process that the command line touches. */
export interface Io {
  readonly stdin: NodeJS.ReadStream;
  /** The terminal of the person who runs this, where standard input is something else; null where there is none. @default - none */
  readonly openTerminal?: () => NodeJS.ReadStream | null;
  /** Reports. */
  readonly stdout: Output;
  /** Wrong usage, faults and progress. */
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute path. */
  readonly cwd: string;
  readonly now: () => Date;
}
