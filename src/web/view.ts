import type { Temporal } from "temporal-polyfill";

/** The instant of a page's answer and the limits on its reports, as its address gives them. */
export interface PageView {
  /** The query parameters, which links repeat. */
  params: Record<string, string | undefined>;
  /** False for a page about now that uses all reports. Only such a page follows the stream. */
  isDated: boolean;
  tense: "now" | "past" | "ahead";
  /** For an instant in the future: that instant. Otherwise null. */
  tenseExpiresAt: Temporal.Instant | null;
  /** The local day of the parameter `on`, at `time` in each crossing's own zone. */
  on: Temporal.PlainDate | undefined;
  time: string;
  knownAt: Temporal.Instant | undefined;
  /** Undefined if {@link isToldThen}: the limit is then the instant of the answer. */
  publishedBefore: Temporal.Instant | undefined;
  /** Whether to use only reports published by the instant of the answer. */
  isToldThen: boolean;
}
