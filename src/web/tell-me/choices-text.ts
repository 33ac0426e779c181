import type { FollowerChoices } from "../../domain/notifications/follower.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { inList } from "../../domain/places/in-list.ts";
import { EMAIL_KINDS } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";

/** Most crossings named in one text. */
const NAMED = 5;

/** Formats minutes of the day: `22:00`. */
export const showMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Names the crossings of a subscription. */
export function placesOfChoices(
  { crossings }: Pick<FollowerChoices, "crossings">,
  all: ReadonlyMap<string, Crossing>,
  messages: Messages,
): string {
  const names = crossings.map((slug) => {
    const crossing = all.get(slug);
    return crossing === undefined ? slug : nameIn(crossing, messages);
  });
  if (names.length === 0) return messages.tellMe.everyCrossing;
  return names.length > NAMED ? messages.reports.crossings(names.length) : inList(names, messages);
}

/** Sums up what a person asked for, a line each. In short, all kinds of change have one name. */
export function choicesText(
  choices: FollowerChoices,
  all: ReadonlyMap<string, Crossing>,
  messages: Messages,
  isShort = false,
): string[] {
  const { summary, kindNames, atOnce, digest, clock } = messages.tellMe;
  const { pages } = messages;
  const { modes, directions, kinds, quiet, digestAt, timeZone } = choices;
  const limits = [...modes.map((mode) => pages.modes[mode]), ...directions.map((each) => pages.directions[each])];
  return [
    summary.about(placesOfChoices(choices, all, messages)),
    ...(limits.length === 0 ? [] : [limits.join(", ")]),
    isShort && kinds.length === EMAIL_KINDS.length
      ? messages.tellMe.push.anyChange
      : summary.of(
          inList(
            kinds.map((kind) => kindNames[kind]),
            messages,
            "or",
          ),
        ),
    digestAt === null ? atOnce : digest(showMinute(digestAt)),
    ...(quiet === null ? [] : [summary.quiet(showMinute(quiet.from), showMinute(quiet.until))]),
    ...(quiet === null && digestAt === null ? [] : [clock(timeZone)]),
  ];
}
