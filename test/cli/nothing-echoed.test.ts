import { folderOf, removeFolders, runCli } from '../support/cli';

/** Stands for a value in every place where one can stand, also where none may. */
const canary = 'CaNaRy7f3a';
const steering = '\\e[2J\\x9b31m\\u202e\\u200b';

const base = new Map([
  [
    'fanout.yaml',
    `project: shop
buckets:
  api:
    description: "${steering}"
    include:
      - originals: true
      - values: { LITERAL: "https://app:${canary}@db.example.com", TEMPLATE: "ghp_${canary}${canary}{SECRET}" }
`,
  ],
  [
    'mappings/canonical.yaml',
    `SECRET: { description: "${steering}", owner: "${steering}" }
PLAIN:
URL: { kind: config, description: "${steering}", format: url }
TEXT: { kind: config }
`,
  ],
  [
    'environments/dev.yaml',
    `environment: dev
protected: false
account: "123456789012"
region: eu-central-1
values:
  SECRET: { kms: ${canary}, rotated: 2026-11-01 }
  PLAIN: ${canary}
  URL: https://app:${canary}@db.example.com
  TEXT: "${steering}"
`,
  ],
]);

const values = (lines: string) =>
  (base.get('environments/dev.yaml') ?? '').replace(/values:\n[\s\S]*/, `values:\n${lines}`);

const hostile: readonly (readonly [what: string, file: string, text: string])[] = [
  ['values where none may stand', 'environments/dev.yaml', base.get('environments/dev.yaml') ?? ''],
  [
    'a value of the wrong type',
    'environments/dev.yaml',
    values(`  SECRET: [${canary}]\n  URL: { a: ${canary} }\n`),
  ],
  ['unknown fields', 'environments/dev.yaml', values(`  SECRET: { kms: ${canary}, plain: ${canary} }\n`)],
  [
    'references with wrong revisions',
    'environments/dev.yaml',
    values(`  SECRET: { ssm: /x, revision: ${canary} }\n`),
  ],
  ['a key that stands twice', 'environments/dev.yaml', values(`  PLAIN: ${canary}\n  PLAIN: ${canary}\n`)],
  [
    'several keys on a line',
    'environments/dev.yaml',
    values(`  { PLAIN: ${canary}, SECRET: ${canary}, PLAIN: ${canary} }\n`),
  ],
  [
    'a text over several lines',
    'environments/dev.yaml',
    values(`  PLAIN: |\n    ${canary}\n    X: ${canary}\n`),
  ],
  ['an unclosed quote', 'environments/dev.yaml', values(`  PLAIN: "${canary}\n  URL: ${canary}\n`)],
  ['a tab', 'environments/dev.yaml', values(`\tPLAIN: ${canary}\n`)],
  ['a bad alias', 'environments/dev.yaml', values(`  PLAIN: *${canary}\n`)],
  ['a tag', 'environments/dev.yaml', values(`  PLAIN: !${canary} ${canary}\n`)],
  ['text instead of a map', 'environments/dev.yaml', canary],
  [
    'a wrong account',
    'environments/dev.yaml',
    `environment: dev\naccount: ${canary}\nregion: ${canary}\nvalues:\n`,
  ],
  [
    'a mapping to what is no target',
    'mappings/m.yaml',
    `SECRET: "${canary} ${steering}"\n"${steering}": X\n`,
  ],
  [
    'a strange tag in the manifest',
    'fanout.yaml',
    `project: shop\ntags: { A: "${canary}\\n" }\nbuckets: ${canary}\n`,
  ],
];

const commands = [
  ['check'],
  ['plan'],
  ['explain', 'URL'],
  ['explain', 'TEMPLATE'],
  ['explain', 'SECRET'],
  ['synth'],
  ['report', '--out', '-'],
];

afterAll(removeFolders);

describe('what is printed', () => {
  test.each(hostile)(
    'GIVEN %s WHEN any command reports THEN no value is echoed, and nothing steers the terminal',
    async (_, file, text) => {
      const cwd = folderOf(new Map(base).set(file, text));
      for (const command of commands) {
        for (const format of ['text', 'json']) {
          const { code, stdout, stderr } = await runCli([...command, '--format', format], { cwd });
          expect([1, 2]).toContain(code);
          const printed = stdout + stderr;
          expect(printed).not.toBe('');
          expect(printed).not.toContain(canary);
          expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
          expect(printed).not.toContain('unexpected');
        }
      }
    },
  );

  test('GIVEN a name of a file that steers a terminal WHEN checked THEN it is escaped', async () => {
    const cwd = folderOf(new Map(base).set('mappings/\u001b[2J.txt', ''));
    const { stdout } = await runCli(['check'], { cwd });
    expect(stdout).toContain(String.raw`\u{1b}[2J.txt`);
    expect(stdout).not.toContain('\u001b');
  });
});
