import type { Aws } from '../../../src/values/aws';
import { AwsFault } from '../../../src/values/aws-fault';
import { SecretValue } from '../../../src/values/secret-value';

/** What reading entries asks of AWS, by hand: texts by the name of an entry, or what reading it throws. */
export function awsWith(
  entries: Readonly<Record<string, object | string | AwsFault>>,
  account = '123456789012',
): { readonly aws: Pick<Aws, 'account' | 'readEntry' | 'close'>; readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    aws: {
      account: async () => {
        asked.push('account');
        return account;
      },
      readEntry: async (region, name) => {
        asked.push(`${name} in ${region}`);
        const entry = entries[name] ?? new AwsFault(`AWS knows no ${name}`, 'missing');
        if (entry instanceof AwsFault) throw entry;
        const text = typeof entry === 'string' ? entry : JSON.stringify(entry);
        return { versionId: `version-of-${name}`, text: new SecretValue(text) };
      },
      close: async () => {
        asked.push('close');
      },
    },
  };
}

export const denied = (name: string): AwsFault => new AwsFault(`AWS does not allow you ${name}`, 'denied');
