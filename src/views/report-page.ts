import type { Report } from '../report';

/** The place in the page for its data. */
const place = '<script type="application/json" id="report"></script>';

/**
 * The whole page, for a browser.
 *
 * @param page - as it was packed when fanout was built: with its script, its style and its policy, without data
 */
export function renderReportPage(report: Report, page: string): string {
  const [before, after, ...more] = page.split(place);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error('The page of the report has not one place for its data');
  return `${before}${place.replace('><', () => `>${scriptJson(report)}<`)}${after}`;
}

/**
 * JSON that may stand in a script element: nothing in it ends that element, begins a comment, or is invisible.
 * https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
