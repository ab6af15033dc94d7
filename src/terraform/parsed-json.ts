import { TerraformFault } from './terraform-fault';

/** Undefined where it is no JSON. What JSON.parse says of such a text would quote it. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws TerraformFault where terraform, or what is called so, has printed something else as well */
export function printedJson(text: string): unknown {
  const printed = parsedJson(text);
  if (printed === undefined) {
    throw new TerraformFault(
      'terraform was asked for JSON and printed something else as well: let it run without a wrapper (terraform_wrapper: false in setup-terraform)',
    );
  }
  return printed;
}
