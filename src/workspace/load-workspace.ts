import type { SourceTexts } from '../diagnostics';
import { type ParsedWorkspace, type ParseOptions, parseWorkspace } from './parse-workspace';
import { quietYaml } from './quiet-yaml';
import { readFiles } from './read-files';

export interface LoadedWorkspace extends ParsedWorkspace {
  /** What the places of the diagnostics are offsets into. */
  readonly texts: SourceTexts;
}

export type LoadOptions = Pick<ParseOptions, 'environments'>;

/**
 * Reads a workspace folder into the model. Everything that is wrong with it is a diagnostic; it never throws for what
 * stands in the folder.
 *
 * @param root - the folder, absolute or relative to the current one
 */
export function loadWorkspace(root: string, options: LoadOptions = {}): LoadedWorkspace {
  quietYaml(process.env);
  const files = readFiles(root);
  if ('code' in files) return { texts: new Map(), workspace: null, diagnostics: [files] };
  return { texts: files.texts, ...parseWorkspace(files.texts, { ...options, faults: files.faults }) };
}
