import { likeTest, type TextTest } from './policy-text';

/** The first five parts, and everything after the fifth colon. Undefined for what is no ARN. */
function partsOfArn(arn: string): readonly string[] | undefined {
  const parts = arn.split(':');
  if (parts[0] !== 'arn') return undefined;
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * Each of the six parts is compared by itself, so a wildcard never reaches over a colon before the sixth; parts that
 * a pattern leaves out match anything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnTest(pattern: string): TextTest {
  if (/^\*+$/.test(pattern)) return () => true;
  const tests = partsOfArn(pattern)?.map(likeTest);
  if (tests === undefined) return () => false;
  return (arn, context) => {
    const parts = partsOfArn(arn);
    return parts?.length === 6 && tests.every((test, at) => test(parts[at] ?? '', context));
  };
}
