/** What a command is handed of the world. */
export interface CommandContext {
  /** Absolute path of the workspace. */
  readonly workspace: string;
  readonly now: () => Date;
  readonly env: NodeJS.ProcessEnv;
}
