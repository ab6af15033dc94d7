import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { parse } from 'yaml';
import { isReservedTarget } from '../../../src/model/reserved-target';
import { type FormatName, formatOf, type Texts } from '../../../src/values/formats';
import { githubEnvFormat } from '../../../src/values/formats/github-env';
import { dockerEnvFile, hasDocker } from './support/docker';
import { pyYaml, shells, sourced } from './support/real-readers';
import { runnerReads } from './support/runner';
import { nastyText, nastyValues } from './support/texts';
import { written } from './support/write';

const values = nastyValues(800);

test.each<FormatName>(['json', 'tfvars', 'shell', 'yaml', 'docker', 'github-env'])(
  'GIVEN any values WHEN %s is written THEN our own reader reads the same',
  (name) => {
    const format = formatOf(name, []);
    fc.assert(
      fc.property(fc.array(nastyText(), { maxLength: 6 }), (texts) => {
        const { text, held } = written(format, new Map(texts.map((each, index) => [`N${index}`, each])));
        if (text !== '') expect(format.readers[0]?.(text) ?? new Map()).toEqual(held);
      }),
    );
  },
);

describe('what other programs read', () => {
  test('GIVEN any values WHEN JSON is written THEN JSON.parse gives them', () => {
    const { text, held } = written(formatOf('json', []), values);
    expect(held.size).toBe(values.size);
    expect(new Map(Object.entries(JSON.parse(text)))).toEqual(held);
  });

  test.each(shells)(
    'GIVEN any values WHEN they are written for a shell THEN %s hands on the same',
    async (shell) => {
      const { text, held } = written(formatOf('shell', []), values);
      expect(held.size).toBe(values.size);
      const read = await sourced(shell, text);
      for (const [name, value] of held) expect([name, read.get(name)]).toEqual([name, value]);
    },
  );

  test('GIVEN any values WHEN YAML is written THEN every reader takes texts from it', async () => {
    const { text, held } = written(
      formatOf('yaml', []),
      new Map([...values, ['NO', 'yes'], ['ON', '1'], ['Y', '~']]),
    );
    expect(held.size).toBe(values.size + 3);
    expect(new Map(Object.entries(parse(text)))).toEqual(held);
    expect(new Map(Object.entries(parse(text, { version: '1.1' })))).toEqual(held);
    if (pyYaml !== undefined) expect(new Map(Object.entries(pyYaml(text)))).toEqual(held);
  });

  test('GIVEN any values WHEN a file for docker is written THEN what has lines is refused, and the rest read', async () => {
    const { text, held, refused } = written(formatOf('docker', []), values);
    for (const [name, value] of values) expect(refused.has(name)).toBe(/\n|\r$/.test(value));
    expect(formatOf('docker', []).readers[0]?.(text)).toEqual(held);
    if (hasDocker) expect(await dockerEnvFile(text)).toEqual(held);
  });

  test('GIVEN any values WHEN they are written for GitHub THEN the runner reads the same', () => {
    const { text, held } = written(formatOf('github-env', []), values);
    expect(held.size).toBe(values.size);
    expect(runnerReads(text)).toEqual(held);
  });
});

describe('a value that would end itself', () => {
  test('GIVEN a value that holds the delimiter WHEN it is written for GitHub THEN it gets another one', () => {
    const numbers = ['1', '1', '2'][Symbol.iterator]();
    const { text } = githubEnvFormat(() => numbers.next().value ?? '').write('N', 'a\nfanout_1\nPATH=x') as {
      text: string;
    };
    expect(text).toBe('N<<fanout_2\na\nfanout_1\nPATH=x\nfanout_2\n');
    expect(runnerReads(text)).toEqual(new Map([['N', 'a\nfanout_1\nPATH=x']]));
  });

  test.each(['GITHUB_TOKEN', 'RUNNER_TEMP', 'NODE_OPTIONS'])(
    'GIVEN %s WHEN it is written for GitHub THEN it is refused',
    (name) => expect(formatOf('github-env', []).write(name, 'x')).toHaveProperty('refused'),
  );
});

test.each(shells)(
  'GIVEN a name that %s gives a meaning WHEN it is written THEN it is read as it is, or refused',
  async (shell) => {
    const own = execFileSync(shell, ['-c', 'set'], {
      env: {},
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const dynamic = 'RANDOM SRANDOM SECONDS LINENO HISTCMD BASHPID EPOCHSECONDS EPOCHREALTIME OPTARG'.split(
      ' ',
    );
    const names = [...own.matchAll(/^([A-Za-z_]\w*)=/gm)].map(([, name = '']) => name);
    const values = new Map([...names, ...dynamic].map((name) => [name, 'a[$(exit)] b']));
    for (const name of values.keys()) if (isReservedTarget(name)) values.delete(name);
    const { text, held } = written(formatOf('shell', []), values);
    const read = await sourced(shell, text);
    for (const [name, value] of held) expect([name, read.get(name)]).toEqual([name, value]);
  },
);

test('GIVEN a name that runs what is assigned to it WHEN it is written for a shell THEN it is refused', () => {
  const { held, refused } = written(formatOf('shell', []), new Map([['OPTIND', 'a[$(id)]']]));
  expect([held.size, refused.get('OPTIND')]).toEqual([0, 'shells keep this name to themselves']);
});

test('GIVEN a text that Terraform would change WHEN it is written for it THEN it is refused', () => {
  const { held, refused } = written(
    formatOf('tfvars', []),
    new Map([
      ['N', 'u\u0308'],
      ['M', '\u00fc'],
    ]),
  );
  expect([[...held.keys()], [...refused.keys()]]).toEqual([['M'], ['N']]);
});

test('GIVEN a variables file WHEN written THEN nothing in it is a template', () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: Terraform's templates
  const { text } = written(formatOf('tfvars', []), new Map([['N', '${x} $${y} %{z} $ "q" \\ \n']]) as Texts);
  expect(text).toContain('  "N" = "\\u0024{x} $\\u0024{y} \\u0025{z} $ \\"q\\" \\\\ \\n"\n');
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
});
