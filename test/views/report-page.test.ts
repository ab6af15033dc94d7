import * as fc from 'fast-check';
import { renderReportPage, scriptJson } from '../../src/views/report-page';
import { reportOf } from '../support/report-builder';

const page = 'a<script type="application/json" id="report"></script>b';
const report = reportOf({});

describe('data in a page', () => {
  test('GIVEN any data WHEN it is written THEN it is read again as it was, and no markup is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = scriptJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(/[<>&]/);
      }),
    );
  });

  test.each([
    ['</script><script>alert(1)</script>'],
    ['<!-- <script'],
    [']]>'],
    ['\u2028\u2029'],
    ['\u202e\u200b\u0000\u007f'],
    ['\ud800 alone'],
    ['$& $1 $`'],
  ])('GIVEN %j WHEN a report with it is written THEN it stays text', (text) => {
    const written = renderReportPage({ ...report, project: text }, page);
    expect(written.match(/<\/?script/g)).toHaveLength(2);
    expect(written).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    const data = written.slice(page.indexOf('></') + 1, -'</script>b'.length);
    expect((JSON.parse(data) as { project: string }).project).toBe(text);
  });

  test('GIVEN a page that has not one place for data THEN it is a fault of ours', () => {
    expect(() => renderReportPage(report, 'nothing')).toThrow('not one place');
    expect(() => renderReportPage(report, page + page)).toThrow('not one place');
  });
});
