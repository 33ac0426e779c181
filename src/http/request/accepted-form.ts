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
 * Returns true unless the client prefers JSON to text. A client that accepts any type, such as curl, gets text, because
 * it usually belongs to a person at a terminal.
 */
export const takesText = (req: Request): boolean =>
  req.accepts(["text/plain", "application/json"]) !== "application/json";
