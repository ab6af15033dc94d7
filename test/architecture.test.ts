import { importsOf, loadedWith, resolveImport, sourceFiles, touchesTheWorld } from './support/imports';

const files = sourceFiles();
const roomOf = (path: string): string => path.split('/')[0] ?? '';
const inRoom = (room: string): string[] => [...files.keys()].filter((path) => roomOf(path) === room);

/** From which other rooms each one may import. Files that lie directly in src open the rooms to others. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  model: ['diagnostics'],
  workspace: ['diagnostics', 'model'],
  plan: ['diagnostics', 'model', 'workspace'],
  access: ['diagnostics', 'model', 'workspace', 'plan'],
  stacks: ['diagnostics', 'model', 'workspace', 'plan', 'access'],
  values: ['diagnostics', 'model', 'workspace', 'plan'],
  init: ['diagnostics', 'model', 'workspace'],
  terraform: ['diagnostics'],
  report: ['diagnostics', 'model', 'workspace', 'plan', 'access'],
  page: ['diagnostics', 'report'],
  commands: [
    'diagnostics',
    'model',
    'workspace',
    'plan',
    'access',
    'stacks',
    'values',
    'init',
    'terraform',
    'report',
  ],
  views: [
    'diagnostics',
    'model',
    'workspace',
    'plan',
    'access',
    'stacks',
    'values',
    'init',
    'terraform',
    'report',
    'commands',
  ],
  cli: [
    'diagnostics',
    'model',
    'workspace',
    'plan',
    'access',
    'stacks',
    'values',
    'init',
    'terraform',
    'report',
    'commands',
    'views',
  ],
  runtime: ['diagnostics'],
};
const isHeavy = (module: string): boolean => /^(?:cdktf|constructs|@cdktf\/|@aws-sdk\/)/.test(module);

describe('the rooms of src', () => {
  test('GIVEN every import WHEN its two ends lie in different rooms THEN it points the allowed way', () => {
    const wrong = [...files].flatMap(([file, text]) =>
      importsOf(text)
        .filter(({ specifier }) => specifier.startsWith('.') && !specifier.endsWith('.json'))
        .map(({ specifier }) => resolveImport(file, specifier, files))
        .filter((target) => file.includes('/') && roomOf(target) !== roomOf(file))
        .filter((target) => !allowed[roomOf(file)]?.includes(roomOf(target)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('GIVEN every relative import WHEN it is resolved THEN it means a file of src', () => {
    const targets = [...files].flatMap(([file, text]) =>
      importsOf(text)
        .filter(({ specifier }) => specifier.startsWith('.') && !specifier.endsWith('.json'))
        .map(({ specifier }) => resolveImport(file, specifier, files)),
    );
    expect(targets.length).toBeGreaterThan(100);
    expect(targets.filter((target) => !files.has(target))).toEqual([]);
  });

  test.each(['diagnostics', 'model', 'plan', 'access', 'report'])(
    'GIVEN %s, which decides WHEN it is loaded THEN neither files, processes, the network, AWS nor CDKTF come with it',
    (room) => {
      const wrong = inRoom(room).flatMap((file) =>
        [...loadedWith(file, files)]
          .filter((module) => touchesTheWorld(module) || isHeavy(module))
          .map((module) => `${file} loads ${module}`),
      );
      expect(wrong).toEqual([]);
    },
  );

  test('GIVEN the rooms that decide WHEN their text is read THEN none asks the process, the clock or chance', () => {
    const asks = /\bprocess\.\w|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/;
    const pure = ['diagnostics', 'model', 'plan', 'access', 'report'].flatMap(inRoom);
    expect(pure.filter((file) => asks.test(files.get(file) ?? ''))).toEqual([]);
  });
});

describe('what is loaded', () => {
  test('GIVEN the AWS provider WHEN it is imported THEN never from its root, which takes seconds to load', () => {
    const roots = [...files].filter(([, text]) =>
      importsOf(text).some(({ specifier }) =>
        /^@cdktf\/provider-aws(?:$|\/lib$|\/lib\/index$)/.test(specifier),
      ),
    );
    expect(roots.map(([file]) => file)).toEqual([]);
  });

  test.each(['cli/fanout.ts', 'commands/check.ts', 'commands/plan.ts', 'commands/explain.ts'])(
    'GIVEN %s, which people wait for WHEN it is loaded THEN neither CDKTF nor the AWS SDK come with it',
    (file) => {
      expect(files.has(file)).toBe(true);
      expect([...loadedWith(file, files)].filter(isHeavy)).toEqual([]);
    },
  );

  test('GIVEN the page of the report WHEN it is packed THEN of ours only its own files and how text is quoted come with it', () => {
    const loaded = inRoom('page').flatMap((file) => [...loadedWith(file, files)]);
    const others = loaded.filter((module) => files.has(module) && roomOf(module) !== 'page');
    expect([...new Set(others)]).toEqual(['diagnostics/quote.ts']);
    expect(loaded.filter((module) => touchesTheWorld(module) || isHeavy(module))).toEqual([]);
  });

  test('GIVEN the client that services import WHEN it is loaded THEN neither CDKTF nor the planner come with it', () => {
    const wrong = inRoom('runtime').flatMap((file) =>
      [...loadedWith(file, files)].filter(
        (module) =>
          /^(?:cdktf|constructs|@cdktf\/)/.test(module) || ['plan', 'stacks'].includes(roomOf(module)),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('how imports are read', () => {
  test.each([
    ["import { a } from './x';", [{ specifier: './x', kind: 'value' }]],
    ["import { type A, b } from './x';", [{ specifier: './x', kind: 'value' }]],
    ["import { type A, type B } from './x';", [{ specifier: './x', kind: 'type' }]],
    ["import type { A } from './x';", [{ specifier: './x', kind: 'type' }]],
    ["export type { A } from './x';", [{ specifier: './x', kind: 'type' }]],
    ["export * from './x';", [{ specifier: './x', kind: 'value' }]],
    ["import './x';", [{ specifier: './x', kind: 'value' }]],
    ["import {\n  a,\n  b,\n} from 'node:fs';", [{ specifier: 'node:fs', kind: 'value' }]],
    [
      "const x = require('./x') as typeof import('./x');",
      [
        { specifier: './x', kind: 'value' },
        { specifier: './x', kind: 'type' },
      ],
    ],
    ["  const x = await import('./x');", [{ specifier: './x', kind: 'lazy' }]],
    ["// import { a } from './x';\n/** import('./x') */", []],
  ])('GIVEN %j THEN its imports are found', (text, expected) => {
    expect(importsOf(text)).toEqual(expected);
  });
});
