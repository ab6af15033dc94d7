import { environmentText, parsedTexts, sound } from '../support/workspace-texts';

const environment = (parsed: ReturnType<typeof parsedTexts>, name: string) =>
  parsed.workspace?.environments.get(name as never);

describe('a scalar that is taken as written', () => {
  test('GIVEN plain booleans and numbers where the model says text WHEN parsed THEN they keep their text', () => {
    const { workspace, lines } = parsedTexts({
      'environments/dev.yaml': environmentText('dev', {
        values:
          '{ A: true, B: 1.10, C: 007, D: 0x1F, E: 1e3, F: True, G: "1", H: ~, I: null, J: "", K: .inf, L: }',
      }),
      'fanout.yaml':
        'project: shop\nsecretName: 1.0\ntags: { T: 1.50 }\nbuckets: { b: { secretName: 2.0, include: [{ values: { A: 0o17, B: False } }] } }\n',
    });
    expect(lines).toEqual([]);
    expect(workspace?.environments.get('dev' as never)?.value.values).toEqual({
      A: 'true',
      B: '1.10',
      C: '007',
      D: '0x1F',
      E: '1e3',
      F: 'True',
      G: '1',
      H: null,
      I: null,
      J: '',
      K: '.inf',
      L: null,
    });
    expect(workspace?.manifest.value).toMatchObject({
      secretName: '1.0',
      tags: { T: '1.50' },
      buckets: { b: { secretName: '2.0', include: [{ values: { A: '0o17', B: 'False' } }] } },
    });
  });

  test('GIVEN one anchor for text and for a switch WHEN parsed THEN each place reads it its own way', () => {
    const { workspace, lines } = parsedTexts({
      'environments/dev.yaml': environmentText('dev', { protected: '&yes true', values: '{ KEY: *yes }' }),
    });
    expect(lines).toEqual([]);
    expect(environment({ workspace, lines, diagnostics: [] }, 'dev')?.value).toMatchObject({
      protected: true,
      values: { KEY: 'true' },
    });
  });
});

describe('places', () => {
  test('GIVEN a path WHEN asked for THEN it is the key, the item, or the nearest above', () => {
    const { workspace } = parsedTexts({});
    const text = sound['fanout.yaml'] ?? '';
    const at = workspace?.manifest.at;
    expect(at?.(['buckets', 'api'])).toEqual({ file: 'fanout.yaml', offset: text.indexOf('api'), length: 3 });
    expect(at?.(['buckets', 'api', 'include', 0])).toEqual({
      file: 'fanout.yaml',
      offset: text.indexOf('{ mapping'),
      length: 0,
    });
    expect(at?.(['buckets', 'api', 'include', 0, 'mapping']).offset).toBe(text.indexOf('mapping'));
    expect(at?.(['buckets', 'api', 'include', 0, 'only', 2]).offset).toBe(text.indexOf('{ mapping'));
    expect(at?.(['buckets', 'web', 'include'])).toEqual({
      file: 'fanout.yaml',
      offset: text.indexOf('buckets'),
      length: 7,
    });
    expect(at?.([])).toEqual({ file: 'fanout.yaml', offset: 0, length: 0 });
  });

  test('GIVEN a list from which a faulty item left WHEN asked for THEN the others keep their places', () => {
    const text =
      'project: shop\nbuckets:\n  api:\n    include: [nonsense, { mapping: shared }, { mapping: other }]\n';
    const { workspace } = parsedTexts({ 'fanout.yaml': text });
    expect(workspace?.manifest.value.buckets['api' as never]?.include).toEqual([
      { mapping: 'shared' },
      { mapping: 'other' },
    ]);
    expect(workspace?.manifest.at(['buckets', 'api', 'include', 1, 'mapping']).offset).toBe(
      text.lastIndexOf('mapping'),
    );
  });
});

