import type { Page } from 'playwright-core';

/**
 * Every visible text of a page that stands out from its ground by less than 4.5 to 1, as `RATIO TEXT`:
 * https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
export function faintTexts(page: Page): Promise<string[]> {
  // As text: what runs in the page is not typed as what runs here.
  return page.evaluate(`(() => {
    const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
    const luminance = (color) => {
      const [r, g, b] = channels(color).map((each) => {
        const part = each / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const groundOf = (element) => {
      for (let each = element; each !== null; each = each.parentElement) {
        const { backgroundColor } = getComputedStyle(each);
        if ((channels(backgroundColor)[3] ?? 1) === 1) return backgroundColor;
      }
      return getComputedStyle(document.body).backgroundColor;
    };
    const faint = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (node.data.trim() === '' || !element.checkVisibility() || element.closest('script, .unseen')) continue;
      const { color, fill } = getComputedStyle(element);
      const [a, b] = [luminance(element.closest('svg') ? fill : color), luminance(groundOf(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) faint.add(ratio.toFixed(2) + ' ' + node.data.trim().slice(0, 40));
    }
    return [...faint];
  })()`) as Promise<string[]>;
}
