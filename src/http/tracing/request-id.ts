import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { rememberedFor } from "../../domain/remembered.ts";

/** An id that fits into a line of the log. Anything else in the header is ignored. */
const WELL_FORMED = /^[\w.-]{1,64}$/;

/**
 * Returns the id of a request: the one that a client or proxy sent in `X-Request-Id`, otherwise a random one. Repeated
 * calls return the same id. It is made only when first asked for, because most requests are never logged.
 */
export const requestIdOf = rememberedFor((req: Pick<IncomingMessage, "headers">): string => {
  const given = req.headers["x-request-id"];
  return typeof given === "string" && WELL_FORMED.test(given) ? given : randomUUID();
});
