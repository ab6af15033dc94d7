const mark = '# fanout hook: written by "fanout hook install", and replaced as a whole by it.';

/**
 * A pre-commit hook for the shell: checks what is staged, once for each workspace of the repository, and says nothing where
 * all is in order.
 *
 * @param workspaces - paths from the root of the work tree, with forward slashes; `.` for the root
 * @param writer - absolute path of the program that writes the hook; null where others have the hook as well
 */
export function hookText(workspaces: readonly string[], writer: string | null): string {
  return `#!/bin/sh
${mark}
# Lines of your own do not stay here: let another hook call this one.

# The fanout that wrote this, for workspaces that have none of their own.
writer=${shellWord(writer ?? '')}

# Checks what is staged, with the fanout that lies nearest to a workspace.
check() {
  workspace=$1
  # On a branch without the workspace, the files that are staged are looked at all the same.
  [ -d "$workspace" ] || workspace=.
  folder=$workspace
  while [ ! -x "$folder/node_modules/.bin/fanout" ]; do
    case $folder in
      .) folder= && break ;;
      */*) folder=\${folder%/*} ;;
      *) folder=. ;;
    esac
  done
  if [ -n "$folder" ]; then
    report=$("$folder/node_modules/.bin/fanout" check --staged --workspace "$workspace" 2>&1) && return
  elif [ -f "$writer" ]; then
    report=$(node "$writer" check --staged --workspace "$workspace" 2>&1) && return
  elif (cd "$workspace" && npx --no-install fanout --version) >/dev/null 2>&1; then
    report=$(cd "$workspace" && npx --no-install fanout check --staged 2>&1) && return
  elif git ls-files --error-unmatch -- "$workspace/fanout.yaml" >/dev/null 2>&1; then
    report="fanout: not installed in $workspace, so that what is staged is not checked. Run npm ci there."
  else
    return 0
  fi
  printf '%s\\n' "$report" "The commit was refused; git commit --no-verify goes around this check." >&2
  return 1
}

${workspaces.map((workspace) => `check ${shellWord(workspace)} || exit\n`).join('')}`;
}

/** The workspaces that a hook of ours checks; undefined where it is none of ours. */
export function workspacesOf(text: string): readonly string[] | undefined {
  if (!text.split('\n').includes(mark)) return undefined;
  return [...text.matchAll(/^check '(.*)' \|\| exit$/gm)].map(([, word = '']) =>
    word.replaceAll("'\\''", "'"),
  );
}

/** What to put into a hook of one's own. */
export function hookLine(workspace: string): string {
  const check = 'npx --no-install fanout check --staged';
  return workspace === '.' ? `${check} || exit` : `(cd ${shellWord(workspace)} && ${check}) || exit`;
}

const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
