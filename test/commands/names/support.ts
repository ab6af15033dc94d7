import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RekeyEdges } from '../../../src/commands/names/rekey';
import type { NamesResult } from '../../../src/commands/names/result';
import type { EncryptionRequest } from '../../../src/values/aws';
import { AwsFault } from '../../../src/values/aws-fault';

export const account = '123456789012';
export const region = 'eu-central-1';

type Bound = Omit<EncryptionRequest, 'region'>;

/** What stands in a ciphertext of the KMS of these tests, so that it can be opened again. */
interface Content extends Bound {
  readonly value: string;
  readonly serial: number;
}

let serial = 0;

/** A ciphertext as that KMS makes it, never the same twice. */
export function encrypted(value: string, { keyAlias, context }: Bound): string {
  serial += 1;
  const content: Content = { value, keyAlias, context, serial };
  return Buffer.from(JSON.stringify(content).padEnd(120)).toString('base64');
}

export const opened = (ciphertext: string): Content =>
  JSON.parse(Buffer.from(ciphertext, 'base64').toString('utf8')) as Content;

/** What a name of an environment is bound to. */
export const bound = (environment: string, name: string, key = environment): Bound => ({
  keyAlias: `alias/shop/${key}`,
  context: { project: 'shop', environment, name },
});

/** A workspace of its own, an emulated KMS and a person to ask. */
export class Shop {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'fanout-names-')));
  /** What was asked of the world, in order. */
  readonly asked: string[] = [];
  /** Arn of what an alias means; anything else is its own. */
  readonly aliases = new Map<string, string>();
  /** Keys that there are none of. */
  readonly missing = new Set<string>();
  answer: boolean | null = null;
  credentials = (_environment: string): string => account;
  /** Called before each value is encrypted anew. */
  onReEncrypt = (_name: string): void => undefined;

  constructor(private readonly files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  readonly context = { now: () => new Date('2026-11-22T12:00:00Z'), env: {}, workspace: this.root };
  readonly options = { dryRun: false, yes: false };

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }
  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }
  /** The lines of a file that were not there before, and those that are gone. */
  changed(path: string): { readonly gone: string[]; readonly fresh: string[] } {
    const was = (this.files[path] ?? '').split('\n');
    const is = this.read(path).split('\n');
    return {
      gone: was.filter((line) => !is.includes(line)),
      fresh: is.filter((line) => !was.includes(line)),
    };
  }
  isUnchanged(): boolean {
    const all = readdirSync(this.root, { recursive: true }).map(String);
    return (
      Object.entries(this.files).every(([path, text]) => this.read(path) === text) &&
      all.every((path) => !/\.(?:tmp|lock|json)$/.test(path))
    );
  }
  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  readonly edges: RekeyEdges & { progress(done: number, total: number): void } = {
    get confirm() {
      return null;
    },
    progress: (done, total) => void this.asked.push(`${done} of ${total}`),
    aws: (environment) => ({
      account: async () => {
        this.asked.push(`account of ${environment}`);
        return this.credentials(environment);
      },
      findKey: async (_, key) =>
        this.missing.has(key) ? null : { arn: this.#arnOf(key), account, state: 'Enabled' },
      reEncrypt: async (ciphertext, request) => {
        this.onReEncrypt(request.from.context.name);
        const content = opened(ciphertext);
        const isRight =
          this.#arnOf(content.keyAlias) === this.#arnOf(request.from.keyAlias) &&
          JSON.stringify(content.context) === JSON.stringify(request.from.context);
        if (!isRight) throw new AwsFault('KMS does not decrypt it');
        this.asked.push(`${request.from.context.name} with ${environment}`);
        return encrypted(content.value, request.to);
      },
    }),
  };

  /** The same with somebody at the terminal. */
  get personal(): typeof this.edges {
    const confirm = async (question: string): Promise<boolean> => {
      this.asked.push(question);
      return this.answer === true;
    };
    return { ...this.edges, confirm: this.answer === null ? null : confirm };
  }

  #arnOf(key: string): string {
    if (key.startsWith('arn:')) return key;
    return this.aliases.get(key) ?? `arn:aws:kms:${region}:${account}:key/${key}`;
  }
}

/** `file:line what name` of each change. */
export const linesOf = ({ changes }: NamesResult): string[] =>
  changes.map(({ file, line, what, name }) => `${file}:${line} ${what} ${name}`);

/** `environment/bucket: -lost +gained` of each entry, with `!` where it is written anew. */
export const effectsOf = ({ effects }: NamesResult): string[] =>
  effects.map(
    ({ environment, bucket, lost, gained, rewritten }) =>
      `${environment}/${bucket}: ${[...lost.map((each) => `-${each}`), ...gained.map((each) => `+${each}`)].join(' ')}${rewritten ? '!' : ''}`,
  );

export const codesOf = ({ diagnostics, misuse }: NamesResult): string[][] =>
  [diagnostics, misuse].map((all) => all.map(({ code }) => code));

export const environmentText = (
  name: string,
  values: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>> = { account: `"${account}"`, region },
): string =>
  [
    `environment: ${name}`,
    ...Object.entries(fields).map(([key, value]) => `${key}: ${value}`),
    'values: # all of them',
    ...Object.entries(values).map(([key, value]) => `  ${key}:${value === '' ? '' : ` ${value}`}`),
    '',
  ].join('\n');

const backend = '{ s3: { bucket: b, key: p, region: eu-central-1 } }';
export const open = { protected: 'false', account: `"${account}"`, region };
export const closed = { account: `"${account}"`, region, backend };
