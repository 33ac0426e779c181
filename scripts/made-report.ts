import { Temporal } from "temporal-polyfill";
import type { Crossing } from "../src/domain/places/crossing.ts";
import type { WrittenDraft } from "../src/domain/record/draft-json.ts";
import { REASONS, SOURCE_KINDS, type Status } from "../src/domain/vocabulary.ts";
import type { Random } from "./random.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const PUBLISHERS = Array.from({ length: 12 }, (_, i) => `Example Agency ${i + 1}`);
const HOURS = [
  "24/7",
  "06:00-22:00",
  "06:00-24:00",
  "Mo-Fr 06:00-24:00; Sa 08:00-16:00",
  "Mo-Fr 07:00-24:00; Sa-Su off",
];

type Line = NonNullable<WrittenDraft["changes"]>[number];
type Target = Pick<Line, "crossing" | "modes" | "directions">;

const instant = (epoch: number): string => String(Temporal.Instant.fromEpochMilliseconds(epoch));
const day = (epoch: number): string => instant(epoch).slice(0, 10);

/**
 * Makes a typical report: a status change (current, announced or late), an hours change, or a claim. `at` is its
 * recording time in milliseconds since 1970.
 */
export function makeReport(random: Random, crossing: Crossing, at: number): WrittenDraft {
  const kind = random.next();
  const target = makeTarget(random, crossing);
  return {
    source: {
      kind: random.pick(SOURCE_KINDS),
      publisher: random.pick(PUBLISHERS),
      title: `Report ${random.below(1_000_000)} on ${crossing.name.en}`,
      url: `https://example.org/${random.below(1_000_000)}`,
      publishedAt: random.chance(0.8) ? day(at - random.below(2 * DAY)) : instant(at - random.below(HOUR)),
    },
    reason: random.chance(0.7) ? random.pick(REASONS) : null,
    note: random.chance(0.3) ? `Told by the desk, line ${random.below(100)}` : null,
    ...(kind < 0.75
      ? { changes: [makeStatus(random, target, at)] }
      : kind < 0.85
        ? { changes: [{ ...target, hours: random.pick(HOURS), effectiveAt: makeMoment(random, at) }] }
        : { claims: [makeClaim(random, target, at)] }),
  };
}

/** Chooses all services of a crossing, those of one mode, or a single one. */
function makeTarget(random: Random, { slug, services }: Crossing): Target {
  const { mode, direction } = random.pick(services);
  const width = random.next();
  if (width < 0.3) return { crossing: slug };
  return { crossing: slug, modes: [mode], ...(width < 0.65 ? {} : { directions: [direction] }) };
}

/** Chooses a start: usually within the hour before recording, sometimes weeks ahead, days ago, or a whole day. */
function makeMoment(random: Random, at: number): string {
  const kind = random.next();
  if (kind < 0.7) return instant(at - random.below(HOUR));
  if (kind < 0.8) return instant(at + random.below(3 * DAY));
  if (kind < 0.85) return instant(at + random.below(60 * DAY));
  if (kind < 0.95) return day(at + random.below(14 * DAY));
  return instant(at - random.below(10 * DAY));
}

function makeStatus(random: Random, target: Target, at: number): Line {
  const status: Status = random.pick(["open", "open", "open", "suspended", "suspended", "closed"]);
  const isOpen = status === "open";
  return {
    ...target,
    status,
    ...(isOpen && random.chance(0.2) ? { limited: true } : {}),
    // Most reopenings lift everything. Otherwise, services would stay restricted forever.
    ...(isOpen && random.chance(0.9) ? { lifts: "all" as const } : {}),
    ...(random.chance(0.1) ? { onset: "approximate" as const } : {}),
    effectiveAt: makeMoment(random, at),
    ...(!isOpen && random.chance(0.3) ? { expectedUntil: day(at + (61 + random.below(60)) * DAY) } : {}),
  };
}

function makeClaim(random: Random, target: Target, at: number): NonNullable<WrittenDraft["claims"]>[number] {
  return {
    ...target,
    status: random.pick(["open", "suspended", "closed"]),
    effectiveAt: random.chance(0.7) ? instant(at - random.below(HOUR)) : day(at - random.below(7 * DAY)),
    ...(random.chance(0.1) ? { until: day(at + (2 + random.below(10)) * DAY) } : {}),
    ...(random.chance(0.03) ? { denied: true } : {}),
  };
}
