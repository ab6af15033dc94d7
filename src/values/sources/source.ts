/** The formats that values are taken in from. */
export const sourceFormats = ['dotenv', 'json', 'tfvars'] as const;
export type SourceFormat = (typeof sourceFormats)[number];

/**
 * What a source says: texts, maps and lists of them. Numbers and truth values are the texts that stand there. Plaintext:
 * handed on at once, and never into a message.
 */
export type SourceData = string | null | readonly SourceData[] | SourceMap;
export type SourceMap = ReadonlyMap<string, SourceData>;

/** What cannot be taken in: a sentence without anything of the source but names. */
export interface SourceFault {
  /** 1-based; null where it is about no line. */
  readonly line: number | null;
  readonly message: string;
}

export type ReadSource = { readonly data: SourceMap } | { readonly faults: readonly SourceFault[] };

export const oneFault = (
  line: number | null,
  message: string,
): { readonly faults: readonly SourceFault[] } => ({
  faults: [{ line, message }],
});
