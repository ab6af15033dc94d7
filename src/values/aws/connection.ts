import type { AwsRequest } from '../aws-fault';
import { within } from '../within';
import { toAwsFault } from './to-aws-fault';

export interface ConnectionOptions {
  /** Milliseconds for one call, with everything that it waits for. @default - `silence` */
  readonly patience?: number;
  /** Milliseconds until a call is given up to which nothing at all is answered. @default - 10,000 */
  readonly silence?: number;
  /**
   * How often a call is tried where AWS throttles or fails, with growing pauses. @default - 3, as in every AWS tool;
   * bulk work wants more, and more patience with it
   */
  readonly attempts?: number;
  /** The profile of AWS's own files whose credentials to use. @default - the credentials of the process */
  readonly profile?: string;
}

interface Client {
  destroy(): void;
  readonly middlewareStack: {
    add(middleware: Middleware, where: { readonly step: 'finalizeRequest'; readonly priority: 'low' }): void;
  };
}
type Middleware = <Request, Answer>(
  next: (request: Request) => Promise<Answer>,
) => (request: Request) => Promise<Answer>;

/** What every client of the SDK is made with. */
export interface ClientOptions {
  readonly region: string;
  readonly maxAttempts: number;
  readonly retryMode: 'standard';
  readonly profile?: string;
}

/** One client per service and region, made when it is first used; and one way to call them. */
export class Connection {
  readonly #clients = new Map<string, Promise<Client>>();
  readonly #patience: number;
  readonly #silence: number;
  readonly #options: Omit<ClientOptions, 'region'>;

  constructor({ silence = 10_000, patience = silence, attempts = 3, profile }: ConnectionOptions = {}) {
    this.#patience = patience;
    this.#silence = silence;
    const ofProfile = profile === undefined ? {} : { profile };
    this.#options = { maxAttempts: attempts, retryMode: 'standard', ...ofProfile };
  }

  /** @param make - called once for each service and region; loads the SDK */
  client<C extends Client>(
    service: string,
    region: string,
    make: (options: ClientOptions) => Promise<C>,
  ): Promise<C> {
    quietenSdk();
    const key = `${service} ${region}`;
    const known = this.#clients.get(key) as Promise<C> | undefined;
    const client = known ?? this.#patiently(make({ region, ...this.#options }));
    this.#clients.set(key, client);
    return client;
  }

  /** Throttling is waited out for longer than a network that says nothing: the limit is set to each attempt. */
  async #patiently<C extends Client>(made: Promise<C>): Promise<C> {
    const client = await made;
    client.middlewareStack.add((next) => (request) => within(this.#silence, () => next(request)), {
      step: 'finalizeRequest',
      priority: 'low',
    });
    return client;
  }

  /** @throws AwsFault where AWS refuses or does not answer */
  async call<T>(request: AwsRequest, send: (signal: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
    try {
      return await within(this.#patience, (abortSignal) => send({ abortSignal }));
    } catch (error) {
      throw toAwsFault(error, { ...request, profile: this.#options.profile ?? process.env.AWS_PROFILE });
    }
  }

  /** Lets go of every socket. */
  async close(): Promise<void> {
    const clients = await Promise.all(this.#clients.values());
    this.#clients.clear();
    for (const client of clients) client.destroy();
  }
}

/** Under Node 20 the SDK announces its own later versions on stderr, which is no concern of whoever sets a value. */
function quietenSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}
