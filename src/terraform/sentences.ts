import { escapeInvisible, list } from '../diagnostics';
import type { SpokenError } from './spoken';
import { TerraformFault } from './terraform-fault';

interface Translation {
  readonly fits: (error: SpokenError, text: string) => boolean;
  readonly sentence: (stack: string, error: SpokenError, text: string) => string;
}

/** How much of terraform's own words is shown where there are no better ones. */
const longest = 400;

/** How many different things are said, and of how many resources the same is said by name. */
const mostSentences = 5;
const mostAddresses = 3;

/** One sentence for each kind of error, with the resources that it is about. */
export function toFault(stack: string, errors: readonly SpokenError[]): TerraformFault {
  const addresses = new Map<string, Set<string>>();
  for (const error of errors) {
    const address = isProvider(error) ? null : error.address;
    const sentence = sentenceOf(stack, { ...error, address: address === null ? null : place });
    const known = addresses.get(sentence) ?? new Set();
    addresses.set(sentence, address === null ? known : known.add(address));
  }
  const sentences = [...addresses].map(([sentence, about]) => sentence.replaceAll(place, atMost(about)));
  if (sentences.length === 0) return new TerraformFault(`terraform failed on ${stack}, and did not say why`);
  const more = sentences.length - mostSentences;
  const said = sentences.slice(0, mostSentences).join('. ');
  return new TerraformFault(more > 0 ? `${said}. And ${more} more` : said);
}

/** The address of a provider tells nobody more than the name of the stack. */
const isProvider = ({ address }: SpokenError): boolean => address?.startsWith('provider[') === true;

/** Stands in a sentence for the resources that it is about. */
const place = '{address}';

function atMost(addresses: ReadonlySet<string>): string {
  const shown = [...addresses].slice(0, mostAddresses).map(escapeInvisible);
  const more = addresses.size - shown.length;
  return list(more > 0 ? [...shown, `${more} more`] : shown);
}

function sentenceOf(stack: string, error: SpokenError): string {
  const text = `${error.summary}\n${error.detail}`.replace(/\s+/g, ' ');
  const known = translations.find(({ fits }) => fits(error, text));
  if (known !== undefined) return known.sentence(stack, error, text);
  const at = error.address === null ? '' : ` (${error.address})`;
  const words = text.trim().slice(0, longest);
  return escapeInvisible(`terraform says of ${stack}${at}: ${words}`);
}

const says =
  (pattern: RegExp): Translation['fits'] =>
  (_, text) =>
    pattern.test(text);

const denied = /not authorized to perform|AccessDenied|Access Denied|StatusCode: 403|UnauthorizedOperation/;

