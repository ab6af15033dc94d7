import { parsedTexts } from '../support/workspace-texts';

/** One file of a sound workspace replaced; its faults without the file's name. */
const faults = (file: string, text: string): string[] =>
  parsedTexts({ [file]: text }).lines.map((line) => line.replace(`${file}:`, ''));

type Case = readonly [text: string, faults: readonly string[]];
const shortName =
  '1 to 32 of a-z, 0-9 and single inner hyphens, beginning with a letter (foundation, canonical and constructor are taken)';
const target = 'invalid-target: This target is not a name that an application can read';
const layer =
  'An item of "include" must be a layer with exactly one of "originals: true", "mapping" and "values"';

describe('faults in fanout.yaml', () => {
  const api = (lines: string) => `project: shop\nbuckets:\n  api:\n    ${lines}\n`;
  const include = (item: string) => api(`include: [{ mapping: shared }, ${item}]`);
  test.each<Case>([
    [
      '',
      [
        '1:1 missing-field: The field "buckets" is missing',
        '1:1 missing-field: The field "project" is missing',
      ],
    ],
    [
      '# nothing\n',
      [
        '1:1 missing-field: The field "buckets" is missing',
        '1:1 missing-field: The field "project" is missing',
      ],
    ],
    ['- project\n', ['1:1 wrong-type: This file must be a map with the fields of a manifest']],
    [
      'project: My_App\nbuckets: {}\n',
      [`1:1 invalid-name: "project" must be the name of a project: ${shortName}`],
    ],
    [
      'project: 7\nbuckets: []\n',
      [
        '1:1 wrong-type: "project" must be a text; put it in quotes',
        '2:1 wrong-type: "buckets" must be a map',
      ],
    ],
    ['projct: shop\nbuckets: {}\n', ['1:1 unknown-field: There is no field "projct" here']],
    [
      'project: shop\nbuckets: {}\nconstructor: 1\n',
      ['3:1 unknown-field: There is no field "constructor" here'],
    ],
    [
      'project: shop\nbuckets: { Api: {}, ../x: {} }\n',
      [
        `2:12 invalid-name: "Api" is not the name of a bucket: ${shortName}`,
        `2:21 invalid-name: "../x" is not the name of a bucket: ${shortName}`,
      ],
    ],
    [
      'project: shop\nbuckets: {}\ntags: { Project: x, B: [1], C: "{" }\n',
      [
        '3:9 invalid-name: "Project" is not a tag of yours: Project, Environment, Bucket, ManagedBy are set by fanout',
        '3:21 wrong-type: "B" must be a text',
        '3:29 wrong-type: "C" must be the value of an AWS tag: up to 256 letters, digits, spaces and _.:/=+-@',
      ],
    ],
    [
      'project: shop\nbuckets: {}\nfoundation: { backend: { s3: { bucket: b, key: "" } } }\n',
      [
        '3:26 missing-field: The field "region" is missing',
        '3:43 wrong-type: "key" must be a text that is not empty',
      ],
    ],
    [api('description: nothing in it'), ['3:3 missing-field: The field "include" is missing']],
    [api('include: []'), ['4:5 wrong-type: "include" must be a list of at least one layer']],
    [include('{ originals: true, mapping: shared }'), [`4:36 wrong-type: ${layer}`]],
    [include('{ values: { A: "1" }, mapping: shared, foo: 1 }'), [`4:36 wrong-type: ${layer}`]],
    [include('{ only: [A] }'), [`4:36 wrong-type: ${layer}`]],
    [include('shared'), [`4:36 wrong-type: ${layer}`]],
    [include('{ originals: false }'), ['4:38 wrong-type: "originals" must be true']],
    [
      include('{ mapping: ../secret }'),
      [`4:38 invalid-name: "mapping" must be the name of a mapping: ${shortName}`],
    ],
    [include('{ mapping: shared, ecept: [A] }'), ['4:55 unknown-field: There is no field "ecept" here']],
    [
      include('{ mapping: shared, only: A, except: [], override: { T: "", U: 3, 1a: why } }'),
      [
        '4:55 wrong-type: "only" must be a list',
        '4:64 wrong-type: "except" must be a list of at least one glob',
        '4:88 wrong-type: "T" must be a reason in words',
        '4:95 wrong-type: "U" must be a reason in words',
        `4:101 ${target}`,
      ],
    ],
    [
      include('{ values: { A-B: x, T: [], U: } }'),
      [`4:48 ${target}`, '4:56 wrong-type: "T" must be a text', '4:63 wrong-type: "U" must be a text'],
    ],
  ])('GIVEN %j THEN exactly %j', (text, expected) => {
    expect(faults('fanout.yaml', text)).toEqual(expected);
  });
});

