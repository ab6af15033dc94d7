import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import type { DiffResult } from '../../src/commands/diff';
import { escapeInvisible } from '../../src/diagnostics';
import type { BucketName, CanonicalName, TargetName } from '../../src/model';
import { Comment } from '../../src/views/comment';
import { renderDiffJson } from '../../src/views/diff-json';
import { renderDiffMarkdown } from '../../src/views/diff-markdown';
import { renderDiffText } from '../../src/views/diff-text';
import { codeSpan, escapeProse } from '../../src/views/markdown';
import { drawFanOut } from '../../src/views/mermaid';
import { compared } from '../plan/diff/support';
import { pageOf } from '../support/hand-made';
import { hostileTexts } from '../support/hostile-texts';
import { ciphertext, planned, type WorkspaceParts, workspaceTexts } from '../support/workspace-builder';

const schema = JSON.parse(readFileSync(join(__dirname, '../../schemas/output/diff.schema.json'), 'utf8'));

function resultOf(before: WorkspaceParts | null, after: WorkspaceParts): DiffResult {
  const { diagnostics: found, ...diff } = compared(before, after);
  const { workspace, plan, diagnostics } = planned(after);
  const base = {
    commit: 'a'.repeat(40),
    ref: 'origin/main',
    isMergeBase: true,
    state: 'planned' as const,
    shallow: true,
    texts: new Map(),
    diagnostics: [],
  };
  return {
    workspace,
    plan,
    access: null,
    texts: workspaceTexts(after),
    diagnostics: [...diagnostics, ...found],
    misuse: [],
    comparison: { base, diff },
  };
}

const kms = (seed: string) => ({ kms: ciphertext(seed) });

const before = {
  manifest: { tags: { Team: 'a' } },
  canonical: {
    A: null,
    B: null,
    C: null,
    D: null,
    E: null,
    F: null,
    G: null,
    URL: { kind: 'config' },
  },
  mappings: {
    shared: {
      A: 'SHARED__A',
      B: 'SHARED__B',
      E: 'SHARED__E',
      URL: 'SHARED__URL',
    },
  },
  buckets: {
    api: {
      include: [{ originals: true, except: ['G'] }, { mapping: 'shared' }, { values: { DSN: '{A}@{URL}' } }],
    },
    worker: { include: [{ mapping: 'shared' }] },
    old: { include: [{ originals: true, only: ['G'] }] },
  },
  environments: {
    dev: {
      values: {
        A: kms('A'),
        B: kms('B'),
        C: kms('C'),
        D: { ssm: '/d', revision: 2 },
        E: kms('E'),
        F: { ssm: '/f', revision: 1 },
        G: kms('G'),
        URL: 'https://old',
      },
    },
    production: {
      protected: true,
      values: {
        A: kms('pA'),
        B: kms('pB'),
        C: kms('pC'),
        D: null,
        E: kms('pE'),
        F: null,
        G: kms('pG'),
        URL: 'https://prod',
      },
    },
    gone: {
      values: {
        A: null,
        B: null,
        C: null,
        D: null,
        E: null,
        F: null,
        G: null,
        URL: 'x',
      },
    },
  },
} satisfies WorkspaceParts;

/** As many kinds of change as one pair of workspaces can have. */
const after: WorkspaceParts = {
  manifest: {
    tags: { Team: 'b' },
    publicPrefixes: ['VITE_'],
    access: { guardrail: { scope: 'project' } },
  },
  canonical: {
    A: { final: true },
    B: null,
    D: null,
    E2: null,
    F: null,
    G: null,
    H: null,
    URL: { kind: 'config' },
  },
  mappings: {
    shared: { A: 'SHARED__A2', E2: 'SHARED__E', URL: 'SHARED__URL' },
    extra: { B: 'SHARED__B', G: 'SHARED__G' },
  },
  buckets: {
    api: {
      include: [
        { originals: true, except: ['G'] },
        { mapping: 'shared' },
        { mapping: 'extra' },
        { values: { DSN: '{B}@{URL}' } },
      ],
      excludeFromPreview: ['URL'],
    },
    worker: {
      secretName: 'w-{environment}',
      include: [{ mapping: 'shared' }, { mapping: 'extra' }],
    },
    fresh: { include: [{ originals: true, only: ['A'] }] },
  },
  environments: {
    dev: {
      values: {
        A: kms('A2'),
        B: null,
        D: { ssm: '/d', revision: 1 },
        E2: kms('E2'),
        F: { variable: true, revision: 1 },
        G: kms('G'),
        H: kms('H'),
        URL: 'https://new',
      },
    },
    production: {
      protected: true,
      recoveryWindow: 7,
      values: {
        A: kms('pA'),
        B: kms('pB'),
        D: kms('pD'),
        E2: kms('pE2'),
        F: null,
        G: kms('pG'),
        H: null,
        URL: 'https://prod',
      },
    },
    'dev-alice': { extends: 'dev', protected: false },
  },
};

