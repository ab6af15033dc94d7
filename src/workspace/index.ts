export { type LoadedWorkspace, type LoadOptions, loadWorkspace } from './load-workspace';
export { type ParsedWorkspace, type ParseOptions, parseWorkspace } from './parse-workspace';
export type { SourceFile, Workspace, YamlPath } from './workspace';
