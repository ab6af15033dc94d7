import { createDiagnostic } from '../../diagnostics';
import type { AccessRule } from './rule';
import { isAbout, placedStatements } from './statements';

/** `task-reads-secrets`: a task role that is allowed secrets, without saying that its code reads any. */
export const taskReadsSecrets: AccessRule = (facts) =>
  placedStatements(facts)
    .filter(({ service }) => service.kind === 'ecs' && !service.readsAtRuntime)
    .filter((statement) => isAbout(statement, 'secretsmanager'))
    .map(({ service, path }) =>
      createDiagnostic('task-reads-secrets', { service: service.name }, facts.at(path)),
    );
