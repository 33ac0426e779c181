import type { Request } from "express";

/** Returns a path with the query of a request, as the client wrote it. */
export function withQuery(path: string, req: Request): string {
  const [, ...query] = req.originalUrl.split("?");
  return [path, ...query].join("?");
}
