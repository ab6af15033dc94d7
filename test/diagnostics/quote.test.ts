import { escapeInvisible, quote } from '../../src/diagnostics';

test.each([
  ['\u001b[31m\u009b2J\u202e', String.raw`\u{1b}[31m\u{9b}2J\u{202e}`],
  ['::add-mask::x', String.raw`\u{3a}:add-mask::x`],
  ['long prose ::ERROR::x', String.raw`long prose \u{3a}:ERROR::x`],
  // What is said behind it may hold the other two colons.
  ['::add-mask', String.raw`\u{3a}:add-mask`],
  ['::warning file=x', String.raw`\u{3a}:warning file=x`],
  ['a ##[group]x', String.raw`a \u{23}#[group]x`],
  ['##vso[task.setvariable variable=x]y', String.raw`\u{23}#vso[task.setvariable variable=x]y`],
])('GIVEN %j, which steers who reads it, WHEN shown THEN it is escaped', (text, shown) => {
  expect(escapeInvisible(text)).toBe(shown);
  expect(quote(text)).toBe(`"${shown}"`);
});

test.each([
  ...['arn:aws:iam::123456789012:role/x', '::1', '::ffff:10.0.0.1', 'fe80::a:1 ::a:b:1'],
  ...['std::string', '## heading', 'ü秘 #1'],
])('GIVEN %j, which means nothing there, WHEN shown THEN it is as it was', (text) => {
  expect(escapeInvisible(text)).toBe(text);
});
