import type { Temporal } from "temporal-polyfill";
import type { AskedTime } from "../domain/text/crossing-line.ts";
import type { Programme } from "../domain/vocabulary.ts";

/** Returns the time that the answers of a page are about. */
export const askedTimeOf = ({ tense, isDated }: PageView): AskedTime => (tense === "now" && isDated ? "dated" : tense);

/**
 * Returns the view of a page that a mirror keeps. It is about the present, but will be read later, so its answers are
 * in the past tense.
 */
export const keptView = (view: PageView): PageView => (view.isDated ? view : { ...view, tense: "past" });

/** The instant that a page shows, and which reports count, as given in the URL. */
export interface PageView {
  /** Query parameters, which links repeat. */
  params: Record<string, string | undefined>;
  /** False for a page about the present that uses all reports. Only such a page follows the stream. */
  isDated: boolean;
  tense: "now" | "past" | "ahead";
  /** Instant at which the tense changes: the requested instant if it is in the future, otherwise null. */
  tenseExpiresAt: Temporal.Instant | null;
  /** Programme of the travellers for whom the page gives the answer. */
  programme: Programme | undefined;
  /** Requested day. The page gives the answer for `time` on this day, in each crossing's own zone. */
  on: Temporal.PlainDate | undefined;
  time: string;
  knownAt: Temporal.Instant | undefined;
  /** Undefined if {@link isToldThen}, because the limit is then the instant of the answer. */
  publishedBefore: Temporal.Instant | undefined;
  /** True if the page uses only reports published by the instant of the answer. */
  isToldThen: boolean;
}
