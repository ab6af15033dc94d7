// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates that nobody filled in are what is looked for
import { randomBytes } from 'node:crypto';
import { isDummyText } from '../../src/values/dummy-text';
import { hostileTexts } from '../support/hostile-texts';

const everywhere = [
  ...['changeme', 'Change-Me!', 'CHANGE_ME_123', 'change it', 'replace-me', 'dummy', 'DUMMY1', 'placeholder'],
  ...[
    'TODO',
    'todo: ask the data team',
    'FIXME',
    'tbd',
    'to be defined',
    'xxx',
    'XXXXXXXX',
    '???',
    '***',
    '...',
  ],
  ...['<api key>', '<your-api-key>', '${DB_PASSWORD}', '$TOKEN', '$(pass show x)', '{{ token }}', '%TOKEN%'],
  ...['insert-token-here', 'replace with the real value', 'enter password', 'fill-in', '[redacted]'],
];
const onlySecrets = [
  ...['test', 'Testing', 'foo', 'foobar', 'example', 'none', 'null', 'n/a', '-', 'x'],
  ...['password', 'secret', 'my-secret', 'api_key', 'your-api-key-here', 'dummy-token'],
  ...['12345', '1234567890', '0000', 'aaaaaa', 'sk_live_xxxxxxxxxxxx', 'Bearer <token>'],
  'postgres://app:<password>@db/app',
  '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n',
];
const never = [
  ...[
    'correct horse battery staple',
    'test-4821-9921-aa',
    'Tr0ub4dor&3',
    'abcdefg',
    '271828',
    'ab',
    'admin',
    'postgres',
  ],
  ...[
    'value-1',
    'secret-value',
    'new-password',
    'Password1',
    'test-key-2',
    'test123',
    '$ecret',
    '${}',
    '${var.x}',
  ],
  ...['pa${ss}word', 'postgres://app:${DB_PASSWORD}@db/app', 'a{{ b }}c', '%{if x}', '{{}}'],
  ...['https://hooks.example.com/services/T0/B0', 'sk_test_4eC39HqLyjWDarjtT1zdp7dc', 'AKIAIOSFODNN7EXAMPLE'],
  ...[
    '<xml><user>a</user></xml>',
    'tokenizer',
    'eu-central-1',
    '{"key": "value"}',
    'admin@example.com',
    'a'.repeat(4000),
  ],
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
