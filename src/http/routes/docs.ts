import { static as files, type Request, Router } from "express";
// The imported module contains only the path of the folder. Importing the package itself would load the whole page into
// this process.
import getAbsoluteFSPath from "swagger-ui-dist/absolute-path.js";
import type { Crossing } from "../../domain/places/crossing.ts";
import { apiDocsPage } from "../../web/api-docs/page.ts";
import type { Frame } from "../../web/frame.ts";
import { askedMessages } from "../language.ts";
import { openApiOf } from "../openapi/openapi.ts";
import { PROBLEMS, type ProblemCode } from "../problem.ts";
import { decodeQuery } from "../request/decode.ts";
import { ownAddress } from "../request/own-address.ts";
import type { Route } from "../route.ts";
import { pageQuery, TextQuery } from "../wire/page.ts";

// Swagger UI sets inline styles and uses data: addresses for icons. It loads nothing from other hosts.
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Returns all crossings. Whenever the crossings change, returns a new map. */
type Places = () => ReadonlyMap<string, Crossing>;

/**
 * Returns a function that writes the description. It writes once for each map of crossings, because writing takes a
 * large part of a second.
 */
function descriptionOf(routes: readonly Route[], version: string, places: Places): () => string {
  let made: { of: ReadonlyMap<string, Crossing>; text: string } | undefined;
  return () => {
    const of = places();
    if (made?.of !== of) made = { of, text: JSON.stringify(openApiOf(routes, version, [...of.values()])) };
    return made.text;
  };
}

/** Dependencies of the documentation. */
export interface DocsEdge {
  routes: readonly Route[];
  version: string;
  places: Places;
  frameOf: (req: Request) => Frame;
}

/**
 * Returns the routes for the description of the API, for the page on which people can try the API, and for the meaning
 * of each kind of problem.
 */
export function docs({ routes, version, places, frameOf }: DocsEdge): Router {
  const router = Router();
  const description = descriptionOf(routes, version, places);
  description();
  router.get("/openapi.json", (_req, res) => {
    res.type("application/json").send(description());
  });
  router.get("/docs", (req, res) => {
    decodeQuery(TextQuery, pageQuery(req.query));
    const frame = frameOf(req);
    const base = ownAddress(req, frame.publicUrl);
    res.vary("Accept-Language").set({
      "Content-Security-Policy": POLICY,
      "Content-Language": frame.messages.language,
      // Without a public address, the examples depend on the Host header.
      "Cache-Control": frame.publicUrl === null ? "no-store" : "public, max-age=60",
    });
    res.type("html").send(apiDocsPage(frame, base));
  });
  router.use("/docs", files(getAbsoluteFSPath(), { index: false, maxAge: "1d" }));
  for (const code of Object.keys(PROBLEMS) as ProblemCode[])
    router.get(`/problems/${code}`, (req, res) => {
      const { language, errors } = askedMessages(req);
      res.vary("Accept-Language").set("Content-Language", language);
      res.json({ type: `/problems/${code}`, ...PROBLEMS[code], ...errors.kinds[code] });
    });
  return router;
}
