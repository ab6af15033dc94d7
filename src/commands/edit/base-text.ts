import type { NewValues } from '../../values/new-value';
import { replaceFile } from '../../values/replace-file';
import { valueTexts } from '../../values/value-texts';
import { tryValues, type WrittenValues } from '../write-values';

/** An environment file as it was when its values were shown: what somebody else writes meanwhile is not overwritten. */
export class BaseText {
  #shown: ReadonlyMap<string, string>;

  /**
   * @param root - the workspace
   * @param file - relative to it
   * @param text - as it was read
   */
  constructor(
    private readonly root: string,
    private readonly file: string,
    private readonly text: string,
  ) {
    this.#shown = valueTexts(text);
  }

  /**
   * Writes all values, or none where the file says something else of one of these names by now. Those are returned, and
   * may be written the next time: whoever asks again knows of them.
   *
   * @throws Fault where the file cannot be edited
   */
  async write(
    values: NewValues,
    dryRun: boolean,
  ): Promise<WrittenValues | { readonly overtaken: readonly string[] }> {
    if (dryRun) return tryValues(this.text, this.file, values);
    return replaceFile(this.root, this.file, (current) => {
      const now = valueTexts(current);
      const overtaken = [...values.keys()].filter((name) => now.get(name) !== this.#shown.get(name));
      this.#shown = now;
      return overtaken.length > 0 ? { text: undefined, overtaken } : tryValues(current, this.file, values);
    });
  }
}