describe('faults in mappings/canonical.yaml', () => {
  test.each<Case>([
    ['', ['1:1 wrong-type: This file must be a map of canonical names']],
    ['KEY\n', ['1:1 wrong-type: This file must be a map of canonical names']],
    [
      'KEY: text\nURL:\n',
      ['1:1 wrong-type: "KEY" must be a map of what is known about the name, or nothing'],
    ],
    [
      'lower:\nKEY:\n../X:\n1A:\n',
      [
        '1:1 invalid-name: "lower" is not a canonical name: A-Z, 0-9 and _, beginning with a letter',
        '3:1 invalid-name: "../X" is not a canonical name: A-Z, 0-9 and _, beginning with a letter',
        '4:1 invalid-name: "1A" is not a canonical name: A-Z, 0-9 and _, beginning with a letter',
      ],
    ],
    [
      'A: { kind: conf, public: yes, minLength: 0.5, final: 1 }\n',
      [
        '1:6 wrong-type: "kind" must be secret or config',
        '1:18 wrong-type: "public" must be true or false',
        '1:31 wrong-type: "minLength" must be a whole number',
        '1:47 wrong-type: "final" must be true or false',
      ],
    ],
    [
      'A: { format: ulr }\nB: { format: { patern: x } }\nC: { format: { pattern: "(" } }\nD: { format: [url] }\n',
      [
        '1:6 wrong-type: "format" must be url, json, pem, email or { pattern: REGEX }',
        '2:16 unknown-field: There is no field "patern" here',
        '3:16 wrong-type: "pattern" must be a regular expression',
        '4:6 wrong-type: "format" must be url, json, pem, email or { pattern: REGEX }',
      ],
    ],
    [
      'A: { expires: 2027-02-31, rotateEvery: 90, unused: "", formt: url }\n',
      [
        '1:6 wrong-type: "expires" must be a day such as 2027-01-31',
        '1:27 wrong-type: "rotateEvery" must be a time such as 90d or 1y, or manual',
        '1:44 wrong-type: "unused" must be a reason in words',
        '1:56 unknown-field: There is no field "formt" here',
      ],
    ],
  ])('GIVEN %j THEN exactly %j', (text, expected) => {
    expect(faults('mappings/canonical.yaml', text)).toEqual(expected);
  });
});

describe('faults in a mapping', () => {
  const entry = 'a target, a list of targets, or { to: TARGET, optional: true }';
  test.each<Case>([
    ['', ['1:1 wrong-type: This file must be a map of canonical names']],
    [
      'KEY: a-b\nURL: [a, b-c, 1]\n',
      [
        `1:1 ${target}`,
        `2:10 ${target}`,
        '2:15 wrong-type: An item of "URL" must be a text; put it in quotes',
      ],
    ],
    ['KEY: [A, __proto__]\nURL: { to: __proto__ }\n', [`1:10 ${target}`, `2:8 ${target}`]],
    [
      'KEY:\nURL: true\n',
      [`1:1 wrong-type: "KEY" must be ${entry}`, `2:1 wrong-type: "URL" must be ${entry}`],
    ],
    [
      'KEY: { too: A }\nURL: { optional: true }\n',
      ['1:8 unknown-field: There is no field "too" here', '2:1 missing-field: The field "to" is missing'],
    ],
    [
      'KEY: { to: {} }\nURL: { to: [], optional: maybe }\n',
      [
        '1:8 wrong-type: "to" must be a target, or a list of targets',
        '2:8 wrong-type: "to" must be a list of at least one target',
        '2:16 wrong-type: "optional" must be true or false',
      ],
    ],
  ])('GIVEN %j THEN exactly %j', (text, expected) => {
    expect(faults('mappings/shared.yaml', text)).toEqual(expected);
  });
});

