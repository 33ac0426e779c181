import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { ActorContext, Context } from "../context.ts";
import type { Messages } from "../locales/messages.ts";
import type { Role } from "../store/access/api-keys.ts";
import type { PROBLEMS } from "./problem.ts";

type Shape = z.ZodType | undefined;
type Decoded<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler is asked, decoded. */
export interface Asked<P extends Shape, Q extends Shape, B extends Shape> {
  params: Decoded<P>;
  query: Decoded<Q>;
  body: Decoded<B>;
  messages: Messages;
  /** The body as it came, byte for byte; empty without one. */
  rawBody: string;
  header: (name: string) => string | undefined;
}

/** What a handler answers. */
export interface Answer<R extends z.ZodType> {
  value: z.output<R>;
  status?: number;
  headers?: Record<string, string>;
  keep?: Keep;
}

/** For how long an answer may be kept, here and by others. Without it, nothing is kept. */
export type Keep = KeptFor & (Dated | Passing | Lasting);

interface KeptFor {
  /** When the answer was made, or the instant that it was made for. */
  at: Temporal.Instant;
  /** The crossings that it tells of, or `LOG` or `PLACES` of the board: a touch of one of them may make it another answer. */
  of: readonly string[];
}

/** An answer that neither tells the time nor compares anything with it, such as one for an instant of the asker's own. */
interface Dated {
  dated: true;
  turnsAt: null;
}

/** An answer that tells the time it was made: it is kept for a minute, or until it turns by itself where that is earlier. */
interface Passing {
  dated: false;
  turnsAt: Temporal.Instant | null;
}

/** An answer that is dear to make, and is kept longer than a minute, though it tells the time or may turn. */
interface Lasting {
  dated: false;
  turnsAt: Temporal.Instant | null;
  keptUntil: Temporal.Instant;
}

/** The keeping of answers about crossings, of now or for an instant of the asker's own. */
export const keepOf = (
  { at, turnsAt, of }: { at: Temporal.Instant; turnsAt: Temporal.Instant | null; of: readonly string[] },
  asked: { at?: Temporal.Instant | undefined } = {},
): Keep => (asked.at === undefined ? { at, turnsAt, of, dated: false } : { at, turnsAt: null, of, dated: true });

/** The keeping of an answer that no clock turns: it holds until what it tells of is touched. */
export const untilTouched = ({ now }: Context, ...of: string[]): Keep => ({
  at: now,
  turnsAt: null,
  dated: true,
  of,
});

/** The parameters by which an answer in some form was asked for, decoded. */
export interface FormQuestion {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
}

/** A form in which an answer can be had besides JSON, from what stands on the wire. */
export interface Form {
  name: string;
  type: string;
  write(wire: unknown, question: FormQuestion): string | Promise<string>;
  /** Where the form is a file to be saved: what it is of, and its day or days where the answer is about some. */
  file?(wire: unknown, question: FormQuestion): { of: string; days?: string };
}

interface Spec<P extends Shape, Q extends Shape, B extends Shape, R extends z.ZodType> {
  method: "get" | "post" | "delete";
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
  /** The media type of an answer that is text by itself, whose reply is a string; JSON where left out. */
  type?: string;
  /** The status of the plain answer; 200 where left out. */
  status?: number;
  /** Other statuses of the plain answer, and when it has them. */
  also?: Record<number, string>;
  /** What it may be refused for, besides what every endpoint of its kind may be. */
  problems?: (keyof typeof PROBLEMS)[];
  /** Whether its answers carry a tag and may be kept; left out, those of every public GET do. */
  isKept?: boolean;
  forms?: Form[];
  /** The answer takes a good part of a second to be made: one is made after another. */
  isLong?: boolean;
}

/** An endpoint as data: it decodes, encodes, and documents itself by the same schemas. */
export type Route = Spec<Shape, Shape, Shape, z.ZodType> & {
  role?: Role;
  handle(ctx: Context | ActorContext, asked: Asked<Shape, Shape, Shape>): Promise<Answer<z.ZodType>>;
};

/** An endpoint that anyone may ask. */
export function route<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  R extends z.ZodType = z.ZodType,
>(spec: Spec<P, Q, B, R> & { handle(ctx: Context, asked: Asked<P, Q, B>): Promise<Answer<R>> }): Route {
  return spec as unknown as Route;
}

/** An endpoint for holders of a key with `role`; an admin may ask everything. */
export function guarded<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  R extends z.ZodType = z.ZodType,
>(
  spec: Spec<P, Q, B, R> & { role: Role; handle(ctx: ActorContext, asked: Asked<P, Q, B>): Promise<Answer<R>> },
): Route {
  return spec as unknown as Route;
}