describe('the JSON', () => {
  test.each([
    ['much', before, after],
    ['everything', null, after],
    ['nothing', after, after],
  ])('GIVEN %s that changes WHEN rendered THEN it is valid', (_, was, is) => {
    const ajv = new Ajv({
      strict: true,
      allErrors: true,
      discriminator: false,
    });
    ajv.validate(schema, JSON.parse(renderDiffJson(resultOf(was, is))));
    expect(ajv.errors).toBeNull();
  });

  test('GIVEN much that changes THEN nearly every kind is tested by it', () => {
    const { changes } = JSON.parse(renderDiffJson(resultOf(before, after))) as {
      changes: { kind: string }[];
    };
    expect([...new Set(changes.map(({ kind }) => kind))].sort()).toMatchInlineSnapshot(`
      [
        "access-changed",
        "bucket-added",
        "bucket-removed",
        "canonical-changed",
        "config-changed",
        "entry-renamed",
        "environment-added",
        "environment-changed",
        "environment-removed",
        "layer-moved",
        "manifest-changed",
        "name-added",
        "name-removed",
        "name-renamed",
        "preview-changed",
        "reverted",
        "rotated",
        "source-changed",
        "status-changed",
        "tag-changed",
        "target-added",
        "target-changed",
        "target-renamed",
        "value-set",
        "value-unset",
      ]
    `);
  });
});

