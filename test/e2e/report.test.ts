import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { folderOf, removeFolders, runCli } from '../support/cli';
import { ciphertext, workspaceTexts } from '../support/workspace-builder';
import { builtProduct } from './support/built';
import { describeChromium, type Visitor } from './support/chromium';
import { faintTexts } from './support/contrast';

const { workspaceOf } = require('../../bench/workspace-of.cjs') as {
  workspaceOf: (names: number, environments: number) => Map<string, string>;
};

const hostile = '</script><script>document.title = "taken"</script><img src=x onerror=alert(1)>\u202e\u2028';
const kms = (seed: string, rotated?: string) => ({
  kms: ciphertext(seed),
  ...(rotated === undefined ? {} : { rotated }),
});
const service = (...buckets: string[]) => ({ buckets, ecs: { cluster: 'c' } });

const shop = workspaceTexts({
  manifest: {
    access: {
      services: { web: service('api', 'web'), jobs: service('worker') },
      readers: {
        audit: {
          buckets: ['web'],
          environments: ['dev'],
          principals: ['arn:aws:iam::123456789012:role/audit'],
        },
      },
      breakGlass: { permissionSet: 'BreakGlass' },
    },
  },
  buckets: {
    api: {
      description: hostile,
      include: [
        { originals: true, only: ['DB_*'] },
        { values: { GREETING: `{DB_URL}${hostile.replaceAll(/[{}]/g, '')}` } },
      ],
    },
    web: { include: [{ mapping: 'web' }] },
    worker: { include: [{ originals: true, except: ['DB_URL'] }] },
  },
  canonical: {
    DB_KEY: { description: hostile, owner: hostile, rotateEvery: '90d' },
    DB_URL: { kind: 'config' },
    MAIL_KEY: { environments: ['dev'] },
    SMS_KEY: {},
  },
  mappings: { web: { DB_URL: ['NEXT_PUBLIC_ADDRESS', 'ADDRESS'] } },
  environments: {
    dev: {
      values: {
        DB_KEY: kms('dev', '2026-11-01'),
        DB_URL: hostile,
        MAIL_KEY: kms('mail'),
        SMS_KEY: kms('sms'),
      },
    },
    production: {
      protected: true,
      values: { DB_KEY: kms('production', '2026-01-01'), DB_URL: 'https://db.example.com', SMS_KEY: null },
    },
  },
});

