import { due, isAnythingDue } from '../../src/commands/due';
import { renderDueJson, renderDueMarkdown, renderDueText } from '../../src/views/due';
import { folderOf, removeFolders } from '../support/cli';
import { pageOf } from '../support/hand-made';
import { ciphertext, workspaceTexts } from '../support/workspace-builder';

afterAll(removeFolders);
const kms = (rotated: string, more: object = {}) => ({
  kms: ciphertext(rotated),
  rotated,
  ...more,
});
const texts = workspaceTexts({
  canonical: {
    AGED: { rotateEvery: '90d', owner: 'data & <team>' },
    SOON: { rotateEvery: '90d' },
    ENDED: { expires: '2026-11-20', rotateEvery: 'manual' },
    LINE: { kind: 'config', expires: '2026-11-22' },
    BY_HAND: { rotateEvery: 'manual' },
    UNKNOWN: { rotateEvery: '1y' },
    REPLACED: null,
  },
  environments: {
    dev: {
      values: {
        AGED: kms('2026-08-24'),
        SOON: kms('2026-08-30'),
        ENDED: { kms: ciphertext('x') },
        LINE: 'text',
        BY_HAND: kms('2020-01-01'),
        UNKNOWN: { variable: true, revision: 1 },
        REPLACED: kms('2026-11-01', { previous: 'unrevoked' }),
      },
    },
    production: {
      protected: true,
      values: {
        AGED: kms('2026-08-01', { previous: 'unrevoked' }),
        SOON: kms('2026-11-01', { previous: 'revoked' }),
        BY_HAND: { kms: ciphertext('y') },
      },
    },
  },
});
const ask = (environments: string[] = [], within = 0, files = texts) =>
  due({ workspace: folderOf(files), now: () => new Date('2026-11-22T23:59:00Z') }, { environments, within });
const places = (rotations: readonly { environment: string; name: string }[]) =>
  rotations.map(({ environment, name }) => `${environment} ${name}`);

describe('what is due', () => {
  test('WHEN it is asked for THEN the oldest comes first, by age or by its last day; the rest apart', () => {
    const result = ask();
    expect(places(result.due)).toEqual(['production AGED', 'dev ENDED', 'dev AGED', 'dev LINE']);
    expect(places(result.unrevoked)).toEqual(['production AGED', 'dev REPLACED']);
    expect(places(result.manual)).toEqual(['production BY_HAND', 'dev BY_HAND']);
    expect(places(result.unknown)).toEqual(['dev UNKNOWN']);
    expect([result.today, result.until, isAnythingDue(result)]).toEqual(['2026-11-22', '2026-11-22', true]);
  });

  test('GIVEN days to look ahead WHEN it is asked for THEN what will be due by then is among it', () => {
    expect(places(ask(['dev'], 5).due)).toEqual(['dev ENDED', 'dev AGED', 'dev LINE']);
    expect(places(ask(['dev'], 6).due)).toEqual(['dev ENDED', 'dev AGED', 'dev LINE', 'dev SOON']);
  });

  test('GIVEN environments WHEN it is asked for THEN these alone; unknown ones are a misuse', () => {
    expect(places(ask(['production']).due)).toEqual(['production AGED']);
    expect(ask(['prodution']).misuse.map(({ code }) => code)).toEqual(['unknown-environment']);
  });

  test('GIVEN a file that cannot be read WHEN it is asked for THEN that is said', () => {
    const { diagnostics } = ask([], 0, new Map(texts).set('environments/dev.yaml', 'environment: [\n'));
    expect(diagnostics.map(({ code }) => code)).toContain('yaml-syntax');
    const none = ask([], 0, new Map([['fanout.yaml', 'project: [\n']]));
    expect(renderDueText(none, pageOf(80))).toMatch(/\nnothing is due in what could be read\n$/);
  });

  test('GIVEN nothing to do WHEN it is asked for THEN nothing is due', () => {
    const calm = workspaceTexts({
      canonical: { A: null },
      environments: { dev: { values: { A: kms('2020-01-01') } } },
    });
    const result = ask([], 0, calm);
    expect([isAnythingDue(result), renderDueText(result, pageOf(80))]).toEqual([false, 'nothing is due\n']);
  });
});

