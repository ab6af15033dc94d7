import { SecretValue } from '../secret-value';
import { writeEditScalar } from './edit-scalar';

/** A value as it is offered for editing. */
export interface ShownValue {
  readonly name: string;
  readonly kind: 'secret' | 'config';
  /** Null where there is none yet. */
  readonly value: SecretValue | null;
}

/** A name that stands there without its value. */
export interface ClosedValue {
  readonly name: string;
  /** Why, in a few words without a value. */
  readonly reason: string;
}

export interface EditText {
  readonly project: string;
  readonly environment: string;
  readonly shown: readonly ShownValue[];
  readonly closed: readonly ClosedValue[];
}

/** The text that an editor is opened on: YAML, a name with its value each, and comments that say what to do. */
export function writeEditText({ project, environment, shown, closed }: EditText): SecretValue {
  const lines = (kind: ShownValue['kind']): string[] =>
    shown.filter((one) => one.kind === kind).map(({ name, value }) => `${name}:${written(value)}`);
  const sections = [
    header(project, environment),
    section('Secrets', lines('secret')),
    section('Configuration: stands in the file in plain text, and is shown in plans', lines('config')),
    section(
      'Not shown; take away the mark and write a text to put in a new value',
      closed.map(({ name, reason }) => `# ${name}:  # ${reason}`),
    ),
  ];
  return new SecretValue(sections.filter((text) => text !== '').join('\n'));
}

const written = (value: SecretValue | null): string =>
  value === null ? '' : ` ${writeEditScalar(value.reveal())}`;

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `# ${title}\n${lines.map((line) => `${line}\n`).join('')}`;

const header = (
  project: string,
  environment: string,
): string => `# Values of ${environment} (${project}), decrypted for you alone. Change what is to change, save
# and close the editor: what you changed is checked, encrypted and written, and
# nothing else is.
#
#   NAME: text   quotes where it begins with a sign or has ": " or " #"
#   NAME: |-     a text of several lines stands below, indented by two spaces
#   NAME:        stays as it is, and so does a name whose line you take away:
#                nothing is removed or emptied here
#
# To write nothing, leave an empty file or let the editor end with an error.
`;
