/** The formats that values are written in for local use. */
export const formatNames = ['dotenv', 'json', 'tfvars', 'shell', 'yaml', 'docker', 'github-env'] as const;
export type FormatName = (typeof formatNames)[number];

/** Names and plain texts, as a reader of a format sees them. Handed on at once, and never into a message. */
export type Texts = ReadonlyMap<string, string>;

/**
 * The text of one value, with who takes it for something else where there is such a reader; or why this format cannot hold
 * it: a clause behind `since`.
 */
export type Written = { readonly text: string; readonly misreadBy?: string } | { readonly refused: string };

/** How values are written in one format and read back. */
export interface Format {
  readonly name: FormatName;
  /**
   * `section`: between two marked lines, so that the file can hold more than what sync writes; `whole`: the file is
   * sync's alone; `appended`: behind what is there, in a file that somebody else empties.
   */
  readonly placement: 'section' | 'whole' | 'appended';
  /** The text of one value, lines that end in a line end. */
  write(name: string, value: string): Written;
  /** Where the whole file is sync's: what says so, before the texts of the values. */
  readonly mark?: (entry: string) => string;
  /** Everything around the texts of the values. @default - nothing */
  readonly wrap?: (body: string) => string;
  /**
   * Reads as programs do that the file is for: each of these must see the same. Undefined where it is not readable.
   *
   * @param text - of the whole file, or of the section alone where what is around it is a program (`alone`)
   */
  readonly readers: readonly ((text: string) => Texts | undefined)[];
  /** Programs that see the same but for values that are said to be misread. @default - none */
  readonly others?: readonly ((text: string) => Texts | undefined)[];
  readonly alone?: boolean;
  /** Finds what is given a value in the text around the section; its first group that takes part is the name. */
  readonly assignment?: RegExp;
  /** Whether one name may be given a value twice, so that the later one wins. @default - true */
  readonly twice?: false;
}
