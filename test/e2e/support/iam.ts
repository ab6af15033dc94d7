/** One operation of IAM, by its name and parameters. */
export type CallIam = (action: string, parameters?: Readonly<Record<string, string>>) => Promise<Xml>;

/** An answer in XML, as far as a test asks for it. */
export interface Xml {
  /** The texts of all elements of this name, in order. */
  all(element: string): readonly string[];
  /** The text of the first one. @throws where there is none */
  one(element: string): string;
}

/** Calls IAM in the emulator without an SDK. @throws where it answers with an error */
export function callIam(endpoint: string): CallIam {
  return async (action, parameters = {}) => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters }).toString(),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${action}: ${answer.status} ${text.slice(0, 300)}`);
    return xmlOf(text);
  };
}

function xmlOf(text: string): Xml {
  const all = (element: string): readonly string[] =>
    [...text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, found = '']) =>
      unescaped(found),
    );
  return {
    all,
    one: (element) => {
      const [found] = all(element);
      if (found === undefined) throw new Error(`No ${element} in the answer`);
      return found;
    },
  };
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#34': '"',
  '#39': "'",
};
const unescaped = (text: string): string =>
  text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
