import type { Request } from "express";
import { isPreviewer, mayBePreview } from "../../live/cache/link-preview.ts";

/**
 * Returns true for clients that name `text/html`, and for link previews. A client that accepts any type, such as curl,
 * usually belongs to a person at a terminal, and gets text.
 */
export const wantsPage = (req: Request): boolean =>
  (mayBePreview(req.originalUrl, req.get("accept")) && isPreviewer(req.get("user-agent") ?? "")) ||
  req.accepts(["text/plain", "application/json", "text/html"]) === "text/html";

/**
 * Returns true if the client takes text. Text comes first, because a client that accepts any type, such as curl,
 * usually belongs to a person at a terminal.
 */
export const takesText = (req: Request): boolean =>
  req.accepts(["text/plain", "application/json"]) !== "application/json";
