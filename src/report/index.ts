export { makeReport } from './make-report';
export type * from './model';
export type { ReportSubject } from './subject';