describe('the text', () => {
  test('GIVEN much that changes WHEN rendered THEN heaviest first, with what follows from it', () => {
    expect(renderDiffText(resultOf(before, after), pageOf(100))).toMatchInlineSnapshot(`
      "error unset-value  environments/dev.yaml:8:3
        Bucket api is incomplete in dev-alice: B without a value, and it may be live
            8 |   B:
              |   ^
        hint: A live entry is never written in part. Set B with: fanout set dev-alice B

      error unset-value  environments/dev.yaml:8:3
        Bucket api is incomplete in dev: B without a value, and it may be live
            8 |   B:
              |   ^
        hint: A live entry is never written in part. Set B with: fanout set dev B

      error unset-value  environments/dev.yaml:8:3
        Bucket worker is incomplete in dev-alice: B without a value, and it may be live
            8 |   B:
              |   ^
        hint: A live entry is never written in part. Set B with: fanout set dev-alice B

      error unset-value  environments/dev.yaml:8:3
        Bucket worker is incomplete in dev: B without a value, and it may be live
            8 |   B:
              |   ^
        hint: A live entry is never written in part. Set B with: fanout set dev B

      warning local-state  environments/production.yaml:4:1
        The protected environment production keeps its Terraform state in a local file
            4 | environment:
              | ^^^^^^^^^^^
        hint: Add "backend: { s3: { bucket, key, region } }" to environments/production.yaml.

      error unset-value  environments/production.yaml:14:3
        Bucket api is incomplete in production: 2 names without a value, and it may be live
           14 |   F:
              |   ^
        hint: A live entry is never written in part. Set F and H with: fanout set production NAME

      compared with aaaaaaaaaaaa (merge base with origin/main)
        This clone is shallow: whether a rotated value went back to an earlier one is not known
        (fetch-depth: 0).

      Who can read what
        bucket fresh added (ready, entry shop/production/fresh) in production; it holds A
            → fresh (1 target)
        G newly reaches other buckets in production
            → api (SHARED__G), worker (SHARED__G)
            restart: worker
        environment dev-alice added, extends dev
            → api (13 targets), fresh (1 target), worker (5 targets)
        access: developers: nothing → {"identityTag": "Developer"}
        access: entryPolicies: nothing → protected
        access: guardrail: nothing → {"scope": "project"}
        publicPrefixes: EXPO_PUBLIC_, GATSBY_, NEXT_PUBLIC_, NUXT_PUBLIC_, PUBLIC_,… → VITE_
        A: final: false → true
        bucket fresh added (ready, entry shop/dev/fresh) in dev; it holds A
            → fresh (1 target)
        G newly reaches other buckets in dev
            → api (SHARED__G), worker (SHARED__G)

      What disappears
        bucket old removed, with its entry shop/production/old in production
            was in old (1 target)
            warning The deploy schedules its entry for deletion, and what still reads it fails. Take its
            readers away first; in a protected environment an administrator retires it.
        entry of bucket worker has another name in production: shop/production/worker → w-production
            → worker
            warning A new entry is made and the old one is scheduled for deletion: what reads it by name
            has to be deployed with the new one.
        C removed in production
            was in api (C)
        target E renamed to E2 in production
            → api (E2)
        target SHARED__A renamed to SHARED__A2 in production
            → api (SHARED__A2), worker (SHARED__A2)
            restart: worker
            warning A deployed entry loses the old name (worker). In two steps: first map both names and
            deploy services that read the new one, then remove the old one.
        environment gone removed
            was in api (12 targets), old (1 target), worker (4 targets)
            warning Its stack is no longer synthesized: what it made stays in AWS until somebody destroys
            it, and its key is let go only where "retired" names it.
        bucket old removed, with its entry shop/dev/old in dev
            was in old (1 target)
            warning The deploy schedules its entry for deletion, and what still reads it fails. Take its
            readers away first; in a protected environment an administrator retires it.
        entry of bucket worker has another name in dev: shop/dev/worker → w-dev
            → worker
            warning A new entry is made and the old one is scheduled for deletion: what reads it by name
            has to be deployed with the new one.
        bucket api goes from ready to incomplete in dev: B without a value
            → api
        bucket worker goes from ready to incomplete in dev: B without a value
            → worker
        C removed in dev
            was in api (C)
            warning A deployed entry loses it (api). In two steps: first deploy services that no longer
            read it, then remove it here.
        B has no value any more in dev
            → api (B, DSN and SHARED__B), worker (SHARED__B)
        target E renamed to E2 in dev
            → api (E2)
            warning A deployed entry loses the old name (api). In two steps: first map both names and
            deploy services that read the new one, then remove the old one.
        target SHARED__A renamed to SHARED__A2 in dev
            → api (SHARED__A2), worker (SHARED__A2)
            warning A deployed entry loses the old name (api, worker). In two steps: first map both names
            and deploy services that read the new one, then remove the old one.

      Protected environments
        environment production: days in which a deleted entry can be restored 30 → 7
        E renamed to E2 in production
            → api (E2 and SHARED__E), worker (SHARED__E)
            restart: worker
        H added in production, without a value yet
            → api (H)
        D has its first value in production
            → api (D)
        target DSN is computed otherwise in dev and production: {A}@{URL} → {B}@{URL}
            → api (DSN)
        1 target moved from mapping:shared to mapping:extra in dev and production
            → api (SHARED__B), worker (SHARED__B)
        tag Team in dev and production: a → b
            → api, worker
        bucket api gives previews other targets in dev and production, without URL
            → api

      Everything else
        E renamed to E2 in dev
            → api (E2 and SHARED__E), worker (SHARED__E)
        H added in dev
            → api (H)
        D went back to an earlier revision in dev
            → api (D)
        F comes from a variable of the deploy and no longer from a parameter in dev
            → api (F)
        A rotated in dev
            → api (A and SHARED__A2), fresh (A), worker (SHARED__A2)
        URL changed in dev: https://old → https://new
            → api (DSN, SHARED__URL and URL), worker (SHARED__URL)

      What must restart
        production: worker

      Parity
        production lacks 2 names that other environments have: F and H; since this change H

      5 errors, 38 changes: 10 in who can read what, 14 in what disappears, 8 in protected environments, 6 in everything else
      "
    `);
  });

  test('GIVEN long texts that differ at their ends THEN the difference is seen, in whole characters', () => {
    const withUrl = (end: string, reader: string): WorkspaceParts => ({
      canonical: { A: null, URL: { kind: 'config' } },
      manifest: {
        access: {
          readers: {
            agents: {
              buckets: ['app'],
              environments: ['dev'],
              principals: [reader],
            },
          },
        },
      },
      environments: {
        dev: {
          values: {
            A: kms('A'),
            URL: `https://${'long-'.repeat(40)}${'😀'.repeat(12)}${end}`,
          },
        },
      },
    });
    const arn = (name: string) => `arn:aws:iam::123456789012:role/${'a-long-path/'.repeat(15)}${name}`;
    const result = resultOf(withUrl('/old', arn('old')), withUrl('/new', arn('new')));
    for (const text of [
      renderDiffText(result, pageOf(80)).replace(/\s+/g, ' '),
      renderDiffMarkdown(result).replaceAll('`', ''),
    ]) {
      expect(text).toContain('URL changed in dev: …😀😀😀😀😀😀😀😀/old → …😀😀😀😀😀😀😀😀/new');
      expect(text).toContain(`readers.agents.principals: ${arn('old')} → ${arn('new')}`);
    }
  });

  test('GIVEN what production lacks on purpose since this change THEN that is said too', () => {
    const withB = (b: Record<string, unknown> | null): WorkspaceParts => ({
      canonical: { A: null, B: b },
      environments: {
        dev: { values: { A: kms('A'), B: kms('B') } },
        production: {
          protected: true,
          values: { A: kms('A2'), ...(b === null ? { B: kms('B2') } : {}) },
        },
      },
    });
    expect(renderDiffText(resultOf(withB(null), withB({ environments: ['dev'] })), pageOf(80))).toContain(
      'Parity\n  production is on purpose without B, since this change\n',
    );
  });

  test('GIVEN nothing that changes THEN it says so', () => {
    const sound = {
      canonical: { A: null },
      environments: { dev: { values: { A: kms('A') } } },
    };
    expect(renderDiffText(resultOf(sound, sound), pageOf(80))).toBe(
      'compared with aaaaaaaaaaaa (merge base with origin/main)\n\nno changes\n',
    );
  });
});

