import { type RequestHandler, Router, urlencoded } from "express";
import { Refusal } from "../../domain/errors.ts";
import { deskFaultPage } from "../../web/desk/fault-page.ts";
import { answerInTime, pauseDeadline } from "../deadline.ts";
import { PROBLEMS, shownAddress } from "../problem.ts";
import { isCrossSite } from "./csrf.ts";
import { type DeskDependencies, sendPage } from "./desk-sessions.ts";
import { deskFaults } from "./faults.ts";
import { MOST_FIELDS } from "./report-fields.ts";
import { jobPageRoutes } from "./routes/jobs.ts";
import { proposalRoutes } from "./routes/proposals.ts";
import { recordRoutes } from "./routes/record.ts";
import { reportRoutes } from "./routes/reports.ts";
import { reviewQueueRoutes } from "./routes/review-queue.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { spreadsheetRoutes } from "./routes/spreadsheet.ts";
import { MOST_BYTES, takeUpload } from "./spreadsheet/take-upload.ts";

/**
 * Maximum form size in bytes. A form holds a report of up to 64 KiB plus its field names. A form that is kept during a
 * sign-in is URL-encoded twice.
 */
const FORM_LIMIT = 512 * 1024;

/** Maximum size in bytes of a form with a spreadsheet as text. URL encoding may turn each byte into three. */
const TABLE_LIMIT = 3 * MOST_BYTES + FORM_LIMIT;

/**
 * Maximum size in bytes of a sign-in form that keeps a spreadsheet. URL encoding twice may turn each byte into five.
 */
const KEPT_TABLE_LIMIT = 5 * MOST_BYTES + FORM_LIMIT;

const readForm = (limit: number): RequestHandler => urlencoded({ extended: false, limit, parameterLimit: MOST_FIELDS });

/** Headers of the desk's pages. Nobody may cache or frame these pages, and other sites cannot read them. */
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "Cache-Control": "no-store",
  "Cross-Origin-Resource-Policy": "same-origin",
  // With `no-referrer`, which Helmet sets by default, browsers would send `Origin: null` with the desk's own forms.
  "Referrer-Policy": "same-origin",
  "X-Robots-Tag": "noindex",
};

const untimed: RequestHandler = (_req, res, next) => {
  pauseDeadline(res);
  next();
};

/** Creates the desk: pages for operators, who sign in with their key. */
export function desk(parts: DeskDependencies): Router {
  const { frameOf, publicUrl } = parts;
  const router = Router();
  const refuseForeign: RequestHandler = (req, res, next) => {
    if (!isCrossSite(req, publicUrl)) return next();
    sendPage(res, deskFaultPage(frameOf(req), { kind: "foreign", detail: "", issues: [] }), PROBLEMS.forbidden.status);
  };
  router.use((req, res, next) => {
    for (const name of ["Access-Control-Allow-Origin", "Access-Control-Expose-Headers"]) res.removeHeader(name);
    res.set(HEADERS).set("Content-Language", frameOf(req).messages.language).vary("Cookie").vary("Accept-Language");
    next();
  });
  router.post("/spreadsheet", refuseForeign, untimed, ...takeUpload, readForm(TABLE_LIMIT));
  router.post("/sign-in", refuseForeign, untimed, readForm(KEPT_TABLE_LIMIT));
  router.post("/{*any}", refuseForeign, untimed, readForm(FORM_LIMIT));
  router.use(answerInTime);
  const routes = [
    reviewQueueRoutes,
    signInRoutes,
    reportRoutes,
    recordRoutes,
    proposalRoutes,
    spreadsheetRoutes,
    jobPageRoutes,
  ];
  router.use(...routes.map((make) => make(parts)));
  router.use((req) => {
    throw new Refusal("not_found", ["nothingAt", shownAddress(req.originalUrl)]);
  });
  router.use(deskFaults(parts));
  return router;
}
