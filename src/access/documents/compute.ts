import type { AccountScope } from '../scope';
import type { PlacedCompute } from '../services';
import { allow, type Draft } from '../statement';
import { writeLogs } from './logs';
import { runningCode, withOwnSecrets } from './running-code';

/** The one role of a service that reads its entries itself. */
export const compute = (scope: AccountScope, service: PlacedCompute): readonly Draft[] => [
  ...withOwnSecrets(scope, service, service.written),
  ...(service.function === undefined
    ? []
    : [writeLogs(service.environment, `/aws/lambda/${service.function}`)]),
  ...runningCode(scope, service),
];

/** Neither service says in a way that a trust could ask for which app or function it acts for; PassRole decides that. */
export const computeTrust = ({ kind }: PlacedCompute): readonly Draft[] => [
  kind === 'amplify'
    ? allow('TrustAmplify', { principal: { Service: 'amplify.amazonaws.com' }, action: ['sts:AssumeRole'] })
    : allow('TrustLambda', { principal: { Service: 'lambda.amazonaws.com' }, action: ['sts:AssumeRole'] }),
];
