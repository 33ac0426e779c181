import type { Request } from "express";
import { LOCALES, messagesIn } from "../../locales/index.ts";
import type { Assets, Frame } from "../../web/frame.ts";
import type { ContextOf } from "../context-of.ts";
import { chosenMessages } from "../language.ts";
import { pageQuery } from "../wire/page.ts";

/** Pages at addresses below this one are those that a mirror keeps. */
export const COPY_PATH = "/copy";

const IN_COPY = new RegExp(`^${COPY_PATH}(?=/|$)`, "i");

/** What all frames of a service share. */
interface FrameParts {
  contextOf: ContextOf;
  assets: Assets;
  publicUrl: string | null;
  offersEmail: boolean;
  pushKey: string | null;
}

/** Creates the frame of a request's page. The language comes from the page's address or from the browser. */
export const makeFrameOf =
  ({ contextOf, assets, publicUrl, offersEmail, pushKey }: FrameParts) =>
  (req: Request): Frame => {
    const { lang, ...query } = pageQuery(req.query) as Record<string, string | undefined>;
    const asked = messagesIn(lang);
    const messages = asked ?? chosenMessages(req);
    const isCopy = IN_COPY.test(req.baseUrl);
    // The copy names the address of the page itself.
    const path = `${req.baseUrl.replace(IN_COPY, "")}${req.path}`;
    const isChosen = asked !== undefined;
    const { now } = contextOf(req);
    const offers = { offersEmail, pushKey };
    return { messages, locales: LOCALES, isChosen, assets, path, query, now, publicUrl, ...offers, isCopy };
  };
