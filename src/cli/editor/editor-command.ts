import { realpathSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

/** Vim keeps copies in other places unless it is told not to: a swap file, backups, undo history, registers. */
const vimOptions = `-n -i NONE -c 'silent! set nobackup nowritebackup noundofile'`;

/** What a shell runs to open the editor on a file, `"$1"`: `$VISUAL`, else `$EDITOR`, else vi; options included. */
export function editorCommand(env: NodeJS.ProcessEnv): string {
  const chosen = env.VISUAL || env.EDITOR || 'vi';
  return `${chosen}${isVim(chosen, env) ? ` ${vimOptions}` : ''} "$1"`;
}

/** The program's name alone, as options could hold anything. */
export function editorName(env: NodeJS.ProcessEnv): string {
  return basename(programOf(env.VISUAL || env.EDITOR || 'vi'));
}

export const hasEditor = ({ VISUAL, EDITOR }: NodeJS.ProcessEnv): boolean => Boolean(VISUAL || EDITOR);

function isVim(command: string, env: NodeJS.ProcessEnv): boolean {
  const program = programOf(command);
  return [program, realProgram(program, env)].some((path) =>
    /^(?:n?vim|gvim|mvim|vimx)(?:\.\w+)?$/.test(basename(path)),
  );
}

/** `vi` and `editor` are vim under another name on many machines. */
function realProgram(program: string, env: NodeJS.ProcessEnv): string {
  const places = program.includes('/')
    ? [program]
    : (env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  for (const place of places) {
    try {
      return realpathSync(place);
    } catch {
      // Not there.
    }
  }
  return program;
}

/** The program of a command of a shell, behind what only sets its environment: `env LANG=C "$TOOLS/my vim" -X`. */
function programOf(command: string): string {
  const [, word = ''] =
    /^\s*(?:(?:\S*\/)?(?:env|exec|command)\s+(?:-[uC]\s+\S+\s+|-\S+\s+)*)?(?:\w+=(?:"[^"]*"|'[^']*'|[^\s"'])*\s+)*("[^"]*"|'[^']*'|\S*)/.exec(
      command,
    ) ?? [];
  return word.replace(/^(["'])(.*)\1$/, '$2');
}
