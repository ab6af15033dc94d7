// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's templates are what is made
import { type TemplateScope, templateExpression } from '../../src/stacks/template-expression';

const scope: TemplateScope = {
  builtins: {
    environment: 'dev',
    region: 'us-east-1',
    account: '123456789012',
    project: 'my-app',
    bucket: 'api',
  },
  lookUp: (name) => (name === 'HOST' ? { text: 'db${x}/' } : { code: `local.${name}` }),
};

test.each([
  ['', '""'],
  ['{PASSWORD}', '"${local.PASSWORD}"'],
  ['{HOST:urlencode}', '"db\\u002524\\u00257Bx\\u00257D\\u00252F"'],
  ['{bucket}.{environment}', '"api.dev"'],
  ['${{{PASSWORD}}}', '"\\u0024{${local.PASSWORD}}"'],
  ['{PASSWORD:urlencode}', '"${replace(urlencode(local.PASSWORD), "+", "\\u002520")}"'],
  ['{PASSWORD:json:base64}', '"${base64encode(jsonencode(local.PASSWORD))}"'],
  [
    'postgres://app:{PASSWORD:urlencode}@{HOST}"',
    '"postgres://app:${replace(urlencode(local.PASSWORD), "+", "\\u002520")}@db\\u0024{x}/\\""',
  ],
])('GIVEN the template %j THEN its code is %s', (template, code) => {
  expect(templateExpression(template, scope)).toBe(code);
});
