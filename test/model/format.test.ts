import { formatFault } from '../../src/model/format';

test.each([
  ['url', 'https://example.com'],
  ['json', '{"a": 1}'],
  ['email', 'team.platform@mail.example.com'],
  ['pem', '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----\n'],
  [
    'pem',
    '-----BEGIN RSA PRIVATE KEY-----\r\nDEK-Info: AES-128-CBC,0A\r\n\r\nab\r\n-----END RSA PRIVATE KEY-----',
  ],
  // `openssl ecparam -genkey` writes two blocks, and a bundle holds a key and its certificates.
  [
    'pem',
    '-----BEGIN EC PARAMETERS-----\na\n-----END EC PARAMETERS-----\n-----BEGIN EC PRIVATE KEY-----\nb\n-----END EC PRIVATE KEY-----',
  ],
] as const)('GIVEN a value that is %s THEN nothing is wrong with it', (format, value) => {
  expect(formatFault(value, { format })).toBeUndefined();
});

test.each([
  ['url', 'shop.example.org'],
  ['url', 'mailto:team@example.com'],
  ['json', '{'],
  ['email', 'team.example.com'],
  ['email', 'team.platform@localhost'],
  ['email', 'team@@example.com'],
  ['email', 'team@example.'],
  ['email', 'the team@example.com'],
  ['pem', '-----BEGIN PUBLIC KEY-----\nabc\n-----END PRIVATE KEY-----\n'],
  ['pem', '-----BEGIN A-----\na\n-----END A-----\n-----BEGIN B-----\nb\n'],
] as const)('GIVEN a value that is no %s (%j) THEN it is said, without the value', (format, value) => {
  const fault = formatFault(value, { format });
  expect(fault).toBeDefined();
  expect(fault).not.toContain(value);
});

test('GIVEN a pattern THEN all of the value has to match it', () => {
  expect(formatFault('abc', { format: { pattern: 'a|b|abc' } })).toBeUndefined();
  expect(formatFault('abcd', { format: { pattern: 'a|b|abc' } })).toContain('a|b|abc');
});

test('GIVEN a least length THEN characters are counted, not code units', () => {
  expect(formatFault('😀😀😀😀', { minLength: 5 })).toBe('at least 5 characters long');
  expect(formatFault('😀😀😀😀😀', { minLength: 5 })).toBeUndefined();
});

test('GIVEN a long text that is almost an address THEN it is judged at once', () => {
  expect(
    formatFault('-----BEGIN A-----\n-----END A-----\n'.repeat(30_000), { format: 'pem' }),
  ).toBeUndefined();
  expect(formatFault(`${'-----BEGIN A-----\n'.repeat(60_000)}`, { format: 'pem' })).toBeDefined();
  expect(formatFault(`a@${'b.'.repeat(1_000_000)}@`, { format: 'email' })).toBeDefined();
});

test('GIVEN a pattern that would take years for some texts THEN that is said of these in time, and of no others', () => {
  const format = { pattern: '(a+)+' };
  const values = [50, 60, 70].map((length) => `${'a'.repeat(length)}!`);
  for (const value of values) {
    const fault = formatFault(value, { format });
    expect(fault).toContain('judges in time');
    expect(fault).not.toContain(value);
  }
  expect(formatFault('aaa', { format })).toBeUndefined();
});
