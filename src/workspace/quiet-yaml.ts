/**
 * The YAML library prints what it reads, values included, where one of these is set in the environment (`yaml`,
 * `compose/composer` and `parse/parser`). Nobody who sets them for another program means that.
 */
const debugSwitches = ['LOG_STREAM', 'LOG_TOKENS'] as const;

/** Switches the library's debug output off, for this process. */
export function quietYaml(env: NodeJS.ProcessEnv): void {
  for (const name of debugSwitches) delete env[name];
}
