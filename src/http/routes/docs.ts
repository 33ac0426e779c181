import { static as files, Router } from "express";
// The imported module contains only the path of the folder. Importing the package itself would load the whole page into
// this process.
import getAbsoluteFSPath from "swagger-ui-dist/absolute-path.js";
import type { Crossing } from "../../domain/places/crossing.ts";
import { FALLBACK } from "../../locales/index.ts";
import { askedMessages } from "../language.ts";
import { openApiOf } from "../openapi/openapi.ts";
import { PROBLEMS, type ProblemCode } from "../problem.ts";
import type { Route } from "../route.ts";

/** Start script of the page. It replaces the script in the package, which shows a sample API. */
const START = `window.ui = SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });`;

const PAGE = `<!doctype html>
<html lang="${FALLBACK.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Garita: the API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"><p>This page needs its script to try the API. Without it, read <a href="/openapi.json">/openapi.json</a>.</p></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

// Swagger UI sets inline styles and uses data: addresses for icons. It loads nothing from other hosts.
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Returns all crossings: a new map after each change. */
type Places = () => ReadonlyMap<string, Crossing>;

/**
 * Returns a function that writes the description once for each list of crossings, because writing takes a large part of
 * a second.
 */
function descriptionOf(routes: readonly Route[], version: string, places: Places): () => string {
  let made: { of: ReadonlyMap<string, Crossing>; text: string } | undefined;
  return () => {
    const of = places();
    if (made?.of !== of) made = { of, text: JSON.stringify(openApiOf(routes, version, [...of.values()])) };
    return made.text;
  };
}

/**
 * Returns the routes for the description of the API, for the page on which people can try it (which works offline), and
 * for the meaning of each kind of problem.
 */
export function docs(routes: readonly Route[], version: string, places: Places): Router {
  const router = Router();
  const description = descriptionOf(routes, version, places);
  description();
  router.get("/openapi.json", (_req, res) => {
    res.type("application/json").send(description());
  });
  router.get("/docs", (_req, res) => {
    res.set("Content-Security-Policy", POLICY).type("html").send(PAGE);
  });
  router.get("/docs/start.js", (_req, res) => {
    res.type("js").send(START);
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
