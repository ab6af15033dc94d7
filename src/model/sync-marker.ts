/**
 * What `fanout sync` writes around the values of an entry in a local file, and what `fanout check --staged` refuses to
 * let into a commit. Both sides read it from here.
 *
 * A format with comments has a section, in which everything belongs to sync:
 *
 *     # >>> fanout sync my-app/dev/api
 *     …
 *     # <<< fanout sync
 *
 * A JSON file has the key `//fanout-sync` beside the values, with `my-app/dev/api` as its text.
 */
export interface SyncedEntry {
  readonly project: string;
  readonly environment: string;
  readonly bucket: string;
}

/** The line before a section, without a line end. */
export const syncSectionStart = (entry: SyncedEntry): string => `# >>> fanout sync ${syncMarkerText(entry)}`;

/** The line behind a section, without a line end. */
export const syncSectionEnd = '# <<< fanout sync';

/** In formats without comments: the key, whose value is `syncMarkerText`. */
export const syncMarkerKey = '//fanout-sync';

/** What stands behind the marker: `PROJECT/ENVIRONMENT/BUCKET`. */
export const syncMarkerText = ({ project, environment, bucket }: SyncedEntry): string =>
  `${project}/${environment}/${bucket}`;

const shortName = '[a-z][a-z0-9-]{0,31}';
const entryText = `${shortName}/${shortName}/${shortName}`;
/** Also where a section has been indented or commented in another way: its values are as plain as before. */
const sectionStart = new RegExp(`^[ \\t]*(?:#|//|;|--)+[ \\t]*>>> fanout sync ${entryText}[ \\t]*\\r?$`, 'm');
const jsonMarker = new RegExp(`"${syncMarkerKey}"\\s*:\\s*"${entryText}"`);

/** Where in a text sync's first marker stands, in UTF-16 code units; undefined where there is none. */
export function findSyncMarker(text: string): number | undefined {
  const places = [sectionStart, jsonMarker].flatMap((pattern) => pattern.exec(text)?.index ?? []);
  return places.length === 0 ? undefined : Math.min(...places);
}
