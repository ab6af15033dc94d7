interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

const joined = (parts: readonly number[], width: bigint): bigint =>
  parts.reduce((sum, part) => (sum << width) | BigInt(part), 0n);

function addressV4(text: string): Address | undefined {
  const parts = text.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  return parts.length === 4 && parts.every((part) => part <= 255)
    ? { bits: 32, value: joined(parts, 8n) }
    : undefined;
}

function addressV6(text: string): Address | undefined {
  const [before, after, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const groups = (part: string | undefined): number[] =>
    part === undefined || part === ''
      ? []
      : part
          .split(':')
          .map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN));
  const head = groups(before);
  const tail = groups(after);
  const missing = 8 - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return all.every((group) => group <= 0xffff) ? { bits: 128, value: joined(all, 16n) } : undefined;
}

const addressOf = (text: string): Address | undefined =>
  text.includes(':') ? addressV6(text) : addressV4(text);

/** Whether an address lies in a range such as `203.0.113.0/24` or `2001:db8::/32`; without a prefix it is one address. */
export function inRange(text: string, range: string): boolean {
  const [base = '', prefix] = range.split('/');
  const address = addressOf(text);
  const network = addressOf(base);
  if (address === undefined || network === undefined || address.bits !== network.bits) return false;
  const length = prefix === undefined ? network.bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (!(length <= network.bits)) return false;
  const rest = BigInt(network.bits - length);
  return address.value >> rest === network.value >> rest;
}
