import { join } from 'node:path';
import { planAccess } from '../../../src/access';
import { type KnownToIam, lintDocument } from '../../../src/access/lint';
import type { AccessDocument } from '../../../src/access/policy';
import { planFanOut } from '../../../src/plan';
import { loadWorkspace } from '../../../src/workspace';
import { planned, type WorkspaceParts } from '../../support/workspace-builder';
import { loadKnownToIam, servicesOf } from '../support/known-to-iam';
import { accessWorkspace, type NameTemplate, nameTemplates } from '../support/workspace';

/** The workspace with some of its access section otherwise, and environments otherwise. */
function variant(
  access: Readonly<Record<string, unknown>>,
  environments: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
  template: NameTemplate = 'suffix',
): WorkspaceParts {
  const parts = accessWorkspace(template);
  const { manifest = {} } = parts;
  return {
    ...parts,
    manifest: { ...manifest, access: { ...(manifest.access as object), ...access } },
    environments: Object.fromEntries(
      Object.entries(parts.environments ?? {}).map(([name, fields]) => [
        name,
        { ...fields, ...environments[name] },
      ]),
    ),
  };
}

const github = { owner: 'my-org', ownerId: '123456', repository: 'my-infra', repositoryId: '789012' };
const workspaces: Readonly<Record<string, WorkspaceParts>> = {
  ...Object.fromEntries(
    (Object.keys(nameTemplates) as NameTemplate[]).map((name) => [`names by ${name}`, accessWorkspace(name)]),
  ),
  'a guardrail for the project alone': variant({ guardrail: { scope: 'project' } }),
  'a guardrail for the project alone, names by path': variant(
    { guardrail: { scope: 'project' } },
    {},
    'path',
  ),
  'policies on all entries': variant({ entryPolicies: 'all' }),
  'no policies on entries': variant({ entryPolicies: 'none' }),
  'a provider that reads values': variant({ providerReadsValues: true }),
  'classic subjects': variant({ github: { ...github, subject: 'classic' } }),
  'an account for production': variant({}, { production: { account: '210987654321' } }),
  'nothing protected': variant({}, { production: { protected: false }, staging: { protected: false } }),
  'states under a key': variant(
    {},
    {
      production: {
        backend: {
          s3: {
            bucket: 'my-app-state',
            key: 'my-app/production',
            region: 'us-east-1',
            kmsKeyId: 'alias/state',
          },
        },
      },
    },
  ),
};

/** The workspace that ships, as it stands. */
function shippedDocuments(): readonly AccessDocument[] {
  const { workspace } = loadWorkspace(join(__dirname, '..', '..', '..'));
  if (workspace === null) throw new Error('The shipped workspace cannot be read');
  const [plan] = planFanOut(workspace, { today: '2026-06-01' });
  return Object.values(planAccess(workspace.manifest.value, plan)[0].documents);
}

const documentsOf = (parts: WorkspaceParts): readonly AccessDocument[] => {
  const { workspace, plan } = planned(parts);
  return Object.values(planAccess(workspace.manifest.value, plan)[0].documents);
};

let known: KnownToIam;
beforeAll(async () => {
  const documents = [...Object.values(workspaces).flatMap(documentsOf), ...shippedDocuments()];
  known = await loadKnownToIam(servicesOf(documents));
});

describe('every generated document', () => {
  test.each(Object.entries(workspaces))('GIVEN %s THEN AWS reads each as it looks', (_, parts) => {
    const documents = documentsOf(parts);
    expect(documents.length).toBeGreaterThan(30);
    expect(documents.flatMap((document) => lintDocument(document, known))).toEqual([]);
  });

  test('GIVEN the workspace that ships THEN AWS reads each as it looks', () => {
    const documents = shippedDocuments();
    expect(documents.length).toBeGreaterThan(30);
    expect(documents.flatMap((document) => lintDocument(document, known))).toEqual([]);
  });
});
