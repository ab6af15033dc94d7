import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { CanonicalName } from '../../src/model';
import { applyFilters, type Builtin, type Filter, filters } from '../../src/plan/template';
import { expression, literal, quoted } from '../../src/stacks/escape';
import { filteredCode, templateExpression } from '../../src/stacks/template-expression';
import { hostileTexts } from '../support/hostile-texts';
import { describeReal, type Real } from './support/real';

/** What a value can be: any text that is UTF-8 in NFC and holds no NUL. */
const text = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom(...hostileTexts))
  .map((any) => any.replaceAll('\0', '').normalize('NFC'));

const chain = fc.array(fc.constantFrom<Filter>(...filters), { maxLength: 3 });

/** Terraform's own evaluation of each expression, in one run. */
async function evaluate(
  real: Real,
  codes: readonly string[],
  locals: Record<string, string> = {},
): Promise<string[]> {
  const folder = real.folder('expressions');
  const output = Object.fromEntries(codes.map((code, at) => [`o${at}`, { value: code }]));
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ locals, output }));
  await real.init(folder);
  const applied = await real.terraform(folder, ['apply', '-auto-approve', '-no-color']);
  if (applied.code !== 0) throw new Error(applied.output.slice(0, 3000));
  const { stdout } = await real.terraform(folder, ['output', '-json']);
  const values = JSON.parse(stdout) as Record<string, { value: string }>;
  return codes.map((_, at) => values[`o${at}`]?.value ?? '(none)');
}

const builtins: Record<Builtin, string> = {
  environment: 'dev',
  region: 'us-east-1',
  account: '123456789012',
  project: 'my-app',
  bucket: 'api',
};

describeReal('expressions in real terraform', (real) => {
  test('GIVEN hostile and random texts WHEN they are written as literals THEN Terraform reads exactly them', async () => {
    const texts = [...hostileTexts, ...fc.sample(text, { numRuns: 300, seed: 1 })];
    const codes = texts.flatMap((each) => [literal(each), expression(quoted(each))]);
    expect(await evaluate(real(), codes)).toEqual(texts.flatMap((each) => [each, each]));
  });

  test('GIVEN random chains of filters THEN Terraform gives byte for byte what planning gives', async () => {
    const cases = [
      ...hostileTexts.flatMap((value) => filters.map((filter) => ({ value, applied: [filter] }))),
      ...fc.sample(fc.record({ value: text, applied: chain }), { numRuns: 300, seed: 2 }),
    ];
    const locals = Object.fromEntries(cases.map(({ value }, at) => [`v${at}`, literal(value)]));
    const codes = cases.map(({ applied }, at) =>
      expression(`"\${${filteredCode(`local.v${at}`, applied)}}"`),
    );
    expect(await evaluate(real(), codes, locals)).toEqual(
      cases.map(({ value, applied }) => applyFilters(value, applied)),
    );
  });

  test('GIVEN random templates over secrets and configuration THEN Terraform gives what planning gives', async () => {
    const part = fc.oneof(
      text.map((each) => ({ kind: 'text' as const, text: each })),
      fc.record({ kind: fc.constantFrom('secret' as const, 'config' as const), text, applied: chain }),
    );
    const cases = fc.sample(fc.array(part, { maxLength: 5 }), { numRuns: 300, seed: 3 });
    const locals: Record<string, string> = {};
    const codes = cases.map((parts, at) => {
      const configuration: Record<string, string> = {};
      const template = parts.map((each, index) => {
        if (each.kind === 'text') return each.text.replace(/[{}]/g, '$&$&');
        const name = `V${at}_${index}`;
        if (each.kind === 'secret') locals[name] = literal(each.text);
        else configuration[name] = each.text;
        return `{${[name, ...each.applied].join(':')}}`;
      });
      const lookUp = (name: CanonicalName) => {
        const known = configuration[name];
        return known === undefined ? { code: `local.${name}` } : { text: known };
      };
      return expression(templateExpression(template.join(''), { builtins, lookUp }));
    });
    const expected = cases.map((parts) =>
      parts
        .map((each) => (each.kind === 'text' ? each.text : applyFilters(each.text, each.applied)))
        .join('')
        // Terraform does the same to every text that it makes.
        .normalize('NFC'),
    );
    expect(await evaluate(real(), codes, locals)).toEqual(expected);
  });
});
