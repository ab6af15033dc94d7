import { connectAws } from '../../src/values/aws';
import { AwsFault } from '../../src/values/aws-fault';
import { SecretValue } from '../../src/values/secret-value';
import { type AwsProxy, startProxy } from './support/proxy';
import { describeReal } from './support/real';

const region = 'us-east-1';
const canary = 'canary-e09a';
const project = 'shop';
const contextOf = (environment: string, name = 'TOKEN') => ({ project, environment, name });
const under = (environment: string, name?: string) => ({
  keyAlias: `alias/shop/${environment}`,
  context: contextOf(environment, name),
});

/** Calls that come back with a fault: its sentence, in which no value may stand. */
async function faultOf(call: Promise<unknown>): Promise<AwsFault> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AwsFault);
  const fault = error as AwsFault;
  expect(`${fault.message} ${fault.stack}`).not.toContain(canary);
  return fault;
}

describeReal('the edge for AWS', (real) => {
  let proxy: AwsProxy;
  const aws = connectAws({ patience: 5_000 });
  const before = { ...process.env };
  const secrets = (operation: string, body: object) => real().aws(`secretsmanager.${operation}`, { ...body });

  beforeAll(async () => {
    proxy = await startProxy(real().endpoint);
    Object.assign(process.env, real().env, { AWS_ENDPOINT_URL: proxy.endpoint });
    for (const environment of ['dev', 'staging']) {
      const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
      await real().aws('TrentService.CreateAlias', {
        AliasName: `alias/shop/${environment}`,
        TargetKeyId: KeyMetadata.KeyId,
      });
    }
  });
  afterAll(async () => {
    await aws.close();
    process.env = before;
    await proxy.stop();
  });
  beforeEach(() => {
    proxy.calls.length = 0;
    proxy.refuse(() => false);
  });

  describe('keys', () => {
    const value = new SecretValue(`${canary} ü`);

    test('GIVEN a value WHEN encrypted and decrypted THEN it comes back, and in its own context alone', async () => {
      const ciphertext = await aws.encrypt(value, { region, ...under('dev') });
      const back = await aws.decrypt(ciphertext, { region, ...under('dev') });
      expect(back.reveal()).toBe(value.reveal());
      for (const wrong of [under('dev', 'OTHER'), { ...under('dev'), context: contextOf('staging') }]) {
        const { message } = await faultOf(aws.decrypt(ciphertext, { region, ...wrong }));
        expect(message).toMatch(/^KMS does not decrypt .* set the value anew$/);
      }
    });

    test('GIVEN a ciphertext WHEN encrypted anew THEN it decrypts in the new place alone, and no plaintext passes', async () => {
      const ciphertext = await aws.encrypt(value, { region, ...under('dev') });
      proxy.calls.length = 0;
      const moved = await aws.reEncrypt(ciphertext, {
        region,
        from: under('dev'),
        to: under('staging', 'NEW'),
      });
      expect(proxy.calls).toEqual(['TrentService.ReEncrypt']);
      expect((await aws.decrypt(moved, { region, ...under('staging', 'NEW') })).reveal()).toBe(
        value.reveal(),
      );
      await faultOf(aws.decrypt(moved, { region, ...under('staging') }));
      const wrong = { region, from: under('dev', 'OTHER'), to: under('staging', 'NEW') };
      expect((await faultOf(aws.reEncrypt(ciphertext, wrong))).message).toMatch(
        /^KMS does not decrypt OTHER of dev from alias\/shop\/dev to alias\/shop\/staging in us-east-1: /,
      );
      const missing = { region, from: under('dev'), to: under('none') };
      expect((await faultOf(aws.reEncrypt(ciphertext, missing))).message).toBe(
        'AWS knows no alias/shop/dev or alias/shop/none in us-east-1: deploy the foundation stack first: npx cdktf deploy foundation',
      );
      proxy.refuse((operation) => operation.endsWith('.ReEncrypt'));
      const renamed = { region, from: under('dev'), to: under('dev', 'NEW') };
      expect((await faultOf(aws.reEncrypt(ciphertext, renamed))).message).toMatch(
        /kms:ReEncrypt on TOKEN of dev with alias\/shop\/dev in us-east-1: /,
      );
    });

    test('GIVEN bytes that are no text WHEN decrypted THEN one sentence says so', async () => {
      const { CiphertextBlob } = await real().aws('TrentService.Encrypt', {
        KeyId: 'alias/shop/dev',
        Plaintext: Buffer.from([0xff, 0xfe, 0x00]).toString('base64'),
        EncryptionContext: contextOf('dev'),
      });
      const { message } = await faultOf(aws.decrypt(CiphertextBlob as string, { region, ...under('dev') }));
      expect(message).toBe('What stands behind TOKEN in dev is not UTF-8 text: set it anew as base64');
    });

    test('GIVEN a key by its alias, id or ARN WHEN described THEN it is the same; where there is none, null', async () => {
      const described = await aws.findKey(region, 'alias/shop/dev');
      expect(described).toEqual({
        arn: expect.stringMatching(/^arn:aws:kms:us-east-1:123456789012:key\/[0-9a-f-]+$/),
        account: '123456789012',
        state: 'Enabled',
      });
      const arn = described?.arn ?? '';
      expect(await aws.findKey(region, arn)).toEqual(described);
      expect(await aws.findKey(region, arn.split('/')[1] ?? '')).toEqual(described);
      expect(await aws.findKey(region, 'alias/shop/none')).toBeNull();
    });

    test('GIVEN a disabled key WHEN it is used THEN its state is told, and who may bring it back', async () => {
      const { KeyMetadata } = await real().aws('TrentService.CreateKey', {});
      await real().aws('TrentService.DisableKey', { KeyId: KeyMetadata.KeyId });
      expect(await aws.findKey(region, KeyMetadata.KeyId)).toMatchObject({ state: 'Disabled' });
      proxy.refuse((operation) => operation.endsWith('.Encrypt') && 'DisabledException');
      const request = { region, ...under('dev'), keyAlias: KeyMetadata.KeyId as string };
      expect((await faultOf(aws.encrypt(value, request))).message).toMatch(
        /have an administrator restore it/,
      );
    });
  });

  describe('entries', () => {
    const name = 'shop/dev/api';
    const first = 'terraform-20260101000000000000000001';
    const second = 'terraform-20260201000000000000000001';
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const tagsOf = (tags: Readonly<Record<string, string>>) =>
      Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const own = { Project: 'shop', Environment: 'dev', ManagedBy: 'fanout' };

    beforeAll(async () => {
      await secrets('CreateSecret', {
        Name: name,
        Description: 'of the API',
        KmsKeyId: 'alias/shop/dev',
        SecretString: canary,
        ClientRequestToken: first,
        Tags: tagsOf(own),
      });
      await secrets('PutSecretValue', {
        SecretId: name,
        SecretString: `${canary} 2`,
        ClientRequestToken: second,
      });
      await secrets('PutResourcePolicy', { SecretId: name, ResourcePolicy: policy });
    });

    test('GIVEN an entry WHEN described by its name or its ARN THEN it is the same, and its value is not read', async () => {
      const described = await aws.describeEntry(region, name);
      expect(described).toEqual({
        arn: expect.stringMatching(/:secret:shop\/dev\/api-\w{6}$/),
        name,
        description: 'of the API',
        kmsKeyId: 'alias/shop/dev',
        deletionDate: null,
        rotationEnabled: false,
        tags: own,
        stages: { [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'] },
        replicas: [],
      });
      expect(await aws.describeEntry(region, described?.arn ?? '')).toEqual(described);
      expect(await aws.describeEntry(region, 'shop/dev/none')).toBeNull();
      expect(new Set(proxy.calls)).toEqual(new Set(['secretsmanager.DescribeSecret']));
    });

    test('GIVEN versions and a policy WHEN asked for THEN they come, and null where there is no policy', async () => {
      const versions = await aws.entryVersions(region, name);
      expect(versions.map(({ id, stages }) => [id, stages]).sort()).toEqual([
        [first, ['AWSPREVIOUS']],
        [second, ['AWSCURRENT']],
      ]);
      for (const { created } of versions) expect(created).toBeInstanceOf(Date);
      expect(JSON.parse((await aws.entryPolicy(region, name)) ?? '')).toEqual(JSON.parse(policy));
      await secrets('CreateSecret', { Name: 'shop/dev/plain' });
      expect(await aws.entryPolicy(region, 'shop/dev/plain')).toBeNull();
      expect(await aws.entryVersions(region, 'shop/dev/plain')).toEqual([]);
    });

    test('GIVEN an entry WHEN read THEN the version asked for comes as a secret value, which shows nothing', async () => {
      const current = await aws.readEntry(region, name);
      expect([current.versionId, current.text.reveal()]).toEqual([second, `${canary} 2`]);
      expect(JSON.stringify(current)).not.toContain(canary);
      expect((await aws.readEntry(region, name, first)).text.reveal()).toBe(canary);
      await secrets('CreateSecret', { Name: 'shop/dev/binary', SecretBinary: 'AAAA' });
      const { message } = await faultOf(aws.readEntry(region, 'shop/dev/binary'));
      expect(message).toBe('shop/dev/binary in us-east-1 holds a binary value, and no text');
      expect((await faultOf(aws.readEntry(region, 'shop/dev/none'))).message).toMatch(/^AWS knows no/);
    });

    test('GIVEN two versions WHEN AWSCURRENT is moved back THEN AWSPREVIOUS moves with it', async () => {
      await aws.moveCurrent(region, name, { from: second, to: first });
      expect((await aws.describeEntry(region, name))?.stages).toEqual({
        [first]: ['AWSCURRENT'],
        [second]: ['AWSPREVIOUS'],
      });
      await aws.moveCurrent(region, name, { from: first, to: second });
    });

    test('GIVEN more entries than a page holds WHEN listed by tags THEN all of them come, and none whose tags only begin alike', async () => {
      const tagged = (Name: string, tags: Readonly<Record<string, string>>) =>
        secrets('CreateSecret', { Name, Tags: tagsOf(tags) });
      const mine = { Project: 'listed', ManagedBy: 'fanout' };
      for (let index = 0; index < 120; index += 1) await tagged(`listed/${index}`, mine);
      await tagged('other/begins-alike', { Project: 'listed-more', ManagedBy: 'fanout' });
      await tagged('other/crossed', { Project: 'fanout', ManagedBy: 'listed' });
      await tagged('other/half', { Project: 'listed' });
      await secrets('DeleteSecret', { SecretId: 'listed/7', RecoveryWindowInDays: 7 });
      const listed = await aws.listEntries(region, mine);
      expect(listed).toHaveLength(120);
      expect(listed.every((entry) => entry.name.startsWith('listed/'))).toBe(true);
      expect(listed.find((entry) => entry.name === 'listed/7')?.deletionDate).toBeInstanceOf(Date);
      expect(proxy.calls).toEqual(['secretsmanager.ListSecrets', 'secretsmanager.ListSecrets']);
    });

    test('GIVEN an entry that is scheduled for deletion WHEN asked about THEN it is described with the date, and not read', async () => {
      await secrets('CreateSecret', { Name: 'shop/dev/doomed', SecretString: canary });
      await secrets('DeleteSecret', { SecretId: 'shop/dev/doomed', RecoveryWindowInDays: 7 });
      const described = await aws.describeEntry(region, 'shop/dev/doomed');
      expect(described?.deletionDate?.getTime()).toBeGreaterThan(Date.now() + 6 * 86_400_000);
      const { message } = await faultOf(aws.readEntry(region, 'shop/dev/doomed'));
      expect(message).toMatch(/scheduled for deletion: restore it first/);
    });
  });

  describe('the connection', () => {
    test('GIVEN throttling twice WHEN called THEN it is tried a third time; throttling for good is one sentence', async () => {
      let left = 2;
      proxy.refuse(() => left-- > 0 && 'ThrottlingException');
      expect(await aws.findKey(region, 'alias/shop/dev')).toMatchObject({ state: 'Enabled' });
      expect(proxy.calls).toHaveLength(3);
      proxy.refuse(() => 'ThrottlingException');
      const { message } = await faultOf(aws.findKey(region, 'alias/shop/dev'));
      expect(message).toMatch(/^AWS is throttling kms:DescribeKey/);
      expect(proxy.calls).toHaveLength(6);
    });

    test('GIVEN more attempts for bulk work WHEN throttled more often THEN it goes on', async () => {
      const patient = connectAws({ patience: 60_000, attempts: 4 });
      let left = 3;
      proxy.refuse(() => left-- > 0 && 'ThrottlingException');
      expect(await patient.describeEntry(region, 'shop/dev/none')).toBeNull();
      expect(proxy.calls).toHaveLength(4);
      await patient.close();
    });

    test('GIVEN a role without the right WHEN called THEN it is tried once, and can be told from other faults', async () => {
      proxy.refuse(() => true);
      const { answer, message } = await faultOf(aws.listEntries(region, { Project: 'shop' }));
      expect([answer, message]).toEqual([
        'denied',
        expect.stringMatching(/^AWS does not allow you secretsmanager:ListSecrets on entries in us-east-1/),
      ]);
      expect(proxy.calls).toHaveLength(1);
    });

    test('GIVEN it was closed WHEN used again THEN it connects anew', async () => {
      await aws.close();
      expect(await aws.account(region)).toBe('123456789012');
    });
  });
});
