import { guessKind } from '../../../src/commands/import/guess-kind';
import { SecretValue } from '../../../src/values/secret-value';

const guess = (name: string, value: string) => guessKind(name, new SecretValue(value));

test.each([
  ['DEBUG', 'true', 'it is a truth value'],
  ['WORKERS', '12', 'it is a short number'],
  ['RATIO', '-1.50', 'it is a short number'],
  ['AWS_REGION', 'eu-central-1', 'it is a region'],
  ['BUCKET_REGION', 'us-gov-west-1', 'it is a region'],
  ['API_BASE_URL', 'https://api.example.com/v1/user-accounts/', 'it is a URL without credentials'],
  ['LOCAL', 'http://localhost:3000', 'it is a URL without credentials'],
  ['DB_HOST', 'db.internal.example.com:5432', 'it is a host'],
  ['LOG_LEVEL', 'info', 'it is a common word'],
])('GIVEN %s with %s WHEN guessed THEN it is configuration: %s', (name, value, reason) => {
  expect(guess(name, value)).toEqual({ kind: 'config', reason });
});

test.each([
  ['DB_PASSWORD', 'true', 'its name says so'],
  ['API_KEY', 'info', 'its name says so'],
  ['KEY2', '12', 'its name says so'],
  ['SIGNIN_PIN', '1234', 'its name says so'],
  ['DATABASE', 'postgres://u:p@db.example.com/x', 'it holds a URL with a password'],
  ['HOOK', 'https://hooks.example.com/services/T0001/B0001/abcdefghij', 'nothing says that it is none'],
  ['HOOK', 'https://example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaa', 'nothing says that it is none'],
  ['LINK', 'https://example.com/?sig=abc', 'nothing says that it is none'],
  ['LINK', 'https://someone@example.com/', 'nothing says that it is none'],
  ['NUMBER', '4111111111111111', 'nothing says that it is none'],
  ['SOMETHING', 'hunter2', 'nothing says that it is none'],
  ['USER', 'admin', 'nothing says that it is none'],
  ['LINES', 'true\nfalse', 'nothing says that it is none'],
])('GIVEN %s with %s WHEN guessed THEN it is a secret: %s', (name, value, reason) => {
  expect(guess(name, value)).toEqual({ kind: 'secret', reason });
});
