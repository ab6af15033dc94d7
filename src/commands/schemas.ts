import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Diagnostic, Fault, type SourceTexts } from '../diagnostics';
import { jsonSchemas, schemaNames } from '../model/json-schema';
import { loadWorkspace } from '../workspace';

export interface SchemasOptions {
  /** Compare only; `stale` then says what writing would change. */
  readonly check: boolean;
  /** Say what would be written, and write nothing. */
  readonly dryRun: boolean;
}

export interface SchemasResult {
  /** Paths relative to the workspace that were written, or would be on a dry run. */
  readonly written: readonly string[];
  /** Paths whose schema is missing or not up to date; empty once they have been written. */
  readonly stale: readonly string[];
  readonly texts: SourceTexts;
  /** What stands in the way; then nothing is written. */
  readonly diagnostics: readonly Diagnostic[];
}

const canonicalPath = 'mappings/canonical.yaml';

/**
 * Writes the JSON Schemas of a workspace, with its canonical names in them, for editors.
 *
 * @throws Fault where a schema can't be written
 */
export function schemas(context: { readonly workspace: string }, options: SchemasOptions): SchemasResult {
  const { texts, workspace, diagnostics } = loadWorkspace(context.workspace);
  const inTheWay =
    workspace === null ? diagnostics : diagnostics.filter(({ place }) => place?.file === canonicalPath);
  if (workspace === null || inTheWay.length > 0)
    return { written: [], stale: [], texts, diagnostics: inTheWay };

  const wanted = jsonSchemas(workspace.canonical.value);
  const stale = schemaNames
    .map((name) => ({ file: `schemas/${name}.schema.json`, text: wanted[name] }))
    .filter(({ file, text }) => present(context.workspace, file) !== text);
  const files = stale.map(({ file }) => file);
  if (options.check) return { written: [], stale: files, texts, diagnostics: [] };
  if (!options.dryRun) for (const { file, text } of stale) replace(context.workspace, file, text);
  return { written: files, stale: options.dryRun ? files : [], texts, diagnostics: [] };
}

function present(workspace: string, file: string): string | undefined {
  try {
    return fs.readFileSync(path.join(workspace, file), 'utf8');
  } catch {
    return undefined;
  }
}

/** Old or new, never half: written beside it, then renamed. A link in its place is replaced, not followed. */
function replace(workspace: string, file: string, text: string): void {
  try {
    const root = fs.realpathSync(workspace);
    const folder = path.join(root, path.dirname(file));
    fs.mkdirSync(folder, { recursive: true });
    if (fs.realpathSync(folder) !== folder) {
      throw new Fault(
        `${path.dirname(file)} is a symbolic link; nothing is written there. Make it a folder.`,
      );
    }
    const temporary = path.join(folder, `.${path.basename(file)}.${randomUUID()}.tmp`);
    try {
      fs.writeFileSync(temporary, text, { flag: 'wx' });
      fs.renameSync(temporary, path.join(root, file));
    } finally {
      fs.rmSync(temporary, { force: true });
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new Fault(`${file} cannot be written (${code}); make schemas/ a folder that you may write to.`);
  }
}
