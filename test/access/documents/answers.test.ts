import {
  answer,
  askedAction,
  diffAccess,
  planAccess,
  principalNames,
  type Questions,
} from '../../../src/access';
import { planned } from '../../support/workspace-builder';
import { accessWorkspace } from '../support/workspace';

const subjectOf = (parts: ReturnType<typeof accessWorkspace>) => {
  const { workspace, plan } = planned(parts);
  const manifest = workspace.manifest.value;
  return { manifest, plan, access: planAccess(manifest, plan)[0] };
};
const subject = subjectOf(accessWorkspace('suffix'));

/** Who may, by what was asked. */
function allowedTo(questions: Questions): string[] {
  return answer(subject, questions).flatMap(({ answers }) =>
    answers
      .filter(({ decisions }) => Object.values(decisions).some((decision) => decision?.answer === 'allowed'))
      .map(({ principal }) => principal),
  );
}

describe('who may do what', () => {
  test('GIVEN an entry of production THEN its service reads it, an administrator who is named, and nobody else by habit', () => {
    expect(allowedTo({ environment: 'production', bucket: 'api', deeds: ['read'] })).toEqual([
      'administrator.platform-admin',
      'break-glass',
      'execution.production.api',
    ]);
  });

  test('GIVEN an entry of dev THEN developers read it, and whoever administers the account does not get at its key', () => {
    expect(allowedTo({ environment: 'dev', bucket: 'worker', deeds: ['read'] })).toEqual([
      'administrator.platform-admin',
      'break-glass',
      'developer',
      'developer.dev-alice',
      'developer.dev-bob',
      'execution.dev.worker',
      'task.dev.worker',
    ]);
  });

  test('GIVEN a developer’s own environment THEN no other developer reads it', () => {
    const readers = allowedTo({ environment: 'dev-alice', bucket: 'api', deeds: ['read'] });
    expect(readers.filter((name) => name.startsWith('developer'))).toEqual(['developer.dev-alice']);
  });

  test('GIVEN the values in git of production THEN they decrypt for who deploys, and in an emergency', () => {
    expect(allowedTo({ environment: 'production', bucket: 'api', deeds: ['decrypt'] })).toEqual([
      'administrator.platform-admin',
      'break-glass',
      'ci-deploy.production',
    ]);
  });

  test('GIVEN a decision THEN the document and the statement that made it are named', () => {
    const [entry] = answer(subject, {
      environment: 'production',
      bucket: 'api',
      principal: 'developer',
      deeds: ['read'],
    });
    const developer = entry?.answers.find(({ principal }) => principal === 'developer');
    expect(developer?.decisions.read).toEqual({
      answer: 'explicitDeny',
      by: { layer: 'resource', document: 'secret-policy.production.api', sid: 'DenyReadingToOthers' },
    });
  });

  test('GIVEN the beginning of a name THEN everybody whose name goes on behind a dot is asked about', () => {
    const asked = answer(subject, { environment: 'dev', bucket: 'api', principal: 'developer' });
    expect(asked.flatMap(({ answers }) => answers.map(({ principal }) => principal))).toEqual([
      'developer',
      'developer.dev-alice',
      'developer.dev-bob',
    ]);
  });

  test('GIVEN making an entry, as Terraform asks for it THEN only the deploy of the environment may', () => {
    const may = allowedTo({
      environment: 'production',
      bucket: 'api',
      deeds: ['secretsmanager:CreateSecret'],
    });
    expect(may.filter((name) => !/^(?:administrator|break-glass)/.test(name))).toEqual([
      'ci-deploy.production',
    ]);
  });

  test('GIVEN everybody THEN each is asked about once, people beside roles', () => {
    const names = principalNames(subject);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).toEqual(
      expect.arrayContaining(['administrator', 'developer.dev-bob', 'compute.production.hook']),
    );
  });
});

test.each([
  ['GetSecretValue', 'secretsmanager:GetSecretValue'],
  ['getsecretvalue', 'secretsmanager:GetSecretValue'],
  ['KMS:decrypt', 'kms:Decrypt'],
  ['secretsmanager:*', undefined],
  ['GetObject', undefined],
])('GIVEN %s THEN what is meant is %s', (written, action) => {
  expect(askedAction(written)).toBe(action);
});

describe('who gains and who loses', () => {
  const changed = (services: Record<string, unknown>, more: object = {}) => {
    const { manifest, ...rest } = accessWorkspace('suffix');
    const access = manifest?.access as { services: Record<string, unknown> };
    return subjectOf({
      ...rest,
      manifest: {
        ...manifest,
        access: { ...access, ...more, services: { ...access.services, ...services } },
      },
    });
  };

  test('GIVEN the same on both sides THEN nobody does', () => {
    expect(diffAccess(subject, subject)).toEqual({ gains: [], losses: [] });
  });

  test('GIVEN a service that takes one bucket for another THEN both sides are told, in every environment', () => {
    const after = changed({ api: { buckets: ['api-v2'], ecs: { cluster: 'my-app-{environment}' } } });
    const said = (changes: ReturnType<typeof diffAccess>['gains']) =>
      changes.map(
        ({ principal, environment, bucket, deed }) => `${principal} ${deed} ${environment}/${bucket}`,
      );
    const { gains, losses } = diffAccess(subject, after);
    const of = (bucket: string) =>
      ['dev', 'production', 'staging'].map((name) => `execution.${name}.api read ${name}/${bucket}`);
    expect(said(gains)).toEqual(of('api-v2'));
    expect(said(losses)).toEqual(of('api'));
  });

  test('GIVEN entry policies taken away THEN nobody gains: the keys shut out the same people', () => {
    expect(diffAccess(subject, changed({}, { entryPolicies: 'none' }))).toEqual({ gains: [], losses: [] });
  });

  test('GIVEN no access before THEN everything is gained', () => {
    const { manifest: _, ...rest } = accessWorkspace('suffix');
    const before = subjectOf({ ...rest, manifest: { project: 'my-app' } });
    const { gains, losses } = diffAccess(before, subject);
    expect(losses).toEqual([]);
    expect(gains.length).toBeGreaterThan(20);
  });
});
