import { Fault, Locator, type SourceTexts } from '../../diagnostics';
import { editEnvironment } from '../../values/edit-environment';
import { editMap } from '../../values/edit-map';
import type { MapEdit } from '../../values/map-edit';
import type { NewValues } from '../../values/new-value';
import type { Replacement } from '../../values/replace-files';
import { readTree } from '../../workspace/read-tree';
import type { YamlPath } from '../../workspace/workspace';
import { slotsAlong } from '../../workspace/yaml-tree';
import type { NameChange } from './result';

/** What is to be done with one file: values first, then edits. */
export interface FileDraft {
  readonly file: string;
  /** Only of an environment's file. */
  readonly values?: NewValues;
  readonly edits?: readonly MapEdit[];
  readonly marks: readonly Mark[];
}

/** A line to tell of; where it is removed, by its path before, else by its path when all is done. */
export interface Mark extends Pick<NameChange, 'what' | 'name'> {
  readonly at: YamlPath;
}

export interface Drafted {
  readonly replacements: ReadonlyMap<string, Replacement>;
  readonly changes: readonly NameChange[];
}

/**
 * Makes the new texts, all of them proven, and writes nothing.
 *
 * @throws Fault where a file is written in a way that cannot be edited
 */
export function draftTexts(texts: SourceTexts, drafts: readonly FileDraft[]): Drafted {
  const replacements = new Map<string, Replacement>();
  const changes: NameChange[] = [];
  for (const draft of drafts) {
    const before = texts.get(draft.file) ?? '';
    const after = edited(before, draft);
    replacements.set(draft.file, { before, after });
    const lines = { before: linesIn(before), after: linesIn(after) };
    for (const { what, name, at } of draft.marks) {
      const line = lines[what === 'removed' ? 'before' : 'after'](at);
      changes.push({ file: draft.file, line, what, name });
    }
  }
  return { replacements, changes };
}

function edited(before: string, { file, values, edits = [] }: FileDraft): string {
  const first =
    values === undefined || values.size === 0 ? { text: before } : editEnvironment(before, values);
  if ('refused' in first) throw new Fault(`${file}: ${first.refused}`);
  const second = editMap(first.text, edits);
  if ('refused' in second) throw new Fault(`${file}: ${second.refused}`);
  return second.text;
}

/** The 1-based line of a path in a text. */
function linesIn(text: string): (path: YamlPath) => number {
  const { tree } = readTree('', text);
  const locator = new Locator(new Map([['', text]]));
  return (path) => {
    const offset = (tree === null ? undefined : slotsAlong(tree, path).at(-1)?.offset) ?? 0;
    return locator.locate({ file: '', offset, length: 0 }).line;
  };
}
