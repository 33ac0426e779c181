import { plainLetters } from "../../../../src/domain/announcements/sentences.ts";
import { timesIn } from "../../../../src/domain/announcements/time/times.ts";

/** Returns the times in a text as `18:00`, with the zone if it is named, and `about` before an approximate time. */
export const shownTimes = (text: string) =>
  timesIn(plainLetters(text)).map(({ hour, minute, zone, approximate }) =>
    [
      ...(approximate ? ["about"] : []),
      [hour, minute].map((part) => String(part).padStart(2, "0")).join(":"),
      ...(zone === null ? [] : [zone]),
    ].join(" "),
  );
