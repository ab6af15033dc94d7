import { environmentText, parsedTexts } from '../support/workspace-texts';

const child = (fields: Record<string, string | undefined> = {}) =>
  environmentText('dev-alice', { extends: 'dev', account: undefined, region: undefined, ...fields });

/** The lines, and which environments could be used. */
function judged(files: Record<string, string | undefined>, environments?: readonly string[]) {
  const { lines, workspace, diagnostics } = parsedTexts(
    files,
    environments === undefined ? {} : { environments },
  );
  return { lines, usable: [...(workspace?.environments.keys() ?? [])], workspace, diagnostics };
}

describe('the rules between environments', () => {
  test('GIVEN an environment that extends another WHEN parsed THEN it needs no place of its own', () => {
    expect(judged({ 'environments/dev-alice.yaml': child() })).toMatchObject({
      lines: [],
      usable: ['dev', 'dev-alice'],
    });
    const same = child({ account: '"123456789012"', region: 'eu-central-1' });
    expect(judged({ 'environments/dev-alice.yaml': same }).lines).toEqual([]);
  });

  test('GIVEN a name that is not the file’s WHEN parsed THEN it is a mismatch, and goes on under the file’s', () => {
    const { lines, workspace } = judged({ 'environments/prod.yaml': environmentText('production') });
    expect(lines).toEqual([
      'environments/prod.yaml:1:1 environment-mismatch: environments/prod.yaml says that it is another environment',
    ]);
    expect(workspace?.environments.get('prod' as never)?.value.environment).toBe('prod');
  });

  test('GIVEN an extends of nothing WHEN parsed THEN the nearest is named', () => {
    const { lines, usable, diagnostics } = judged({
      'environments/dev-alice.yaml': child({ extends: 'deb' }),
    });
    expect(lines).toEqual([
      'environments/dev-alice.yaml:4:1 unknown-environment: There is no environment "deb"',
    ]);
    expect(diagnostics[0]?.hint).toBe('Did you mean "dev"?');
    expect(usable).toEqual(['dev']);
  });

  test('GIVEN environments that extend themselves, each other or a child WHEN parsed THEN each is a cycle', () => {
    const of = (name: string, parent: string) => child({ environment: name, extends: parent });
    const { lines, usable, diagnostics } = judged({
      'environments/a.yaml': of('a', 'a'),
      'environments/b.yaml': of('b', 'c'),
      'environments/c.yaml': of('c', 'b'),
      'environments/dev-alice.yaml': child(),
      'environments/dev-bob.yaml': of('dev-bob', 'dev-alice'),
    });
    expect(lines).toEqual([
      'environments/a.yaml:4:1 extends-cycle: Environment a extends itself',
      'environments/b.yaml:4:1 extends-cycle: Environment b extends c, which extends another one',
      'environments/c.yaml:4:1 extends-cycle: Environment c extends b, which extends another one',
      'environments/dev-bob.yaml:4:1 extends-cycle: Environment dev-bob extends dev-alice, which extends another one',
    ]);
    // Only another file is worth pointing at.
    expect(diagnostics.map(({ related }) => related.map(({ place }) => place.file))).toEqual([
      [],
      ['environments/c.yaml'],
      ['environments/b.yaml'],
      ['environments/dev-alice.yaml'],
    ]);
    expect(usable).toEqual(['dev', 'dev-alice']);
  });

  test('GIVEN a parent that is protected WHEN its child is not THEN it is refused; the other way round it is fine', () => {
    const parent = environmentText('dev', { protected: undefined });
    const { lines, usable, diagnostics } = judged({
      'environments/dev.yaml': parent,
      'environments/dev-alice.yaml': child(),
    });
    expect(lines).toEqual([
      'environments/dev-alice.yaml:4:1 extends-protected: Environment dev-alice is not protected and would inherit the values of dev, which is',
    ]);
    expect(diagnostics[0]?.related[0]?.place.file).toBe('environments/dev.yaml');
    expect(usable).toEqual(['dev']);
    expect(
      judged({ 'environments/dev.yaml': parent, 'environments/dev-alice.yaml': child({ protected: 'true' }) })
        .lines,
    ).toEqual([]);
    expect(judged({ 'environments/dev-alice.yaml': child({ protected: 'true' }) }).lines).toEqual([]);
  });

  test('GIVEN a child in another account or region WHEN parsed THEN it is refused with both places', () => {
    const { lines, usable, diagnostics } = judged({
      'environments/dev-alice.yaml': child({ account: '"210987654321"', region: 'eu-west-1' }),
    });
    expect(lines).toEqual([
      expect.stringMatching(
        /^environments\/dev-alice.yaml:3:1 environment-mismatch: dev-alice has another account than dev/,
      ),
      expect.stringMatching(
        /^environments\/dev-alice.yaml:4:1 environment-mismatch: dev-alice has another region than dev/,
      ),
    ]);
    expect(diagnostics.flatMap(({ related }) => related.map(({ message }) => message))).toEqual([
      'the account of dev',
      'the region of dev',
    ]);
    expect(usable).toEqual(['dev']);
  });

  test('GIVEN a parent that can’t be used WHEN parsed THEN its own fault is the only one', () => {
    const { lines, usable } = judged({
      'environments/dev.yaml': environmentText('dev', { account: '1' }),
      'environments/dev-alice.yaml': child(),
    });
    expect(lines).toEqual([
      'environments/dev.yaml:3:1 wrong-type: "account" must be twelve digits in quotes',
    ]);
    expect(usable).toEqual([]);
  });

  test('GIVEN no recovery window WHEN protected THEN it is refused, and allowed where not', () => {
    const text = (isProtected: string) =>
      environmentText('dev', { protected: isProtected, recoveryWindow: '0' });
    const { lines, workspace } = judged({ 'environments/dev.yaml': text('true') });
    expect(lines).toEqual([
      'environments/dev.yaml:6:1 wrong-type: "recoveryWindow" must be a number of days from 7 to 30 in a protected environment',
    ]);
    expect(workspace?.environments.get('dev' as never)?.value).not.toHaveProperty('recoveryWindow');
    expect(judged({ 'environments/dev.yaml': text('false') }).lines).toEqual([]);
  });

  test('GIVEN a retired environment whose file is still there WHEN parsed THEN it is a mismatch', () => {
    const manifest = 'project: shop\nretired: [qa, dev]\nbuckets: {}\n';
    expect(judged({ 'fanout.yaml': manifest }).lines).toEqual([
      'fanout.yaml:2:15 environment-mismatch: The environment dev is retired, but environments/dev.yaml is still there',
    ]);
  });
});

