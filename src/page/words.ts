import type { ReportConsumer, RotationState, ValueState } from '../report/model';

export const stateWords: Readonly<Record<ValueState, string>> = {
  config: 'configuration',
  kms: 'encrypted in git',
  secretsManager: 'from Secrets Manager',
  ssm: 'from Parameter Store',
  variable: 'handed to each deploy',
  unset: 'no value yet',
  absent: 'absent on purpose',
  missing: 'not there',
};

export const consumerWords: Readonly<Record<ReportConsumer['kind'], string>> = {
  ecs: 'service on ECS',
  amplify: 'app on Amplify',
  lambda: 'function on Lambda',
  reader: 'reader',
};

export const rotationWords: Readonly<Record<RotationState, string>> = {
  expired: 'expired',
  due: 'overdue',
  soon: 'due soon',
  undated: 'no date',
  current: 'current',
  manual: 'by hand',
  unscheduled: 'no interval',
};

export const deedWords: Readonly<Record<string, string>> = {
  read: 'read',
  write: 'write',
  decrypt: 'decrypt in git',
};

/** `1 name`, `1,000 names`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
