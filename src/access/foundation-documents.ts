import { breakGlass, breakGlassTrust } from './documents/break-glass';
import { ciDeploy, ciDeployTrust } from './documents/ci-deploy';
import { ciPlan, ciPlanTrust } from './documents/ci-plan';
import { developerRead } from './documents/developer-read';
import { guardrail } from './documents/guardrail';
import { keyPolicy } from './documents/key-policy';
import { reader, readersIn, readerTrust } from './documents/reader';
import { runtimeBoundary } from './documents/runtime-boundary';
import { secretAuthor } from './documents/secret-author';
import { foundationRoleOf, type Made, make, together } from './made';
import { foundationRole, permissionSetExample } from './names';
import type { AccountScope } from './scope';
import { managedLimit } from './sizes';
import { split } from './split';

/** What the foundation of an account makes. */
export function foundationDocuments(scope: AccountScope): Made {
  const { suffix, environments } = scope;
  return together(
    people(scope),
    workflows(scope),
    breakGlassDocuments(scope),
    ...readersIn(scope).map((placed) => {
      const name = `reader.${placed.name}${suffix}`;
      return foundationRoleOf({
        name,
        arn: foundationRole(scope, name),
        identity: reader(scope, placed),
        trust: readerTrust(scope, placed),
      });
    }),
    {
      documents: environments.map((environment) =>
        make(`runtime-boundary.${environment.name}`, 'boundary', runtimeBoundary(scope, environment)),
      ),
    },
    {
      documents: environments
        .filter(({ name, keyOwner }) => name === keyOwner)
        .map((environment) =>
          make(`key-policy.${environment.name}`, 'key-policy', keyPolicy(scope, environment)),
        ),
    },
  );
}

function people(scope: AccountScope): Made {
  const { suffix, access } = scope;
  const read = make(`developer-read${suffix}`, 'identity', developerRead(scope));
  // In an account of protected environments there is nothing for developers; AWS takes no policy without a statement.
  const reads = read.document.Statement.length === 0 ? [] : split(read, managedLimit);
  const guards = split(make(`guardrail${suffix}`, 'identity', guardrail(scope)), managedLimit);
  const named = (documents: typeof reads): string[] => documents.map(({ name }) => name);
  const developers: Made = {
    documents: [...reads, ...guards],
    principals: [
      {
        name: `developer${suffix}`,
        arn: permissionSetExample(scope, 'Developer'),
        identity: [...named(reads), ...named(guards)],
      },
    ],
  };
  if (access.secretAuthor === undefined) return developers;
  const authors = split(make(`secret-author${suffix}`, 'identity', secretAuthor(scope)), managedLimit);
  return together(developers, {
    documents: authors,
    principals: [
      {
        name: `secret-author${suffix}`,
        arn: permissionSetExample(scope, access.secretAuthor.permissionSet),
        identity: named(authors),
      },
    ],
  });
}

function workflows(scope: AccountScope): Made {
  const { suffix, access, environments } = scope;
  if (access.github === undefined) return { documents: [] };
  const plan = `ci-plan${suffix}`;
  return together(
    foundationRoleOf({
      name: plan,
      arn: foundationRole(scope, plan),
      identity: ciPlan(scope),
      trust: ciPlanTrust(scope),
    }),
    ...environments.map((environment) => {
      const name = `ci-deploy.${environment.name}`;
      return foundationRoleOf({
        name,
        arn: foundationRole(scope, name),
        identity: ciDeploy(scope, environment),
        trust: ciDeployTrust(scope, environment),
      });
    }),
  );
}

function breakGlassDocuments(scope: AccountScope): Made {
  const { suffix, access } = scope;
  if (access.breakGlass === undefined) return { documents: [] };
  const name = `break-glass${suffix}`;
  const trust = breakGlassTrust(scope, access.breakGlass.permissionSet);
  return foundationRoleOf({ name, arn: foundationRole(scope, name), identity: breakGlass(scope), trust });
}
