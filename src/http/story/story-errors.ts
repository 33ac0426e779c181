import type { ErrorRequestHandler, Request } from "express";
import type { Temporal } from "temporal-polyfill";
import { invalid, type WrittenIssue } from "../../domain/errors.ts";
import type { Frame } from "../../web/frame.ts";
import type { Html } from "../../web/html.ts";
import type { PeriodFields } from "../../web/story/form.ts";
import { periodHelp } from "../../web/story/help.ts";
import { daysOfSpan, similarSpan } from "../../web/story/span.ts";
import { sendErrorLine } from "../pages/error-line.ts";
import { errorPages, faultOf } from "../pages/error-pages.ts";
import { PAGE_POLICY } from "../pages/page-policy.ts";
import { PROBLEMS, RETRY_SECONDS, writeAway } from "../problem.ts";
import { takesText, wantsPage } from "../request/accepted-form.ts";
import { DayOrMonth, dayOfMoment } from "./restrictions-route.ts";

/**
 * Answers the errors of the pages about a period: as a page with the form for another period, as one line of text, or
 * as the problem document of the API.
 */
export function storyErrors(
  frameOf: (req: Request) => Frame,
  isAway: (error: unknown) => boolean,
): ErrorRequestHandler {
  const asPage = errorPages(frameOf, isAway, PAGE_POLICY, formFor);
  return (thrown: unknown, req, res, next) => {
    const { path } = frameOf(req);
    const error = thrown instanceof URIError ? unreadableSpan(path) : thrown;
    if (wantsPage(req)) return asPage(error, req, res, next);
    const { messages } = frameOf(req);
    const fault = faultOf(error, isAway, messages);
    if (fault === undefined || res.headersSent || !takesText(req)) return next(error);
    const { code, told } = fault;
    if (code === "unavailable") res.set("Retry-After", RETRY_SECONDS);
    return sendErrorLine(req, res, PROBLEMS[code].status, told || writeAway(error, messages));
  };
}

/** Returns the refusal of a period whose name has a stray percent sign. */
const unreadableSpan = (path: string) =>
  invalid([{ path: "span", rule: ["span"], value: JSON.stringify(spanIn(path)) }]);

/**
 * Returns the name of the period in a URL. If its percent escapes are invalid, returns the name undecoded. Returns ""
 * if there is none.
 */
function spanIn(path: string): string {
  const escaped = /^\/history\/([^/]+)/i.exec(path)?.[1] ?? "";
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

/** Renders the form for another period. It contains the valid values of the request. */
function formFor(frame: Frame, issues: readonly WrittenIssue[]): Html {
  const { knownAt, publishedBefore, from, to } = frame.query;
  const isSound = (name: string) => issues.every(({ path }) => path !== name);
  const named = spanIn(frame.path);
  const similar = named === "" ? undefined : similarSpan(named);
  const days: PeriodFields["days"] =
    similar === undefined ? { from: dayIn(from, "from"), to: dayIn(to, "to") } : daysOfSpan(similar);
  return periodHelp(frame, {
    similar: isSound("span") ? undefined : similar,
    days,
    known: {
      knownAt: isSound("knownAt") ? knownAt : undefined,
      publishedBefore: isSound("publishedBefore") ? publishedBefore : undefined,
    },
    faults: issues,
  });
}

/** Returns the first or the last day of a day or month that may be invalid. */
function dayIn(text: string | undefined, end: "from" | "to"): Temporal.PlainDate | undefined {
  const read = DayOrMonth.safeDecode(text as never);
  return read.success ? dayOfMoment(read.data, end) : undefined;
}
