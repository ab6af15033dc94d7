export { BrokenOff } from './broken-off';
export { catalogue } from './catalogue';
export { createDiagnostic } from './create';
export { checkDebugLog, type EnvironmentVariables } from './debug-log';
export type {
  Diagnostic,
  DiagnosticCode,
  Place,
  RelatedPlace,
  Severity,
  WithDiagnostics,
} from './diagnostic';
export { Fault } from './fault';
export { nearest } from './nearest';
export { compareText, orderDiagnostics } from './order';
export { escapeInvisible, list, quote } from './quote';
export { type LocatedDiagnostic, type Location, Locator, type SourceTexts } from './sources';
