import type { RequestHandler } from "express";
import { invalid } from "../../domain/errors.ts";
import { chooseCoding } from "../../live/cache/bodies.ts";
import { readRequestHeaders } from "../../live/cache/request-headers.ts";
import { EdgeProblem } from "../problem.ts";

/**
 * Refuses requests that no route can answer: those with two Host headers (RFC 9112, 3.2), and those that accept no
 * content coding (RFC 9110, 12.5.3).
 */
export const refuseRequest: RequestHandler = (req, _res, next) => {
  const { hasTwoHosts, encoding } = readRequestHeaders(req.rawHeaders, req.originalUrl);
  if (hasTwoHosts) throw invalid([{ path: "Host", rule: ["repeated"] }]);
  if (chooseCoding(encoding) === null) throw new EdgeProblem("not_acceptable", ["codingUnavailable", encoding ?? ""]);
  next();
};
