import { parameterArn, partitionOf } from '../../src/stacks/arn';

test.each([
  ['us-east-1', 'aws'],
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eusc-de-east-1', 'aws-eusc'],
])('GIVEN %s THEN its partition is %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

test.each([
  ['/a/b', 'arn:aws-cn:ssm:cn-north-1:123456789012:parameter/a/b'],
  ['name', 'arn:aws-cn:ssm:cn-north-1:123456789012:parameter/name'],
  ['arn:aws:ssm:us-east-1:1:parameter/x', 'arn:aws:ssm:us-east-1:1:parameter/x'],
])('GIVEN the parameter %s THEN its ARN is %s', (parameter, arn) => {
  expect(parameterArn(parameter, { region: 'cn-north-1', account: '123456789012' })).toBe(arn);
});
