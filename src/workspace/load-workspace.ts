import type { SourceTexts } from '../diagnostics';
import { type ParsedWorkspace, type ParseOptions, parseWorkspace } from './parse-workspace';
import { quietYaml } from './quiet-yaml';
import { readFiles, type WorkspaceFiles } from './read-files';

export interface LoadedWorkspace extends ParsedWorkspace {
  /** What the places of the diagnostics are offsets into. */
  readonly texts: SourceTexts;
}

export interface LoadOptions extends Pick<ParseOptions, 'environments'> {
  /** What stands in for the folder. @default - it is read */
  readonly files?: WorkspaceFiles;
}

/**
 * Reads a workspace folder into the model. Everything that is wrong with it is a diagnostic; it never throws for what
 * stands in the folder.
 *
 * @param root - the folder, absolute or relative to the current one
 */
export function loadWorkspace(root: string, options: LoadOptions = {}): LoadedWorkspace {
  quietYaml(process.env);
  const { files = readFiles(root), ...parsing } = options;
  if ('code' in files) return { texts: new Map(), workspace: null, diagnostics: [files] };
  return { texts: files.texts, ...parseWorkspace(files.texts, { ...parsing, faults: files.faults }) };
}
