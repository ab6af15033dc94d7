export { type FreeStatement, lintFreeStatement } from './free-statement';
