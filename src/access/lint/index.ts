export { lintDocument } from './document';
export type { LintFault, LintRule } from './fault';
export { type FreeStatement, lintFreeStatement } from './free-statement';
export type { KnownToIam } from './known';
