import { ABOUT_ENGLISH } from "./en/about.ts";
import { ALERTS_ENGLISH } from "./en/alerts.ts";
import { ALTERNATIVES_ENGLISH } from "./en/alternatives.ts";
import { ANSWERS_ENGLISH, COUNTS_ENGLISH, SHORT_ANSWERS_ENGLISH } from "./en/answers.ts";
import { ARTICLE_ENGLISH } from "./en/article.ts";
import { DESK_ENGLISH } from "./en/desk.ts";
import { DOCTOR_ENGLISH } from "./en/doctor.ts";
import { ERRORS_ENGLISH } from "./en/errors.ts";
import { HOLIDAYS_ENGLISH } from "./en/holidays.ts";
import { CHAT_ENGLISH } from "./en/notifications/chat.ts";
import { API_DOCS_ENGLISH } from "./en/pages/api-docs.ts";
import { BOARD_ENGLISH } from "./en/pages/board.ts";
import { COPY_ENGLISH } from "./en/pages/copy.ts";
import { CROSSING_ENGLISH } from "./en/pages/crossing.ts";
import { EMBED_ENGLISH } from "./en/pages/embed.ts";
import { FOLLOW_ENGLISH } from "./en/pages/follow.ts";
import { OFFLINE_ENGLISH } from "./en/pages/offline.ts";
import { OGC_ENGLISH } from "./en/pages/ogc.ts";
import { STATUS_PAGE_ENGLISH } from "./en/pages/status-page.ts";
import { STORY_ENGLISH } from "./en/pages/story.ts";
import { PAGES_ENGLISH } from "./en/pages.ts";
import { EVENTS_ENGLISH, REPORTS_ENGLISH } from "./en/reports.ts";
import { TELL_ME_ENGLISH } from "./en/tell-me.ts";
import type { Messages } from "./messages.ts";

export const ENGLISH: Messages = {
  language: "en",
  name: "English",
  region: "en_US",
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  hoursWords: {
    ...{ Mo: "Mon", Tu: "Tue", We: "Wed", Th: "Thu", Fr: "Fri", Sa: "Sat", Su: "Sun" },
    ...{ PH: "public holidays", "PH:US": "U.S. public holidays", "PH:MX": "Mexican public holidays" },
    ...HOLIDAYS_ENGLISH,
    ...{ off: "shut", unknown: "not known", "24/7": "around the clock", "Mo-Su": "every day" },
  },
  // Lists in en-US have a comma before the final "and". Newspapers omit it.
  listLocale: "en-GB",
  phrases: ANSWERS_ENGLISH,
  short: SHORT_ANSWERS_ENGLISH,
  reports: REPORTS_ENGLISH,
  events: EVENTS_ENGLISH,
  alerts: ALERTS_ENGLISH,
  counts: COUNTS_ENGLISH,
  errors: ERRORS_ENGLISH,
  pages: PAGES_ENGLISH,
  board: BOARD_ENGLISH,
  desk: DESK_ENGLISH,
  about: ABOUT_ENGLISH,
  article: ARTICLE_ENGLISH,
  story: STORY_ENGLISH,
  crossing: CROSSING_ENGLISH,
  embed: EMBED_ENGLISH,
  alternatives: ALTERNATIVES_ENGLISH,
  apiDocs: API_DOCS_ENGLISH,
  follow: FOLLOW_ENGLISH,
  tellMe: TELL_ME_ENGLISH,
  chat: CHAT_ENGLISH,
  offline: OFFLINE_ENGLISH,
  copy: COPY_ENGLISH,
  doctor: DOCTOR_ENGLISH,
  statusPage: STATUS_PAGE_ENGLISH,
  ogc: OGC_ENGLISH,
};
