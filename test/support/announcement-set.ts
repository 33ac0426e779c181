import { Temporal } from "temporal-polyfill";
import type { Announcement } from "../../src/domain/announcements/read.ts";
import { CLOSURES } from "./announcement-set-closures.ts";
import { FOURTH } from "./announcement-set-fourth.ts";
import { FIRST_SIGHT, HELD_OUT } from "./announcement-set-held-out.ts";
import type { SetItem } from "./announcement-set-item.ts";
import { NEGATIVES } from "./announcement-set-negatives.ts";
import { REOPENINGS } from "./announcement-set-reopenings.ts";
import { SECOND } from "./announcement-set-second.ts";
import { THIRD } from "./announcement-set-third.ts";

/** The announcements used to develop the parser. */
export const KNOWN: readonly SetItem[] = [...CLOSURES, ...REOPENINGS, ...NEGATIVES, ...SECOND, ...THIRD, ...FOURTH];

export { FIRST_SIGHT, HELD_OUT };

/** Creates the item as a feed would deliver it. */
export const announced = ({ name, title, text, publishedAt }: SetItem): Announcement => ({
  id: name,
  title,
  text,
  link: "https://example.org/announcement",
  publishedAt: Temporal.Instant.from(publishedAt),
});
