import { z } from "zod";
import { DIRECTIONS, MODES } from "../../domain/vocabulary.ts";
import { LANGUAGES } from "../../locales/index.ts";
import { byRule } from "../wire/rule.ts";
import { count, ReportId, Slug } from "../wire/wire.ts";

/** Parameters and form fields of the desk's pages. */

/** Idempotency key in a form. */
export const FormKey = z.string().regex(/^[\w-]{8,80}$/, byRule("formKey"));

export const AcceptanceFields = z.strictObject({ once: FormKey });

const lang = z.enum(LANGUAGES).optional();

export const PlainQuery = z.strictObject({ lang });

export const ProposalQuery = z.strictObject({ lang, done: z.enum(["waiting"]).optional() });

/** A mode and a direction, such as `passenger-northbound`. */
const SERVICE = new RegExp(`^(${MODES.join("|")})-(${DIRECTIONS.join("|")})$`);

export const FormQuery = z.strictObject({
  lang,
  crossing: Slug.optional(),
  status: z.enum(["open", "suspended", "closed"]).optional(),
  services: z
    .string()
    .transform((text) => text.split(" "))
    .pipe(z.array(z.string().regex(SERVICE, byRule("formState"))).max(MODES.length * DIRECTIONS.length))
    .optional(),
  proposal: ReportId.optional(),
  like: ReportId.optional(),
});

export const ReviewQueueQuery = z.strictObject({ lang, done: z.enum(["dismissed", "noted"]).optional() });

export const ReportsQuery = z.strictObject({
  lang,
  whose: z.enum(["mine", "all"]).default("mine"),
  before: count(1, Number.MAX_SAFE_INTEGER).optional(),
});

const counted = count(0, Number.MAX_SAFE_INTEGER).optional();

export const SpreadsheetQuery = z.strictObject({ lang, recorded: counted, known: counted });

export const OneReportQuery = z.strictObject({
  lang,
  done: z.enum(["recorded", "before", "retracted"]).optional(),
});

export const JobsQuery = z.strictObject({
  lang,
  started: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
});