describe('how it is shown', () => {
  test('as text, at 80 columns, with the command for each', () => {
    const text = renderDueText(ask([], 14), pageOf(80));
    expect(text).toMatchInlineSnapshot(`
      "Due for rotation until 2026-12-06
        AGED in production (data & <team>)
            due on 2026-10-30, 23 days ago; from 2026-08-01, rotated every 90d
            fanout rotate production AGED
        ENDED in dev
            expired on 2026-11-20, 2 days ago; its next last day belongs into
            mappings/canonical.yaml
            fanout rotate dev ENDED
        AGED in dev (data & <team>)
            due on 2026-11-22, today; from 2026-08-24, rotated every 90d
            fanout rotate dev AGED
        LINE in dev
            expired on 2026-11-22, today; its next last day belongs into
            mappings/canonical.yaml
            fanout set dev LINE
        SOON in dev
            due on 2026-11-28, in 6 days; from 2026-08-30, rotated every 90d
            fanout rotate dev SOON

      Replaced, and still to be revoked at their provider
        AGED in production (data & <team>)
            replaced on 2026-08-01, 113 days ago
            fanout rotate --revoked production AGED
        REPLACED in dev
            replaced on 2026-11-01, 21 days ago
            fanout rotate --revoked dev REPLACED

      Of unknown age
        UNKNOWN in dev
            rotated every 1y, but nothing says when it last was: add "rotated: DAY" to
            its value

      Rotated by hand
        BY_HAND in production
            of unknown age
        BY_HAND in dev
            from 2020-01-01

      5 due for rotation, 2 to be revoked
      "
    `);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('as Markdown, in which nothing of the files means anything', () => {
    expect(renderDueMarkdown(ask())).toMatchInlineSnapshot(`
      "## fanout: what is due for rotation

      **4 due for rotation, 2 to be revoked**, on 2026-11-22

      ### Due for rotation (4)

      - \`AGED\` in \`production\`: due on 2026-10-30, 23 days ago; from 2026-08-01, rotated every 90d (data &#38; &#60;team&#62;)  
        \`fanout rotate production AGED\`
      - \`ENDED\` in \`dev\`: expired on 2026-11-20, 2 days ago; its next last day belongs into mappings/canonical.yaml  
        \`fanout rotate dev ENDED\`
      - \`AGED\` in \`dev\`: due on 2026-11-22, today; from 2026-08-24, rotated every 90d (data &#38; &#60;team&#62;)  
        \`fanout rotate dev AGED\`
      - \`LINE\` in \`dev\`: expired on 2026-11-22, today; its next last day belongs into mappings/canonical.yaml  
        \`fanout set dev LINE\`

      ### Replaced, and still to be revoked at their provider (2)

      - \`AGED\` in \`production\`: replaced on 2026-08-01, 113 days ago (data &#38; &#60;team&#62;)  
        \`fanout rotate --revoked production AGED\`
      - \`REPLACED\` in \`dev\`: replaced on 2026-11-01, 21 days ago  
        \`fanout rotate --revoked dev REPLACED\`

      ### Of unknown age (1)

      - \`UNKNOWN\` in \`dev\`: rotated every 1y, but nothing says when it last was: add "rotated: DAY" to its value

      ### Rotated by hand (2)

      - \`BY_HAND\` in \`production\`: of unknown age
      - \`BY_HAND\` in \`dev\`: from 2020-01-01
      "
    `);
  });

  test('as JSON, with places', () => {
    expect(JSON.parse(renderDueJson(ask(['production'])))).toMatchObject({
      due: [
        {
          environment: 'production',
          name: 'AGED',
          owner: 'data & <team>',
          due: '2026-10-30',
          previous: 'unrevoked',
          location: { file: 'environments/production.yaml' },
        },
      ],
    });
  });
});
