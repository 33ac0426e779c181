import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { ActorContext, Context } from "../context.ts";
import type { Messages } from "../locales/messages.ts";
import type { Role } from "../store/access/api-keys.ts";
import type { PROBLEMS } from "./problem.ts";

type Shape = z.ZodType | undefined;
type Decoded<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

/** The decoded request that a handler receives. */
export interface DecodedRequest<P extends Shape, Q extends Shape, B extends Shape> {
  params: Decoded<P>;
  query: Decoded<Q>;
  body: Decoded<B>;
  messages: Messages;
  /** Text of the body as received. Empty if there is none. */
  rawBody: string;
  header: (name: string) => string | undefined;
  /** Address of the service, as the client wrote it. An answer that states it must not be kept for other clients. */
  origin: string;
}

/** The answer that a handler returns. */
export type Answer<R extends z.ZodType> = (ValueAnswer<R> | OtherAnswer | WritingAnswer) & {
  status?: number;
  headers?: Record<string, string>;
  keep?: CachePolicy;
};

/** An answer as a value, which is encoded by the schema of the reply. */
interface ValueAnswer<R extends z.ZodType> {
  value: z.output<R>;
}

/** An answer as a value with a schema of its own, which `also` of the endpoint describes. */
interface OtherAnswer {
  value: unknown;
  /** Schema that encodes the value. */
  reply: z.ZodType;
}

/** An answer that writes itself, in JSON or in another format of the endpoint. */
interface WritingAnswer {
  write(form: string): Promise<WrittenAnswer>;
}

/** The text of a long answer, in pieces. Some are encoded already. */
export interface WrittenAnswer {
  texts: readonly (string | Buffer)[];
  /** Differs between answers that differ, except in the time of their generation. */
  version: string;
  /** Cursor of the next page. Null if there is none. */
  next: string | null;
  /** As in {@link Form}, for a format that browsers save. */
  file?: SavedFile;
}

/** Parts of a file name: the contents and, if any, the days covered. */
export interface SavedFile {
  of: string;
  days?: string;
}

/** Time for which this process and HTTP caches may cache an answer. Without a policy, nothing is cached. */
export type CachePolicy = KeptFor & (Dated | Passing | Lasting);

interface KeptFor {
  /** Time at which the answer was generated, or the instant that the answer is about. */
  at: Temporal.Instant;
  /**
   * Slugs of the crossings on which the answer depends, and topics such as `LOG_TOPIC`. A change to any of them
   * invalidates the answer.
   */
  of: readonly string[];
  /** True if the answer contains the address that the client wrote. This process then keeps it for no other client. */
  namesHost?: boolean;
}

/**
 * An answer that neither states the current time nor depends on it, such as one for an instant that the client named.
 */
interface Dated {
  dated: true;
  expiresAt: null;
}

/**
 * An answer that states when it was generated. The answer is cached for a minute, or until its next change if that
 * comes first.
 */
interface Passing {
  dated: false;
  expiresAt: Temporal.Instant | null;
}

/**
 * An answer that is expensive to generate. It is cached until `keptUntil`, possibly for more than a minute, or until
 * `expiresAt` if that comes first.
 */
interface Lasting {
  dated: false;
  expiresAt: Temporal.Instant | null;
  keptUntil: Temporal.Instant;
}

/**
 * Returns the cache policy for answers about crossings, either for the present or for an instant that the client named.
 */
export const cachePolicyOf = (
  { at, expiresAt, of }: { at: Temporal.Instant; expiresAt: Temporal.Instant | null; of: readonly string[] },
  asked: { at?: Temporal.Instant | undefined } = {},
): CachePolicy =>
  asked.at === undefined ? { at, expiresAt, of, dated: false } : { at, expiresAt: null, of, dated: true };

/**
 * Returns the cache policy for an answer that does not state the current time, and is expensive to generate. It is cached
 * until it changes.
 */