describeChromium('the page of fanout report', (visit: Visitor) => {
  let small: string;
  let large: string;

  const report = async (texts: ReadonlyMap<string, string>): Promise<string> => {
    const cwd = folderOf(texts);
    const { stdout } = await runCli(['report'], { cwd });
    expect(stdout).toContain('wrote fanout-report.html');
    return join(cwd, 'fanout-report.html');
  };
  beforeAll(async () => {
    builtProduct();
    small = await report(shop);
    const services = Array.from(
      { length: 20 },
      (_, at) => `    service-${at}: { buckets: [bucket-${at}], ecs: { cluster: c } }\n`,
    );
    const texts = workspaceOf(1000, 3);
    large = await report(
      texts.set('fanout.yaml', `${texts.get('fanout.yaml')}access:\n  services:\n${services.join('')}`),
    );
  }, 120_000);
  afterAll(removeFolders);

  const visibleNames = (page: Page) => page.locator('#names [role=option]:visible .text').allTextContents();
  const litNodes = async (page: Page) =>
    (await page.locator('.lit .nodes g.on text').allTextContents()).sort();
  const details = (page: Page) => page.locator('#details');

  test('GIVEN a report WHEN opened from disk THEN everything is shown, and nothing else is asked for', async () => {
    const { page, faults } = await visit(small);
    expect(await page.title()).toBe('shop: fanout report');
    expect(await page.locator('#facts').textContent()).toContain(
      'as of 2026-11-22 · 4 names · 3 buckets · 2 environments',
    );
    expect(await page.locator('h2').allTextContents()).toEqual([
      'Fan-out',
      'Access',
      'Rotation',
      'Parity of environments',
      'Diagnostics',
    ]);
    expect(await page.locator('.nodes g').count()).toBe(10);
    expect(await textOf(page.locator('#rotation tbody tr').first())).toMatch(
      /DB_KEY\s+production\s+overdue\s+2026-01-01\s+325 days/,
    );
    expect(await page.locator('#parity tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^SMS_KEY\s+encrypted in git\s+no value yet$/),
      expect.stringMatching(/^MAIL_KEY\s+encrypted in git\s+absent on purpose$/),
    ]);
    expect(await page.locator('#diagnostics li').count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  test('GIVEN texts that are markup WHEN shown THEN they stay text, and what is invisible in them is seen', async () => {
    const { page, faults } = await visit(small);
    await page.locator('#names [role=option]', { hasText: 'DB_KEY' }).click();
    const shown = hostile.replace('\u202e', '\\u{202e}').replace('\u2028', '\\u{2028}');
    expect(await details(page).locator('dd').allTextContents()).toEqual([shown, shown]);
    await page.locator('#names [role=option]', { hasText: 'DB_URL' }).click();
    expect(await details(page).locator('td').allTextContents()).toContain(shown);
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toBe('shop: fanout report');
    expect(faults).toEqual([]);
  });

  test('GIVEN the policy of the page WHEN something gets in all the same THEN it neither runs nor asks a network', async () => {
    const { page, faults } = await visit(small);
    const blocked: (string | undefined)[] = [];
    page.on('requestfailed', (request) => blocked.push(request.failure()?.errorText));
    await page.evaluate(`
      const script = document.createElement('script');
      try { script.textContent = 'document.title = "taken"'; } catch {}
      document.body.append(script);
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.body.append(style);
      fetch('https://example.com/').catch(() => {});
      new Image().src = 'https://example.com/x.png';
    `);
    expect(await page.evaluate(`try { document.body.innerHTML = 'x'; 'set' } catch (e) { e.name }`)).toBe(
      'TypeError',
    );
    expect(await page.title()).toBe('shop: fanout report');
    expect(await page.locator('main').isVisible()).toBe(true);
    const requests = faults.filter((fault) => fault.startsWith('request'));
    expect(blocked).toEqual(requests.map(() => 'csp'));
    expect(
      faults.filter((fault) => /^console error: .*Content Security Policy/.test(fault)).length,
    ).toBeGreaterThan(2);
  });

  test('GIVEN words WHEN searched THEN names, keys and descriptions are found, and how many is read out', async () => {
    const { page, faults } = await visit(small);
    const found = page.locator('#found');
    expect(await found.getAttribute('aria-live')).toBe('polite');
    await page.fill('#query', 'next_public');
    await expectText(found, '1 of 4 names');
    expect(await visibleNames(page)).toEqual(['DB_URL']);
    expect(await page.locator('.nodes g').count()).toBe(5);
    await page.fill('#query', 'nowhere');
    await expectText(found, '0 of 4 names');
    expect(await page.locator('.nodes g').count()).toBe(0);
    await page.press('#query', 'Escape');
    await expectText(found, '4 of 4 names');
    expect(faults).toEqual([]);
  });

  test('GIVEN filters WHEN chosen THEN all sections follow', async () => {
    const { page, faults } = await visit(small);
    const found = page.locator('#found');
    await page.selectOption('#bucket', 'worker');
    await expectText(found, '3 of 4 names');
    expect(await textOf(page.locator('#access .matrix thead').first())).toMatch(/^Principal\s+worker$/i);
    await page.selectOption('#kind', 'config');
    await expectText(found, '0 of 4 names');
    await page.click('#reset');
    await expectText(found, '4 of 4 names');
    await page.selectOption('#environment', { label: 'production (protected)' });
    await expectText(found, '3 of 4 names');
    expect(await page.locator('#access > div > details').count()).toBe(1);
    expect(new Set(await page.locator('#rotation tbody td:nth-child(2)').allTextContents())).toEqual(
      new Set(['production']),
    );
    expect(faults).toEqual([]);
  });

  test('GIVEN a name WHEN chosen by keyboard THEN its whole way stands out, and is told in words; Escape lets go', async () => {
    const { page, faults } = await visit(small);
    await page.focus('#query');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.id')).toBe('names');
    await page.keyboard.press('ArrowDown');
    expect(await litNodes(page)).toEqual(['DB_KEY', 'api', 'jobs', 'web', 'worker']);
    await page.keyboard.press('End');
    expect(await litNodes(page)).toEqual(['SMS_KEY', 'jobs', 'worker']);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const active = await page.locator('#names').getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    expect(await page.locator(`#${active} .text`).textContent()).toBe('DB_URL');
    expect(await details(page).locator('tbody tr').allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^web\s+NEXT_PUBLIC_ADDRESS\s+mapping:web\s+all\s+web, audit$/),
      ]),
    );
    await page.keyboard.press('Escape');
    expect(await page.locator('.lit').count()).toBe(0);
    expect(await textOf(details(page))).toBe('Nothing is chosen.');
    expect(faults).toEqual([]);
  });

  test('GIVEN the picture WHEN arrow keys go through it THEN each node can be chosen', async () => {
    const { page, faults } = await visit(small);
    await page.locator('#names').focus();
    await page.keyboard.press('Tab');
    const label = () => page.evaluate('document.activeElement.getAttribute("aria-label")');
    expect(await label()).toMatch(/, goes to \d buckets?$/);
    await page.keyboard.press('ArrowRight');
    expect(await label()).toMatch(/^bucket \w+, \d+ keys?, read by \d readers?$/);
    await page.keyboard.press('Enter');
    expect(await page.locator('.nodes g[aria-pressed=true]').count()).toBe(1);
    expect(await textOf(details(page))).toContain('Its entries');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    expect(await textOf(details(page))).toContain('What it reads');
    expect(await page.locator('.nodes g[tabindex="0"]').count()).toBe(1);
    expect(faults).toEqual([]);
  });

  test('GIVEN who may do what WHEN asked why THEN the statement that decides is named', async () => {
    const { page, faults } = await visit(small);
    const row = page.locator('#access tr', { hasText: 'execution.production.web' }).first();
    expect((await textOf(row)).replace(/\s+/g, ' ')).toBe('execution.production.web R read R read ✕ denied');
    await row.locator('button').press('Enter');
    expect(await row.locator('button').getAttribute('aria-expanded')).toBe('true');
    expect(await textOf(page.locator('#access tr.why:visible'))).toMatch(
      /read may: execution\.production\.web \w+ \(api, web\)/,
    );
    expect(faults).toEqual([]);
  });

  test('GIVEN every control WHEN tabbed through THEN it has a name, and the focus is seen', async () => {
    const { page } = await visit(small);
    const unseen: string[] = [];
    let stops = 0;
    for (; stops < 200; stops += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate('document.activeElement === document.body')) break;
      const seen = await page.evaluate(`(() => {
        const { outlineStyle } = getComputedStyle(document.activeElement);
        const mark = document.activeElement.querySelector(':scope > rect');
        return outlineStyle !== 'none' || (mark !== null && getComputedStyle(mark).strokeWidth === '4px');
      })()`);
      if (seen !== true) unseen.push(await page.evaluate('document.activeElement.outerHTML.slice(0, 80)'));
    }
    expect(unseen).toEqual([]);
    expect(stops).toBeGreaterThan(20);
    expect(stops).toBeLessThan(60);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const controls = [
      'button',
      'searchbox',
      'combobox',
      'listbox',
      'option',
      'link',
      'region',
      'table',
      'navigation',
      'search',
    ];
    const nameless = nodes.filter(
      ({ role, name, ignored }) => !ignored && controls.includes(String(role?.value)) && !name?.value,
    );
    expect(nameless.map(({ role }) => role?.value)).toEqual([]);
    for (const role of ['banner', 'main', 'navigation', 'search', 'contentinfo', 'listbox'])
      expect(nodes.some((node) => node.role?.value === role)).toBe(true);
  });

  test.each(['light', 'dark'] as const)(
    'GIVEN a %s page WHEN read THEN every text stands out from its ground',
    async (colorScheme) => {
      const { page, faults } = await visit(small, { colorScheme });
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(ground).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(18, 22, 27)');
      expect(await faintTexts(page)).toEqual([]);
      await page.locator('#names [role=option]').first().click();
      await page.locator('#picture-table summary').click();
      expect(await faintTexts(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
  );

  test('GIVEN a telephone, or paper THEN nothing is cut off, and paper shows what is folded', async () => {
    const { page, faults } = await visit(small, { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.locator('#names [role=option]').first().click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const widths = await page
      .locator('td:has(code)')
      .evaluateAll((cells) => cells.map((cell) => cell.clientWidth));
    expect(Math.min(...widths.filter((width) => width > 0))).toBeGreaterThan(140);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  describe('with a thousand names and twenty buckets', () => {
    test('GIVEN them WHEN opened, searched and chosen from THEN the picture stays small, and answers at once', async () => {
      const began = Date.now();
      const { page, faults } = await visit(large);
      expect(Date.now() - began).toBeLessThan(10_000);
      expect(await page.locator('#names [role=option]').count()).toBe(1000);
      const [nodes, bands] = [
        await page.locator('.nodes g').count(),
        await page.locator('.links path').count(),
      ];
      expect([nodes, bands]).toEqual([42, 60]);
      expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(8000);
      await page.fill('#query', 'name_99');
      await expectText(page.locator('#found'), '11 of 1,000 names');
      expect(await page.locator('.nodes g').count()).toBe(51);
      await page.press('#query', 'Escape');
      await expectText(page.locator('#found'), '1,000 of 1,000 names');
      const took = await page.evaluate(`(async () => {
        const list = document.querySelector('#names');
        const start = performance.now();
        for (let i = 0; i < 10; i += 1) {
          list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
          await new Promise(requestAnimationFrame);
        }
        return (performance.now() - start) / 10;
      })()`);
      expect(took).toBeLessThan(500);
      expect(await page.locator('.lit .nodes g.on').count()).toBe(41);
      expect(faults).toEqual([]);
    });

    test('GIVEN a long table WHEN more is asked for THEN more rows are made, and all of them on paper', async () => {
      const { page } = await visit(large);
      const rows = page.locator('#rotation tbody tr');
      expect(await rows.count()).toBe(50);
      await page.click('#rotation button.more');
      expect(await rows.count()).toBe(100);
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      expect(await rows.count()).toBe(2250);
    });
  });
});

/** What is seen of the elements: one line, white space as it is. */
const textOf = async (locator: ReturnType<Page['locator']>): Promise<string> =>
  (await locator.allInnerTexts()).join('').trim();

/** Waits for a text that comes a frame after what caused it. */
async function expectText(locator: ReturnType<Page['locator']>, text: string): Promise<void> {
  await locator.filter({ hasText: new RegExp(`^${text}$`) }).waitFor({ timeout: 10_000 });
}
