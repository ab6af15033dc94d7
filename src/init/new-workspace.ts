import { jsonSchemas, schemaNames } from '../model/json-schema';
import { parseWorkspace } from '../workspace';
import type { NewFile } from './new-file';
import { renderTemplates } from './templates';

/** Every file of a new workspace: what the templates say, and the schemas that complete its canonical names. */
export function newWorkspace(project: string): NewFile[] {
  const files = renderTemplates(project);
  const texts = files
    .filter(({ path }) => path.endsWith('.yaml'))
    .map(({ path, text }) => [path, text] as const);
  const { workspace } = parseWorkspace(new Map(texts));
  if (workspace === null) throw new Error('the templates are no workspace');
  const schemas = jsonSchemas(workspace.canonical.value);
  return [
    ...files,
    ...schemaNames.map((name) => ({ path: `schemas/${name}.schema.json`, text: schemas[name] })),
  ];
}
