/** One operation of AWS's JSON protocol, by its target, e.g. `secretsmanager.GetSecretValue`. */
export type CallAws = (operation: string, body: Readonly<Record<string, unknown>>) => Promise<Answer>;
// biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is each test's own affair
export type Answer = Record<string, any>;

const services: Readonly<Record<string, string>> = {
  TrentService: 'kms',
  AmazonSSM: 'ssm',
  secretsmanager: 'secretsmanager',
};

/** Calls the emulator without an SDK. @throws where it answers with an error, with the error's name in the message */
export function callAws(endpoint: string, region: string): CallAws {
  return async (operation, body) => {
    const service = services[operation.split('.')[0] ?? ''] ?? '';
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': operation,
        authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${text.slice(0, 300)}`);
    return text === '' ? {} : (JSON.parse(text) as Answer);
  };
}