/** What a comment may be made of: our own folds, and no other HTML, link or picture. */
function strangeTokens(markdown: string): string[] {
  const parser = new MarkdownIt({ html: true, linkify: true });
  const tokens = parser.parse(markdown, {});
  const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
  const fold = /^(?:<details(?: open)?><summary>[^<>]*<\/summary>|<\/details>)\n?$/;
  return all
    .filter(({ type, content }) => {
      if (type === 'html_block') return !fold.test(content);
      return /^(?:html_inline|link_|image|heading_|em_|s_|table_|blockquote_|code_block)/.test(type);
    })
    .map(({ type, content, tag }) => `${type} ${tag} ${content}`)
    .filter((token) => !/^heading_(?:open|close) h2 |^em_|^blockquote_/.test(token));
}

describe('the Markdown', () => {
  test('GIVEN much that changes WHEN rendered THEN folded sections, heaviest open, with a picture', () => {
    const markdown = renderDiffMarkdown(resultOf(before, after));
    expect(strangeTokens(markdown)).toEqual([]);
    expect(markdown).toContain('<details open><summary>Who can read what (');
    expect(markdown).toContain('```mermaid\nflowchart LR\n');
    expect(markdown.match(/<details/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
  });

  test('GIVEN hostile texts WHEN they stand in a change THEN they stay text', () => {
    const hostile = [
      ...hostileTexts,
      '<script>alert(1)</script>',
      '`` ` ``',
      '</details>',
      '![x](https://x)',
      '@everyone #1',
      '```\n# x',
      '<!-- x',
      '| a | b |',
      'www.example.com',
      ' ` ',
    ];
    for (const text of hostile) {
      const with_ = (value: string): WorkspaceParts => ({
        manifest: { publicPrefixes: [`X${value}`] },
        buckets: {
          api: {
            include: [{ originals: true }, { values: { T: value.replace(/[{}]/g, '') } }],
          },
        },
        canonical: { URL: { kind: 'config' } },
        environments: {
          dev: { branches: [`b${value}`], values: { URL: value } },
        },
      });
      const markdown = renderDiffMarkdown(resultOf(with_('before'), with_(text)));
      expect([text, strangeTokens(markdown)]).toEqual([text, []]);
      expect(markdown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    }
  });

  test('GIVEN any text WHEN it is code THEN it reads as it was written', () => {
    const parser = new MarkdownIt({ html: true, linkify: true });
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'ab`<> \\\\@'),
          minLength: 1,
          maxLength: 12,
        }),
        (text) => {
          fc.pre(text.trim() !== '');
          const [inline] = parser.parseInline(`x ${codeSpan(text)} x`, {});
          const codes = (inline?.children ?? []).filter(({ type }) => type !== 'text');
          expect(codes.map(({ type, content }) => [type, content])).toEqual([['code_inline', text]]);
        },
      ),
    );
  });

  test('GIVEN names that Mermaid could read WHEN drawn THEN they are entities', () => {
    const change = (name: string, target: string) => ({
      gist: { kind: 'rotated' as const, name: name as CanonicalName },
      weight: 'rest' as const,
      environments: [],
      reach: [{ bucket: name as BucketName, targets: [target as TargetName] }],
      restarts: [],
      warning: null,
    });
    const lines = drawFanOut([change('"];click', 'a|b"<br>')]) ?? [];
    expect(lines).toEqual([
      'flowchart LR',
      '  n0["#34;#93;#59;click"]',
      '  b0[("#34;#93;#59;click")]',
      '  n0 -->|"a#124;b#34;#60;br#62;"| b0',
    ]);
  });

  test('GIVEN any prose WHEN escaped THEN it reads as it was written', () => {
    const parser = new MarkdownIt({ html: true, linkify: true });
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'ab.:/@#<>&*_`[]()!~|\\$'),
          maxLength: 20,
        }),
        (text) => {
          const [inline] = parser.parseInline(`x${escapeProse(text)}x`, {});
          const children = inline?.children ?? [];
          expect(children.every(({ type }) => type === 'text' || type === 'text_special')).toBe(true);
          expect(children.map(({ content }) => content).join('')).toBe(`x${escapeInvisible(text)}x`);
        },
      ),
    );
  });

  test('GIVEN more errors than a comment can hold WHEN rendered THEN what changes has its room, and it fits', () => {
    const names = Array.from({ length: 600 }, (_, index) => `NAME_${'X'.repeat(60)}_${index}`);
    const of = (value: (name: string) => unknown, prefix: string): WorkspaceParts => ({
      canonical: Object.fromEntries(names.map((name) => [name, null])),
      mappings: {
        shared: Object.fromEntries(names.map((name) => [name, [`${prefix}A_${name}`, `${prefix}B_${name}`]])),
      },
      buckets: { app: { include: [{ mapping: 'shared' }] } },
      environments: { dev: { values: Object.fromEntries(names.map((name) => [name, value(name)])) } },
    });
    const markdown = renderDiffMarkdown(
      resultOf(
        of(kms, 'OLD_'),
        of(() => 'in plain text', 'NEW_'),
      ),
    );
    expect(Buffer.byteLength(markdown)).toBeLessThan(65_536);
    expect(markdown).toMatch(
      /60\d errors to correct first[\s\S]*- and 55\d more[\s\S]*mermaid[\s\S]*What disappears/,
    );
    expect(markdown.split('What disappears')[1]?.match(/^- /gm)?.length).toBeGreaterThan(50);
  });

  test('GIVEN a comment that is nearly full WHEN something is offered THEN it is left out, and frames still fit', () => {
    const page = new Comment('fanout diff');
    page.section(
      'long',
      Array.from({ length: 1000 }, () => 'x'.repeat(1000)),
      true,
    );
    page.offer('picture '.repeat(200));
    page.put('count');
    expect(page.text()).not.toContain('picture');
    expect(page.text()).toContain('count');
  });

  test('GIVEN a change that is larger than any comment WHEN rendered THEN it fits, and says what is missing', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `NAME_${'X'.repeat(40)}_${index}`);
    const of = (value: (name: string) => unknown): WorkspaceParts => ({
      canonical: Object.fromEntries(names.map((name) => [name, { kind: 'config', description: 'ü' }])),
      environments: {
        dev: {
          values: Object.fromEntries(names.map((name) => [name, value(name)])),
        },
        production: {
          protected: true,
          values: Object.fromEntries(names.map((name) => [name, value(name)])),
        },
      },
    });
    const markdown = renderDiffMarkdown(
      resultOf(
        of(() => '漢'.repeat(100)),
        of((name) => `字${name}`),
      ),
    );
    expect(markdown.length).toBeLessThan(65_536);
    expect(Buffer.byteLength(markdown)).toBeLessThan(65_536);
    expect(markdown).toMatch(/- and \d+ more: see `fanout diff`/);
    expect(markdown).toContain('What must restart');
    expect(strangeTokens(markdown)).toEqual([]);
  });
});
