/** Services through which a secret, its key or a role that reads it can be reached: nothing free-form may be wide here. */
export const guardedServices = ['secretsmanager', 'kms', 'iam', 'sts'] as const;
export type GuardedService = (typeof guardedServices)[number];
