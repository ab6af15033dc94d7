/** A file that is to be written; its path is relative to the workspace, with forward slashes. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}
