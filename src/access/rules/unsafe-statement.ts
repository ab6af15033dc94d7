import { createDiagnostic } from '../../diagnostics';
import { lintFreeStatement } from '../lint/free-statement';
import type { AccessRule } from './rule';
import { placedStatements } from './statements';

/** `unsafe-statement`: one written by hand that reaches further than anybody can see. */
export const unsafeStatement: AccessRule = (facts) =>
  placedStatements(facts).flatMap(({ service, actions, resources, path }) =>
    lintFreeStatement({ Action: actions, Resource: resources }).map((reason) =>
      createDiagnostic('unsafe-statement', { service: service.name, reason }, facts.at(path)),
    ),
  );