/** In this order: the first one that fits is taken. */
const translations: readonly Translation[] = [
  {
    // Terraform quotes the value in what it says about it.
    fits: ({ file }) => file?.startsWith('<value for var.') === true || file?.startsWith('<var') === true,
    sentence: () =>
      'TF_VAR_values cannot be read: it has to be a map, as in {"NAME": "..."}, with every ${ in it written $${',
  },
  {
    fits: says(/it cannot be applied/),
    sentence: (stack) =>
      `The plan of ${stack} was made with plan_only, without the values, and cannot be applied: plan again without it`,
  },
  {
    fits: says(/is missing: hand it in through TF_VAR_values/),
    sentence: (_, __, text) =>
      `${/[A-Z][A-Z0-9_]* is missing: hand it in through TF_VAR_values/.exec(text)?.[0] ?? 'A value is missing'}, as in {"NAME": "..."}`,
  },
  // AWS answers 403 to these as well.
  {
    fits: says(
      /ExpiredToken|token (?:included in the request )?is expired|RequestExpired|InvalidGrantException/i,
    ),
    sentence: () => 'Your AWS credentials have expired: log in again',
  },
  {
    fits: says(
      /No valid credential sources|failed to refresh cached credentials|InvalidClientTokenId|UnrecognizedClient/,
    ),
    sentence: (stack) =>
      `There are no valid AWS credentials for ${stack}: log in, or name them with AWS_PROFILE`,
  },
  {
    fits: says(/(?:marked|scheduled) for deletion/),
    sentence: (stack, { address }) =>
      `What stands behind ${address ?? `an entry of ${stack}`} is scheduled for deletion: run fanout doctor ${stack}, which says how to restore it`,
  },
  {
    fits: (_, text) => denied.test(text) && /GetSecretValue/.test(text),
    sentence: (stack, { address }) =>
      `Before 6.26 the AWS provider reads values while it refreshes, and your role may not (${address ?? stack}): lock the provider to 6.26 or newer, or plan with --no-refresh`,
  },
  {
    fits: says(denied),
    sentence: (stack, { address }, text) => {
      const action =
        /not authorized to perform: ([\w:]+)/.exec(text)?.[1] ??
        /operation error [\w ]+: (\w+)/.exec(text)?.[1];
      return `AWS does not allow terraform ${action ?? 'what it needs'} for ${address ?? stack}: use credentials of a role that may`;
    },
  },
  {
    fits: says(/allowed_account_ids|AWS Account ID not allowed|AWS account ID not allowed/i),
    sentence: (stack) =>
      `Your AWS credentials are of another account than the one that ${stack} lives in: use those of a role in that account`,
  },
  {
    fits: says(/reading KMS Alias .*empty result|key_of_the_foundation_stack/),
    sentence: (stack) =>
      `There is no key for ${stack} yet: deploy the foundation stack first, with npx cdktf deploy foundation`,
  },
  {
    fits: says(/reading KMS Key .*: (?:PendingDeletion|Disabled|Unavailable)/),
    sentence: (stack) => `A key of ${stack} cannot be used: run fanout doctor, which says why`,
  },
  {
    fits: says(/InvalidCiphertext/),
    sentence: (stack, { address }) =>
      `KMS does not open a ciphertext of ${stack}${address === null ? '' : ` (in ${address})`}: it was made for another name, environment or key, so set that value again with fanout set`,
  },
  {
    fits: says(/Error acquiring the state lock|state is already locked/i),
    sentence: (stack) =>
      `Somebody else is working with the state of ${stack} right now: try again when their deploy is done`,
  },
  {
    fits: says(
      /Backend configuration (?:block )?(?:has )?changed|Backend initialization required|Initialization required/i,
    ),
    sentence: (stack) =>
      `The folder of ${stack} was set up for another place of the state: move the state with terraform init -migrate-state, or remove the folder's .terraform where it is in the right place already`,
  },
  {
    fits: says(/NoSuchBucket|S3 bucket .* does not exist/i),
    sentence: (stack) =>
      `The S3 bucket of the state of ${stack} does not exist: make it, or correct "backend"`,
  },
  {
    fits: says(/Instance cannot be destroyed|lifecycle\.prevent_destroy/),
    sentence: (stack, { address }, text) => {
      const what = address ?? /Resource ([\w.[\]"-]+) has/.exec(text)?.[1] ?? 'what holds values';
      return `Terraform refuses to destroy ${what} of ${stack}, which holds values: set them again, or let an administrator retire it`;
    },
  },
  {
    fits: says(
      /Failed to (?:query available provider packages|install provider)|Inconsistent dependency lock file/,
    ),
    sentence: (stack) =>
      `The AWS provider that ${stack} needs (>= 5.100.0, < 7.0.0) cannot be installed: check the network, .terraform.lock.hcl and the mirror of providers`,
  },
  {
    fits: says(/Unsupported state file format|state snapshot was created by Terraform/),
    sentence: (stack) =>
      `The state of ${stack} was written by a newer terraform than this one: install that one`,
  },
  {
    fits: says(
      /no such host|connection refused|i\/o timeout|dial tcp|request send failed|exceeded maximum number of attempts/,
    ),
    sentence: (stack, { address }) =>
      `AWS could not be reached for ${address ?? stack}: check the network, the proxy and AWS_ENDPOINT_URL`,
  },
];
