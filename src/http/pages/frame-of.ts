import type { Request } from "express";
import type { Assets, Frame } from "../../web/frame.ts";
import type { ContextOf } from "../context-of.ts";
import { chosenLanguage } from "../language.ts";
import { pageQuery } from "../wire/page.ts";

/** Makes the frame of a request's page: its language, from the address or the browser, and its address. */
export const makeFrameOf =
  ({ contextOf, assets, publicUrl }: { contextOf: ContextOf; assets: Assets; publicUrl: string | null }) =>
  (req: Request): Frame => {
    const { lang, ...query } = pageQuery(req.query) as Record<string, string | undefined>;
    const language = lang === "en" || lang === "es" ? lang : chosenLanguage(req);
    const path = `${req.baseUrl}${req.path}`;
    return { language, isChosen: lang === language, assets, path, query, now: contextOf(req).now, publicUrl };
  };
