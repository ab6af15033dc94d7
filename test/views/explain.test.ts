import { explain } from '../../src/commands/explain';
import { describeUnknownName, renderExplainText } from '../../src/views/explain';
import { folderOf, removeFolders } from '../support/cli';
import { pageOf } from '../support/hand-made';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

function rendered(name: string, files: ReadonlyMap<string, string> = richWorkspace, width = 80): string[] {
  const context = { workspace: folderOf(files), now: () => new Date('2026-11-22'), env: {} };
  return renderExplainText(explain(context, name, { environments: [], strict: false }), pageOf(width)).split(
    '\n',
  );
}

describe('renderExplainText', () => {
  test('GIVEN a canonical name WHEN rendered THEN what it is, its values, and where it goes', () => {
    expect(rendered('DB_KEY')).toEqual([
      'DB_KEY  secret  mappings/canonical.yaml:2',
      '  at least      8 characters',
      '  rotate every  90d',
      '  expires       2030-01-01',
      '  final         yes: no layer may override it',
      '',
      'Values',
      '  dev         ciphertext, rotated 2026-11-01            environments/dev.yaml:7',
      '  dev-alice   ciphertext, rotated 2026-11-01, from dev  environments/dev.yaml:7',
      '  production  ciphertext',
      '      environments/production.yaml:7',
      '',
      'Goes to',
      '  api  DB_KEY  mappings/canonical.yaml:2',
      '  api  DSN     fanout.yaml:9                ← postgres://app:{DB_KEY:urlencode}…',
      '',
    ]);
  });

  test('GIVEN configuration WHEN rendered THEN its value in each environment', () => {
    expect(rendered('URL').slice(0, 9)).toEqual([
      'URL  configuration  mappings/canonical.yaml:1',
      '  description  where it is',
      '  owner        data',
      '  only in      dev and production',
      '',
      'Values',
      '  dev         plain  environments/dev.yaml:6         = db.dev.example.com',
      '  dev-alice   plain  environments/dev-alice.yaml:5   = localhost',
      '  production  plain  environments/production.yaml:6  = db.example.com',
    ]);
  });

  test('GIVEN a name that goes only to some environments WHEN rendered THEN it says which', () => {
    expect(rendered('FRESH').slice(-3)).toEqual([
      'Goes to',
      '  fresh  FRESH  mappings/fresh.yaml:1  only in production',
      '',
    ]);
  });

  test('GIVEN a name that no bucket takes WHEN rendered THEN it goes to nothing', () => {
    expect(rendered('ONLY_DEV').slice(-3)).toEqual(['Goes to', '  nothing', '']);
  });

  test('GIVEN a target WHEN rendered THEN where it comes from', () => {
    expect(rendered('REGION')).toEqual([
      'REGION  a target, and no canonical name',
      '',
      'Comes from',
      '  dev/api         ← DB_REGION  mappings/late.yaml:1  = eu-central-1',
      '  dev-alice/api   ← DB_REGION  mappings/late.yaml:1  = eu-central-1',
      '  production/api  ← DB_REGION  mappings/late.yaml:1  = eu-central-1',
      '',
    ]);
    expect(rendered('NAME')[3]).toBe('  dev/api         a literal  fanout.yaml:9  = api');
  });

  test('GIVEN faults in the files WHEN rendered THEN it says that this may not be all', () => {
    const files = new Map(richWorkspace).set('mappings/stray.yml', '');
    expect(rendered('REGION', files).slice(-3)).toEqual([
      '',
      'incomplete: the workspace has errors; see fanout check',
      '',
    ]);
  });

  test('GIVEN files that cannot be read WHEN rendered THEN why', () => {
    expect(rendered('REGION', new Map())[0]).toBe('error unreadable-file');
  });
});

describe('describeUnknownName', () => {
  test('GIVEN a name that steers a terminal WHEN described THEN it is escaped', () => {
    expect(describeUnknownName('\u001b[2J', undefined)).toBe(
      String.raw`There is no canonical name and no target "\u{1b}[2J".`,
    );
  });
});
