import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { findOnPath } from './tools';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The path of a browser, or undefined where there is none. */
export const findChromium = (env: NodeJS.ProcessEnv = process.env): string | undefined =>
  names.map((name) => findOnPath(name, env)).find((path) => path !== undefined);

/** A page, and everything that it did which it may not. */
export interface Visit {
  readonly page: Page;
  /** Messages of the console, exceptions, violations of the policy, and requests for anything but the file. */
  readonly faults: readonly string[];
}

/** Opens a file in a window of its own. */
export type Visitor = (file: string, options?: Partial<BrowserContextOptions>) => Promise<Visit>;

/** A suite that needs Chromium. Where there is none it is skipped, and with FANOUT_E2E=required it fails. */
export function describeChromium(name: string, tests: (visit: Visitor) => void): void {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    if (process.env.FANOUT_E2E !== 'required') {
      test.skip(name, () => undefined);
      return;
    }
    test(name, () => {
      throw new Error('FANOUT_E2E=required, but not on this machine: chromium');
    });
    return;
  }
  describe(name, () => {
    const contexts: BrowserContext[] = [];
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, headless: true, args: quiet });
    });
    afterEach(async () => {
      for (const context of contexts.splice(0)) await context.close();
    });
    afterAll(async () => {
      await browser?.close();
    });
    tests(async (file, options = {}) => {
      const context = await browser?.newContext(options);
      if (context === undefined) throw new Error('Chromium has not been started: ask inside a test');
      contexts.push(context);
      context.setDefaultTimeout(15_000);
      const visit = watch(await context.newPage(), `file://${file}`);
      await visit.page.goto(`file://${file}`);
      await visit.page.locator('#found:not(:empty)').waitFor();
      return visit;
    });
  });
}

/** It asks nothing of anybody by itself. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function watch(page: Page, address: string): Visit {
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== address) faults.push(`request: ${request.url()}`);
  });
  return { page, faults };
}
