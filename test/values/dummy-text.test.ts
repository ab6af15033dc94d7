// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates that nobody filled in are what is looked for
import { randomBytes } from 'node:crypto';
import { isDummyText } from '../../src/values/dummy-text';
import { hostileTexts } from '../support/hostile-texts';

const everywhere = [
  ...['changeme', 'Change-Me!', 'CHANGE_ME_123', 'change it', 'replace-me', 'dummy', 'DUMMY1', 'placeholder'],
  ...['TODO', 'todo: ask the data team', 'FIXME', 'tbd', 'to be defined', '[redacted]', 'fill-in', 'set me'],
  ...['xxx', 'XXXXXXXX', '???', '***', '...', '<api key>', '<your-api-key>', '<…>'],
  ...['$API_TOKEN', '${DB_PASSWORD}', '{{ db_password }}', '{{SECRET}}', '%TOKEN%'],
  ...['insert-token-here', 'replace with the real value', 'enter your password'],
  ...['change-me-please', 'CHANGEME_IN_PRODUCTION', 'please change me'],
];
const onlySecrets = [
  ...['test', 'Testing', 'example', 'n/a', 'unset', '"undefined"'],
  ...['your-api-key-here', 'your_token', 'api-key-here', 'dummy-token', 'example secret 1', 'YOUR_KEY'],
  ...['sk_live_xxxxxxxxxxxx', `sk-proj-${'x'.repeat(80)}`, 'Bearer <token>'],
  'postgres://app:xxxxxxxx@shop.cluster-c1a2b3c4d5e6.eu-central-1.rds.amazonaws.com:5432/shop',
  'postgres://app:<password>@db/app',
  '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n',
];
/** Weak as some are, somebody may have chosen each: refused, they could not even be brought in to be rotated. */
const never = [
  ...[
    'correct horse battery staple',
    'test-4821-9921-aa',
    'Tr0ub4dor&3',
    'abcdefg',
    '271828',
    'ab',
    'x',
    '-',
  ],
  ...['admin', 'postgres', 'foo', 'abc123', 'test123', 'hunter2', 'password', 'my-secret', 'super-secret'],
  ...['secret-value-1', 'new-value', 'changed-value', 'replaced-token', 'set-value', 'use-the-force', 'null'],
  ...['12345', '0000', 'aaaaaa', '${x}', 'a${b}c', '%{ if x }', '$HOME', '$(id)', '{{a}}', 'p{{x}}w'],
  ...['$ecret', '${}', '${var.x}', '{{}}', 'postgres://app:${DB_PASSWORD}@db/app'],
  ...['https://hooks.example.com/services/T0/B0', 'sk_test_4eC39HqLyjWDarjtT1zdp7dc', 'AKIAIOSFODNN7EXAMPLE'],
  ...['<xml><user>a</user></xml>', 'tokenizer', 'eu-central-1', '{"key": "value"}', 'admin@example.com'],
  `/${'*'.repeat(60)}\n * ours\n ${'*'.repeat(60)}/\nkey`,
  ...['hidden', 'a'.repeat(4000), 'x'.repeat(4096)],
];

describe('text that stands in for a value', () => {
  test.each(everywhere)('GIVEN %j THEN it is no value, whatever kind it is for', (text) => {
    expect([isDummyText(text, 'secret'), isDummyText(text, 'config')]).toEqual([true, true]);
  });

  test.each(onlySecrets)('GIVEN %j THEN it is no secret, but it may be configuration', (text) => {
    expect([isDummyText(text, 'secret'), isDummyText(text, 'config')]).toEqual([true, false]);
  });

  test.each(never)('GIVEN %j THEN it is a value', (text) => {
    expect([isDummyText(text, 'secret'), isDummyText(text, 'config')]).toEqual([false, false]);
  });

  test('GIVEN random bytes as text THEN they are values', () => {
    const texts = Array.from({ length: 2000 }, () => randomBytes(32)).flatMap((bytes) =>
      (['hex', 'base64', 'base64url'] as const).map((encoding) => bytes.toString(encoding)),
    );
    texts.push(randomBytes(3000).toString('base64').replace(/.{64}/g, '$&\n'));
    expect(texts.filter((text) => isDummyText(text, 'secret'))).toEqual([]);
  });

  test('GIVEN texts that are made to take long THEN they do not', () => {
    const start = process.hrtime.bigint();
    for (const text of ['x', '-', '1', 'a_', '<', '${', '. ', '\n...', 'key', 'your'].map((part) =>
      part.repeat(65_536),
    ))
      isDummyText(text, 'secret');
    for (const text of hostileTexts) isDummyText(text, 'secret');
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(2_000);
  });
});