describe('a selection of environments', () => {
  const files = {
    'environments/qa.yaml': environmentText('qa', {
      extends: 'dev',
      account: undefined,
      region: undefined,
      nonsense: '1',
    }),
    'environments/broken.yaml': 'a: [',
    'environments/dev.yaml': environmentText('dev', { oops: '1' }),
  };
  const filesOf = (environments?: readonly string[]) =>
    judged(files, environments).diagnostics.map(({ place }) => place?.file);

  test('GIVEN faults in several WHEN some are asked for THEN only theirs and their parents’ are reported', () => {
    expect(filesOf()).toEqual(['environments/broken.yaml', 'environments/dev.yaml', 'environments/qa.yaml']);
    expect(filesOf(['dev'])).toEqual(['environments/dev.yaml']);
    expect(filesOf(['qa'])).toEqual(['environments/dev.yaml', 'environments/qa.yaml']);
  });

  test('GIVEN the foundation WHEN asked for THEN files are reported from which its keys are not clear', () => {
    expect(filesOf(['foundation'])).toEqual(['environments/broken.yaml']);
    const keyless = {
      'environments/qa.yaml': environmentText('qa', {
        extends: 'deb',
        account: undefined,
        region: undefined,
      }),
      'environments/dev.yaml': environmentText('dev', { account: '12' }),
    };
    expect(judged(keyless, ['foundation']).lines).toEqual([
      'environments/dev.yaml:3:1 wrong-type: "account" must be twelve digits in quotes',
    ]);
  });

  test('GIVEN a child that extends nothing WHEN asked for THEN its fault is reported', () => {
    const orphan = { 'environments/qa.yaml': environmentText('qa', { extends: 'deb' }) };
    expect(judged(orphan, ['qa']).lines).toHaveLength(1);
    expect(judged(orphan, ['dev']).lines).toEqual([]);
  });

  test('GIVEN faults in the manifest WHEN one environment is asked for THEN they are reported all the same', () => {
    expect(judged({ 'fanout.yaml': 'project: shop\n' }, ['dev']).lines).toHaveLength(1);
  });

  test('GIVEN a name without a file WHEN asked for THEN it is unknown, with the nearest', () => {
    const { lines, diagnostics } = judged({}, ['dve', 'dev', 'foundation']);
    expect(lines).toEqual(['unknown-environment: There is no environment "dve"']);
    expect(diagnostics[0]?.hint).toBe('Did you mean "dev"?');
  });
});
