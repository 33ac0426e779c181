import type { Request } from "express";

/** Returns the address of the service: the public one, or else that of the request. */
export const ownAddress = (req: Request, publicUrl: string | null): string =>
  publicUrl ?? `${req.protocol}://${req.get("Host") ?? ""}`;