describe('going on without what is wrong', () => {
  test('GIVEN a sound workspace THEN it is complete, its maps have no prototype', () => {
    const { workspace, diagnostics } = parsedTexts({});
    expect(diagnostics).toEqual([]);
    expect(workspace).toMatchObject({ complete: true, environmentNames: ['dev'] });
    expect(workspace?.faulty.size).toBe(0);
    for (const map of [
      workspace?.manifest.value.buckets,
      workspace?.canonical.value,
      environment(parsedTexts({}), 'dev')?.value.values,
    ])
      expect(Object.getPrototypeOf(map)).toBeNull();
  });

  test('GIVEN faulty parts of buckets WHEN parsed THEN the part leaves or, without it, the layer, then the bucket', () => {
    const { workspace } = parsedTexts({
      'fanout.yaml': [
        'project: Bad_Name',
        'nonsense: 1',
        'buckets:',
        '  part: { include: [{ mapping: shared, ecept: [A], override: { A: "", B: why } }], nested: x }',
        '  layer: { include: [{ originals: false, only: [A] }, { mapping: shared }] }',
        '  bucket: { include: [{ originals: false }] }',
        '  Upper: { include: [{ mapping: shared }] }',
        '  none:',
      ].join('\n'),
    });
    expect(workspace?.complete).toBe(false);
    expect(workspace?.manifest.value.project).toBe('project');
    expect(workspace?.manifest.value.buckets).toEqual({
      part: { include: [{ mapping: 'shared', override: { B: 'why' } }] },
      layer: { include: [{ mapping: 'shared' }] },
    });
  });

  test('GIVEN faulty canonical entries WHEN parsed THEN they keep what is right and are known to be faulty', () => {
    const { workspace } = parsedTexts({
      'mappings/canonical.yaml':
        'KEY: nonsense\nURL: { kind: config, formt: url }\nA: { format: { patern: x } }\nB: { kind: conf }\nc:\n',
    });
    expect(workspace?.canonical.value).toMatchObject({
      KEY: { kind: 'secret' },
      URL: { kind: 'config' },
      A: { kind: 'secret' },
      B: { kind: 'secret' },
    });
    expect([...(workspace?.faulty ?? [])].sort()).toEqual(['A', 'B', 'KEY', 'URL', 'c']);
  });

  test('GIVEN faulty lines of a mapping WHEN parsed THEN they leave', () => {
    const { workspace } = parsedTexts({
      'mappings/shared.yaml': 'KEY: [a-b, C]\nURL: D\nX: { to: E, optinal: true }\nURL: F\n',
    });
    expect([...(workspace?.mappings.values() ?? [])].map(({ value }) => value)).toEqual([{ URL: 'D' }]);
    expect(workspace?.complete).toBe(false);
  });

  test('GIVEN faulty values WHEN parsed THEN they count as unset and are known to be faulty', () => {
    const parsed = parsedTexts({
      'environments/dev.yaml': environmentText('dev', {
        values: '{ KEY: { kms: x, rotatd: 1 }, URL: u, A: [], b: c }',
        recoveryWindow: '"7"',
        branches: '[]',
      }),
    });
    expect(environment(parsed, 'dev')?.value).toMatchObject({ values: { KEY: null, URL: 'u', A: null } });
    expect(environment(parsed, 'dev')?.value).not.toHaveProperty('recoveryWindow');
    expect([...(parsed.workspace?.faulty ?? [])].sort()).toEqual(['A', 'KEY', 'b']);
  });

  test.each([
    ['no YAML', 'a: ['],
    ['an account that is a number', environmentText('qa', { account: '123456789012' })],
    ['no account', environmentText('qa', { account: undefined })],
    ['a backend without a bucket', environmentText('qa', { backend: '{ s3: { key: k, region: r } }' })],
    ['no values', environmentText('qa', { values: undefined })],
  ])('GIVEN an environment with %s WHEN parsed THEN it is left out, but has a name', (_, text) => {
    const { workspace } = parsedTexts({ 'environments/qa.yaml': text });
    expect([...(workspace?.environments.keys() ?? [])]).toEqual(['dev']);
    expect(workspace).toMatchObject({ environmentNames: ['dev', 'qa'], complete: true });
  });

  test('GIVEN a mapping or canonical map that is no YAML WHEN parsed THEN the one is empty, without the other there is nothing', () => {
    const { workspace, lines } = parsedTexts({ 'mappings/shared.yaml': 'KEY: "' });
    expect(lines).toHaveLength(1);
    expect(workspace?.mappings.get('shared' as never)?.value).toEqual({});
    expect(parsedTexts({ 'mappings/canonical.yaml': 'KEY: "' }).workspace).toBeNull();
    expect(parsedTexts({ 'fanout.yaml': 'a: "' }).workspace).toBeNull();
  });

  test('GIVEN files in another order WHEN parsed THEN the result is the same', () => {
    const files = {
      'environments/b.yaml': environmentText('b'),
      'environments/a.yaml': 'x: 1\n',
      'mappings/z.yaml': 'k: v\n',
    };
    const one = parsedTexts(files);
    const other = parsedTexts(Object.fromEntries(Object.entries(files).reverse()));
    expect(other.lines).toEqual(one.lines);
    expect([...(other.workspace?.environments.keys() ?? [])]).toEqual([
      ...(one.workspace?.environments.keys() ?? []),
    ]);
  });
});
