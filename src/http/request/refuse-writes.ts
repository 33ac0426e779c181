import type { RequestHandler } from "express";
import { EdgeProblem } from "../problem.ts";

/** A process that only reads. */
export interface ReadingOnly {
  /** Address of the full service, or null if it is not known. */
  writeUrl: string | null;
}

/** Refuses a request that needs a key or records something, and says where to send it. */
export const refuseWrites =
  ({ writeUrl }: ReadingOnly): RequestHandler =>
  (req) => {
    throw new EdgeProblem("read_only", ["readsOnly", writeUrl === null ? null : `${writeUrl}${req.originalUrl}`]);
  };