export const cacheUntilChange = ({
  at,
  expiresAt,
  of,
}: {
  at: Temporal.Instant;
  expiresAt: Temporal.Instant | null;
  of: readonly string[];
}): CachePolicy =>
  expiresAt === null ? { at, expiresAt, dated: true, of } : { at, expiresAt, dated: false, keptUntil: expiresAt, of };

/**
 * Returns the cache policy for an answer that does not depend on the clock. Such an answer is valid until one of its
 * dependencies changes.
 */
export const cacheUntilInvalidated = ({ now }: Context, ...of: string[]): CachePolicy => ({
  at: now,
  expiresAt: null,
  dated: true,
  of,
});

/** Name of the usual format. */
export const JSON_FORM = "json";

/** Decoded parameters of a request. */
export interface FormQuestion {
  /** Address of the service, as the client wrote it. */
  origin: string;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
}

/** A format besides JSON, written from the JSON answer. */
export interface Form {
  name: string;
  type: string;
  /** Writes the format. Missing if the answers of the endpoint write themselves. */
  write?(wire: unknown, question: FormQuestion): string | Promise<string>;
  /** True if the text contains the `origin`. Such a text is not cached, because the Host header determines it. */
  namesHost?: boolean;
  /** Names the file, for a format that browsers save. */
  file?(wire: unknown, question: FormQuestion): SavedFile;
  /** True for a format that browsers save if the answers, which write themselves, name the file. */
  isSaved?: boolean;
}

interface Spec<P extends Shape, Q extends Shape, B extends Shape, R extends z.ZodType> {
  method: "get" | "post" | "delete";
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
  /**
   * Media type of an answer that is sent as text instead of JSON, such as `text/event-stream`. `reply` is then a string
   * schema. Default: JSON.
   */
  type?: string;
  /** Status of the usual answer. Default: 200. */
  status?: number;
  /** Other statuses of a successful answer, and when each is sent. */
  also?: Record<number, string | { description: string; reply: z.ZodType }>;
  /** Problems that this endpoint may return, in addition to those of every endpoint of its kind. */
  problems?: (keyof typeof PROBLEMS)[];
  /** True if answers carry an ETag and may be cached. Default: true for public GET endpoints. */
  isKept?: boolean;
  /**
   * True for an item that people change. Its answers carry an ETag that names its version, and the requests that change it
   * honour `If-Match`.
   */
  isVersioned?: boolean;
  forms?: Form[];
  /** Returns true if the answer needs no database, because all that it needs is in memory. */
  isInMemory?(ctx: Context, asked: Pick<DecodedRequest<P, Q, B>, "params" | "query">): boolean;
  /** True if the answer takes a large part of a second to compute. Such answers are computed one at a time. */
  isLong?: boolean;
}

/** An endpoint as data: the same schemas decode its requests, encode its answers and document it. */
export type Route = Omit<Spec<Shape, Shape, Shape, z.ZodType>, "isInMemory"> & {
  role?: Role;
  isInMemory?(ctx: Context, asked: Pick<DecodedRequest<Shape, Shape, Shape>, "params" | "query">): boolean;
  handle(ctx: Context | ActorContext, asked: DecodedRequest<Shape, Shape, Shape>): Promise<Answer<z.ZodType>>;
};

/** Declares a public endpoint. */
export function route<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  R extends z.ZodType = z.ZodType,
>(spec: Spec<P, Q, B, R> & { handle(ctx: Context, asked: DecodedRequest<P, Q, B>): Promise<Answer<R>> }): Route {
  return spec as unknown as Route;
}

/** Declares an endpoint for key holders with `role`. An admin may use every endpoint. */
export function isGuarded<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  R extends z.ZodType = z.ZodType,
>(
  spec: Spec<P, Q, B, R> & {
    role: Role;
    handle(ctx: ActorContext, asked: DecodedRequest<P, Q, B>): Promise<Answer<R>>;
  },
): Route {
  return spec as unknown as Route;
}
