import { posix } from 'node:path';
import type { Log, ReportingDescriptor, Result, Location as SarifLocation } from 'sarif';
import type { CheckResult } from '../commands/check';
import { compareText, type Diagnostic, escapeInvisible, Locator, type Place } from '../diagnostics';
import { manifestPath } from '../workspace/layout';
import { renderJson } from './json';

interface SarifOptions {
  /** Path of the workspace in the repository, empty or with a slash at the end: code scanning looks from the root. */
  readonly prefix: string;
  /** Of fanout. */
  readonly version: string;
}

/** SARIF 2.1.0, for code scanning: each diagnostic at its line. */
export function renderSarif({ diagnostics, texts }: CheckResult, { prefix, version }: SarifOptions): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort(compareText);
  const locator = new Locator(texts);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'fanout', version, rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { description: { text: 'The root of the repository.' } } },
        results: diagnostics.map((diagnostic) =>
          resultOf(diagnostic, codes.indexOf(diagnostic.code), (place) => locationOf(place, locator, prefix)),
        ),
      },
    ],
  };
  return renderJson(log);
}

const root = '%SRCROOT%';

function ruleOf(code: string): ReportingDescriptor {
  const words = code.replaceAll('-', ' ');
  return {
    id: code,
    shortDescription: { text: words },
    fullDescription: { text: `What fanout check reports as ${code}.` },
    help: { text: `The page docs/diagnostics/${code}.md of fanout says when it is reported and what to do.` },
  };
}

function resultOf(
  { code, severity, message, hint, place, related }: Diagnostic,
  ruleIndex: number,
  locate: (place: Place) => SarifLocation,
): Result {
  // What has no place is about the workspace, and code scanning shows nothing without one.
  const where = place ?? { file: manifestPath, offset: 0, length: 0 };
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: withoutLinks(`${message}. ${hint}`) },
    locations: [locate(where)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((other, id) => ({
            ...locate(other.place),
            id,
            message: { text: withoutLinks(other.message) },
          })),
        }),
  };
}

/** `[text](address)` is a link also in plain messages (SARIF 2.1.0, 3.11.6): what names say leads nowhere. */
const withoutLinks = (text: string): string => escapeInvisible(text).replaceAll('](', '] (');

function locationOf(place: Place, locator: Locator, prefix: string): SarifLocation {
  const { file, line, column } = locator.locate(place);
  const uri = posix.join(prefix, file).split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: root },
      region: {
        startLine: line,
        startColumn: column,
        ...(place.length === 0 ? {} : { endColumn: column + place.length }),
      },
    },
  };
}
