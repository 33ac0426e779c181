import type { Request, Response } from "express";
import { askedMessages } from "../language.ts";

/** Sends an error as one line of text in the language of the request. */
export function sendErrorLine(req: Request, res: Response, status: number, line: string): void {
  res
    .vary("Accept")
    .vary("Accept-Language")
    .vary("User-Agent")
    .set({ "Cache-Control": "no-store", "Content-Language": askedMessages(req).language });
  res.status(status).type("text/plain").send(`${line}\n`);
}
