import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

const ids = new WeakMap<object, string>();

/** An id that fits into a line of the log. Anything else in the header is ignored. */
const WELL_FORMED = /^[\w.-]{1,64}$/;

/**
 * Returns the id of a request: the one that a client or proxy sent in `X-Request-Id`, otherwise a random one. Repeated
 * calls return the same id. It is made only when first asked for, because most requests are never logged.
 */
export function requestIdOf(req: Pick<IncomingMessage, "headers">): string {
  const known = ids.get(req);
  if (known !== undefined) return known;
  const given = req.headers["x-request-id"];
  const id = typeof given === "string" && WELL_FORMED.test(given) ? given : randomUUID();
  ids.set(req, id);
  return id;
}