describe('faults in an environment', () => {
  const head = 'environment: dev\nprotected: false\naccount: "123456789012"\nregion: eu-central-1\n';
  const kinds =
    'a text, nothing (unset), or exactly one of { kms }, { secretsManager, revision }, { ssm, revision } and { variable: true, revision }';
  test.each<Case>([
    [
      '',
      ['account', 'environment', 'region', 'values'].map(
        (field) => `1:1 missing-field: The field "${field}" is missing`,
      ),
    ],
    ['[]\n', ['1:1 wrong-type: This file must be a map with the fields of an environment']],
    [
      'environment: dev\nprotected: "no"\naccount: 123456789012\nregion: us_east\nbranches: []\nrecoveryWindow: 5\nvalues:\n',
      [
        '2:1 wrong-type: "protected" must be true or false',
        '3:1 wrong-type: "account" must be twelve digits in quotes',
        '4:1 wrong-type: "region" must be an AWS region such as eu-central-1',
        '5:1 wrong-type: "branches" must be a list of at least one branch',
        '6:1 wrong-type: "recoveryWindow" must be a number of days from 7 to 30, or 0 where the environment is not protected',
      ],
    ],
    [
      `${head}values: { KEY: { kms: x, ssm: y, revision: 1 } }\n`,
      [`5:11 wrong-type: "KEY" must be ${kinds}`],
    ],
    [`${head}values: { KEY: { kms: x, ssm: y } }\n`, [`5:11 wrong-type: "KEY" must be ${kinds}`]],
    [
      `${head}values: { KEY: {}, URL: [1] }\n`,
      [`5:11 wrong-type: "KEY" must be ${kinds}`, `5:20 wrong-type: "URL" must be ${kinds}`],
    ],
    [`${head}values: { KEY: { revision: 1 } }\n`, [`5:11 wrong-type: "KEY" must be ${kinds}`]],
    [
      `${head}values: { KEY: { secretsManager: x }, URL: { ssm: x, revision: 0 } }\n`,
      [
        '5:11 missing-field: The field "revision" is missing',
        '5:54 wrong-type: "revision" must be a whole number from 1 on',
      ],
    ],
    [
      `${head}values: { KEY: { variable: false, revision: 1 }, URL: { kms: 5, rotated: 2026 } }\n`,
      [
        '5:18 wrong-type: "variable" must be true',
        '5:57 wrong-type: "kms" must be a text; put it in quotes',
        '5:65 wrong-type: "rotated" must be a day such as 2027-01-31',
      ],
    ],
    [
      `${head}values: { KEY: { ssm: x, revison: 1 } }\n`,
      ['5:26 unknown-field: There is no field "revison" here'],
    ],
    [
      `${head}values: { key: x, KEY: { kms: x, rotated: 2026-13-01 } }\n`,
      [
        '5:11 invalid-name: "key" is not a canonical name: A-Z, 0-9 and _, beginning with a letter',
        '5:34 wrong-type: "rotated" must be a day such as 2027-01-31',
      ],
    ],
  ])('GIVEN %j THEN exactly %j', (text, expected) => {
    expect(faults('environments/dev.yaml', text)).toEqual(expected);
  });

  test('GIVEN a mistyped field WHEN reported THEN the hint names the nearest', () => {
    const { diagnostics } = parsedTexts({
      'environments/dev.yaml': `${head}values: { KEY: { kms: x, rotatd: 2026-01-01 } }\n`,
    });
    expect(diagnostics.map(({ hint }) => hint)).toEqual(['Did you mean "rotated"?']);
  });
});

test('GIVEN a canary in every place where a value can stand WHEN reported THEN no diagnostic holds it', () => {
  const canary = 'CaNaRy-9f2b!';
  const wrong = `"${canary}"`;
  const files = {
    'fanout.yaml': `project: ${wrong}\ntags: ${wrong}\nsecretName: [${wrong}]\nretired: [${wrong}]\nfoundation: { backend: ${wrong} }\nbuckets:\n  a: ${wrong}\n  b: { include: [${wrong}, { mapping: ${wrong} }, { values: { A: [${wrong}] } }, { originals: ${wrong}, override: { A: [${wrong}] } }], nested: ${wrong}, environments: [${wrong}], excludeFromPreview: [${wrong}] }\n`,
    'mappings/canonical.yaml': `KEY: ${wrong}\nURL: { kind: ${wrong}, format: ${wrong}, expires: ${wrong}, rotateEvery: ${wrong}, minLength: ${wrong}, environments: [${wrong}] }\n`,
    'mappings/shared.yaml': `KEY: ${wrong}\nURL: { to: [${wrong}], optional: ${wrong} }\n`,
    'environments/dev.yaml': `environment: ${wrong}\nextends: ${wrong}\nprotected: ${wrong}\naccount: ${wrong}\nregion: ${wrong}\nrecoveryWindow: ${wrong}\nbackend: ${wrong}\nbranches: ${wrong}\nvalues: { KEY: [${wrong}], URL: { kms: [${wrong}], rotated: ${wrong} } }\n`,
  };
  const { diagnostics } = parsedTexts(files);
  expect(diagnostics.length).toBeGreaterThan(25);
  expect(JSON.stringify(diagnostics)).not.toContain(canary);
  for (const { place } of diagnostics) expect(place).not.toBeNull();
});
