export { parameterArn, partitionOf } from '../model/arn';
