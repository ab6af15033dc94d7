import type { Format, Texts } from './format';

/**
 * Variables that a shell keeps for itself: it refuses an assignment, forgets it, or takes its text for arithmetic, which can
 * hold commands (https://www.gnu.org/software/bash/manual/html_node/Bash-Variables.html).
 */
const kept = new Set(
  `_ BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_ARGV0 BASH_CMDS BASH_COMMAND BASH_LINENO BASH_MONOSECONDS
  BASH_REMATCH BASH_SOURCE BASH_SUBSHELL BASH_VERSINFO COMP_WORDBREAKS DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME
  GROUPS HISTCMD LINENO OPTIND PPID RANDOM SECONDS SHELLOPTS SHLVL SRANDOM UID`.split(/\s+/),
);

/**
 * What a POSIX shell sources: between single quotes nothing means anything but a single quote
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02).
 */
export const shellFormat: Format = {
  name: 'shell',
  placement: 'section',
  write: (name, value) => {
    if (kept.has(name)) return { refused: 'shells keep this name to themselves' };
    return { text: `export ${name}='${value.replaceAll("'", "'\\''")}'\n` };
  },
  readers: [readShell],
  alone: true,
  assignment: /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=/gm,
};

/** Reads what is written above, and comments; undefined where anything else is in it. */
function readShell(text: string): Texts | undefined {
  const line = /(?:#[^\n]*|export ([A-Za-z_]\w*)=((?:'[^']*'|\\')+))?(?:\n|$)/y;
  const texts = new Map<string, string>();
  while (line.lastIndex < text.length) {
    const match = line.exec(text);
    if (match === null) return undefined;
    const [, name, quoted] = match;
    if (name === undefined || quoted === undefined) continue;
    texts.set(
      name,
      quoted.replace(/'([^']*)'|\\'/g, (_, content: string | undefined) => content ?? "'"),
    );
  }
  return texts;
}
