import { secretShape } from '../../src/model/secret-shape';
import { textFault } from '../../src/model/text-fault';

describe('textFault', () => {
  test.each([['plain'], [''], ['a\nb\t"$' + '{x}'], ['\u00fc'], ['😀'], ['\ufeff']])(
    '%j stays as it is',
    (text) => {
      expect(textFault(text)).toBeUndefined();
    },
  );
  test.each([['a\u0000'], ['\ud800'], ['u\u0308']])('%j would not', (text) => {
    expect(textFault(text)).toBeDefined();
  });
});

describe('secretShape', () => {
  test.each([
    ['postgres://app:hunter2@db/app', 'a URL with a password'],
    ['redis://:hunter2@cache', 'a URL with a password'],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc', 'a private key'],
    ['-----BEGIN PRIVATE KEY-----', 'a private key'],
    [`id ${'AKIA'}ABCDEFGHIJKLMNOP`, 'an AWS access key'],
    [`sk_live_${'0123456789abcdef'}`, 'a Stripe key'],
    [`ghp_${'0123456789abcdefABCDEF0123456789abcd'}`, 'a GitHub token'],
    [`github_pat_${'0123456789abcdefABCDEF'}`, 'a GitHub token'],
    [`xoxb-${'1234567890-abc'}`, 'a Slack token'],
    [`eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxIn0'}.sig`, 'a JSON Web Token'],
    ['\0://app:hunter2@db', 'a URL with a password'],
  ])('%s holds %s', (text, shape) => {
    expect(secretShape(text)).toBe(shape);
  });

  test.each([
    ['https://api.example.com:8443/path?x=a:b@c'],
    ['https://db.example.com'],
    ['postgres://app@db:5432/app'],
    ['postgres://app:\0@\0/app'],
    ['ski_live_in_the_alps'],
    ['my-app-production'],
    ['-----BEGIN CERTIFICATE-----'],
  ])('%j holds none', (text) => {
    expect(secretShape(text)).toBeUndefined();
  });

  // In time by the square of the length, each would take minutes.
  test.each(['a', 'a://', '://:', '1.', 'eyJ-', 'eyJ12345678-', '-----BEGIN A ', '-----BEGIN ', '@:'])(
    'a file of nothing but %j is looked through at once',
    (part) => {
      expect(secretShape(part.repeat(2_000_000 / part.length))).toBeUndefined();
    },
  );
});
