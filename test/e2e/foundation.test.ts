import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentName } from '../../src/model';
import type { FanOutPlan, KeyPlan } from '../../src/plan/plan';
import { buildKey, buildPlan } from '../support/plan-builder';
import { describeReal } from './support/real';
import { Deployment } from './support/stack';

describeReal('the foundation in real KMS', (real) => {
  let deployment: Deployment;
  const planOf = (keys: readonly KeyPlan[], retired: readonly string[] = []): FanOutPlan =>
    buildPlan({}, { foundation: { keys, retired: retired as EnvironmentName[] } });
  const aliases = async (): Promise<string[]> => {
    const { Aliases } = await real().aws('TrentService.ListAliases', {});
    return (Aliases as { AliasName: string; TargetKeyId?: string }[])
      .filter(({ TargetKeyId, AliasName }) => TargetKeyId !== undefined && AliasName.includes('my-app'))
      .map(({ AliasName }) => AliasName)
      .sort();
  };
  const keyOf = async (environment: string) =>
    (await real().aws('TrentService.DescribeKey', { KeyId: `alias/my-app/${environment}` })).KeyMetadata;

  beforeAll(() => {
    deployment = new Deployment(real());
  });

  test('GIVEN two environments WHEN deployed THEN each has a key that rotates, under its alias', async () => {
    deployment.synthesize(planOf([buildKey('dev'), buildKey('production')]));
    await deployment.deploy('foundation');
    expect(await aliases()).toEqual(['alias/my-app/dev', 'alias/my-app/production']);
    const { KeyId } = await keyOf('production');
    expect(await real().aws('TrentService.GetKeyRotationStatus', { KeyId })).toMatchObject({
      KeyRotationEnabled: true,
    });
    const { Tags } = await real().aws('TrentService.ListResourceTags', { KeyId });
    expect(Tags).toContainEqual({ TagKey: 'Environment', TagValue: 'production' });
    expect((await deployment.plan('foundation', ['-refresh=false'])).code).toBe(0);
  });

  test('GIVEN an environment that vanished WHEN deployed THEN Terraform refuses, and says why', async () => {
    deployment.synthesize(planOf([buildKey('production')]));
    const { code, output } = await deployment.apply('foundation');
    expect(code).toBe(1);
    expect(output).toContain('terraform_data.environment_vanished_without_being_retired["dev"]');
    expect(await aliases()).toEqual(['alias/my-app/dev', 'alias/my-app/production']);
  });

  test('GIVEN it has been retired WHEN deployed THEN its key goes, after 30 days, and no other', async () => {
    const { KeyId } = await keyOf('dev');
    deployment.synthesize(planOf([buildKey('production')], ['dev']));
    await deployment.deploy('foundation');
    expect(await aliases()).toEqual(['alias/my-app/production']);
    const { KeyMetadata } = await real().aws('TrentService.DescribeKey', { KeyId });
    expect(KeyMetadata.KeyState).toBe('PendingDeletion');
    const days = (KeyMetadata.DeletionDate * 1000 - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThanOrEqual(30);
  });

  test('GIVEN it was the only one of its region WHEN deployed THEN the same holds', async () => {
    const abroad = buildKey('qa', { region: 'eu-west-1' });
    deployment.synthesize(planOf([abroad, buildKey('production')], ['dev']));
    await deployment.deploy('foundation');
    deployment.synthesize(planOf([buildKey('production')], ['dev']));
    const { code, output } = await deployment.apply('foundation');
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('terraform_data.environment_vanished_without_being_retired["qa"]'),
    ]);
    deployment.synthesize(planOf([buildKey('production')], ['dev', 'qa']));
    const retired = await deployment.apply('foundation');
    expect(retired.output).toContain('0 added, 0 changed, 2 destroyed');
  });

  test('GIVEN credentials of another account WHEN a stack is deployed THEN nothing is written', async () => {
    const elsewhere = '210987654321';
    const bucket = { api: { targets: { LEVEL: 'info' } } };
    deployment.synthesize({
      ...planOf([buildKey('production', { account: elsewhere })]),
      environments: buildPlan({ production: { account: elsewhere, buckets: bucket } }).environments,
    });
    const state = join(deployment.root, 'terraform.foundation.tfstate');
    const before = await aliases();
    for (const stack of ['production', 'foundation']) {
      // As on a machine that has never seen these stacks.
      writeFileSync(state, '');
      const { code, output } = await deployment.apply(stack);
      expect(code).toBe(1);
      expect(output).toContain('AWS account ID not allowed: 123456789012');
    }
    expect(await aliases()).toEqual(before);
    expect((await real().aws('secretsmanager.ListSecrets', {})).SecretList).toEqual([]);
    expect(readFileSync(state, 'utf8')).not.toContain('aws_kms_key');
  });
});
