/** What AWS's service authorization reference says; handed in, since it is large and only checks need it. */
export interface KnownToIam {
  /** Names of a service's actions, without the service; undefined for a service that does not exist. */
  readonly actions: (service: string) => readonly string[] | undefined;
  /**
   * Keys that a request for this action may carry, in lower case, `aws:` keys of tags included; a variable part stands as
   * `*`. Keys that every request carries need not be there.
   */
  readonly keys: (service: string, action: string) => readonly string[];
}
