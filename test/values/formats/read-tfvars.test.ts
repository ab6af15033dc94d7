import { readTfvars } from '../../../src/values/formats/read-tfvars';

const asData = (value: unknown): unknown =>
  value instanceof Map
    ? Object.fromEntries([...value].map(([key, each]) => [key, asData(each)]))
    : Array.isArray(value)
      ? value.map(asData)
      : value;

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: Terraform's templates
test.each<[what: string, text: string, expected: unknown]>([
  ['nothing', '', {}],
  ['comments', '# a\n// b\n/* c\nd */\n', {}],
  ['texts', 'a = "x"\nb-c="y" # z\n', { a: 'x', 'b-c': 'y' }],
  ['words', 'a = true\nb = 1.10\nc = null\n', { a: 'true', b: '1.10', c: null }],
  ['escapes', 'a = "\\n\\t\\"\\\\\\u00fc\\U0001f510 $${b} %%{c} $d"', { a: '\n\t"\\ü🔐 ${b} %{c} $d' }],
  [
    'a map',
    'environment_secrets = {\n  A = "x"\n  "B": "y", C = "z"\n  # end\n}\n',
    { environment_secrets: { A: 'x', B: 'y', C: 'z' } },
  ],
  ['maps in maps', 'a = { b = { c = "d" } }', { a: { b: { c: 'd' } } }],
  ['lists', 'a = ["x",\n  "y", # z\n]\nb = []\n', { a: ['x', 'y'], b: [] }],
  ['a heredoc', 'a = <<EOT\nx\n  y $${z}\nEOT\nb = "c"\n', { a: 'x\n  y ${z}\n', b: 'c' }],
  ['an indented heredoc', 'a = {\n  b = <<-EOT\n    x\n      y\n  EOT\n}\n', { a: { b: 'x\n  y\n' } }],
  ['line ends of Windows', 'a = "x"\r\nb = "y"\r\n', { a: 'x', b: 'y' }],
])('GIVEN %s WHEN read THEN what Terraform reads', (_, text, expected) => {
  expect(asData(readTfvars(text))).toEqual(expected);
});

test.each([
  ['a template', 'a = "${b}"'],
  ['a directive', 'a = "%{ if b }"'],
  ['an expression', 'a = b'],
  ['a call', 'a = file("x")'],
  ['a name twice', 'a = "x"\na = "y"'],
  ['a key twice', 'a = { b = "x", b = "y" }'],
  ['two on a line', 'a = "x" b = "y"'],
  ['an unclosed text', 'a = "x'],
  ['an unknown escape', 'a = "\\q"'],
  ['a character that does not exist', 'a = "\\Uffffffff"'],
  ['a map without an end', 'a = {'],
  ['a very deep list', `a = ${'['.repeat(5000)}`],
])('GIVEN %s WHEN read THEN it is no variables file', (_, text) => {
  expect(readTfvars(text)).toBeUndefined();
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
