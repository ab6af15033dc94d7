import type { SynthResult } from '../../src/commands/synth';
import { createDiagnostic } from '../../src/diagnostics';
import { renderSynthText } from '../../src/views/synth';
import { pageOf } from '../support/hand-made';

const nothing: SynthResult = {
  texts: new Map(),
  workspace: null,
  plan: null,
  access: null,
  misuse: [],
  diagnostics: [],
  stacks: [],
};

describe('renderSynthText', () => {
  test('GIVEN stacks WHEN rendered THEN where each was written', () => {
    const stacks = [
      { name: 'foundation', file: 'cdktf.out/stacks/foundation/cdk.tf.json', resources: 1 },
      { name: 'dev', file: 'cdktf.out/stacks/dev/cdk.tf.json', resources: 10 },
    ];
    expect(renderSynthText({ ...nothing, stacks }, pageOf(80))).toBe(
      [
        'wrote 2 stacks',
        '  foundation  1 resource    cdktf.out/stacks/foundation/cdk.tf.json',
        '  dev         10 resources  cdktf.out/stacks/dev/cdk.tf.json',
        '',
      ].join('\n'),
    );
  });

  test('GIVEN a fault WHEN rendered THEN it, and that nothing was written', () => {
    const diagnostics = [createDiagnostic('debug-log', { variable: 'TF_LOG' }, null)];
    const lines = renderSynthText({ ...nothing, diagnostics }, pageOf(80)).split('\n');
    expect(lines[0]).toBe('error debug-log');
    expect(lines.slice(-3)).toEqual(['', 'refused: nothing was written', '']);
  });
});
