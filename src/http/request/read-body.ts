import { type Request, type Response, raw } from "express";
import { EdgeProblem } from "../problem.ts";
import { earlyStepsOf } from "./early-steps.ts";
import { type ReadJson, readJson } from "./read-json.ts";

/** Maximum body size in bytes. A report with 200 changes takes a third of it. */
export const BODY_LIMIT = 64 * 1024;

const readBytes = raw({ limit: BODY_LIMIT, type: () => true });

/**
 * Reads the JSON body of a request. Returns undefined if there is none. A body whose content type is missing or is not
 * JSON is refused, because a route with an optional body would otherwise ignore it.
 * @throws EdgeProblem `unsupported` for a content type other than JSON, Refusal `invalid` for malformed JSON, and the
 * errors of the body parser
 */
export async function readBody(req: Request, res: Response): Promise<ReadJson | undefined> {
  const bytes: unknown = earlyStepsOf(req)?.body ?? (await receive(req, res));
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return undefined;
  const type = req.get("content-type");
  if (!req.is("application/json"))
    throw new EdgeProblem(
      "unsupported",
      type === undefined || type === "" ? ["contentTypeMissing"] : ["contentTypeNotJson", type],
    );
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type ?? "")?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new EdgeProblem("unsupported", ["charsetNotUtf8", charset]);
  return readJson(bytes, "body");
}

async function receive(req: Request, res: Response): Promise<unknown> {
  await new Promise<void>((done, fail) => {
    readBytes(req, res, (error: unknown) => (error === undefined ? done() : fail(error)));
  });
  return req.body;
}
