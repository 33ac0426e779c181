import { ABOUT_SPANISH } from "./es/about.ts";
import { ALERTS_SPANISH } from "./es/alerts.ts";
import { ALTERNATIVES_SPANISH } from "./es/alternatives.ts";
import { ANSWERS_SPANISH, COUNTS_SPANISH, SHORT_ANSWERS_SPANISH } from "./es/answers.ts";
import { ARTICLE_SPANISH } from "./es/article.ts";
import { DESK_SPANISH } from "./es/desk.ts";
import { DOCTOR_SPANISH } from "./es/doctor.ts";
import { ERRORS_SPANISH } from "./es/errors.ts";
import { HOLIDAYS_SPANISH } from "./es/holidays.ts";
import { CHAT_SPANISH } from "./es/notifications/chat.ts";
import { API_DOCS_SPANISH } from "./es/pages/api-docs.ts";
import { BOARD_SPANISH } from "./es/pages/board.ts";
import { COPY_SPANISH } from "./es/pages/copy.ts";
import { CROSSING_SPANISH } from "./es/pages/crossing.ts";
import { EMBED_SPANISH } from "./es/pages/embed.ts";
import { FOLLOW_SPANISH } from "./es/pages/follow.ts";
import { OFFLINE_SPANISH } from "./es/pages/offline.ts";
import { OGC_SPANISH } from "./es/pages/ogc.ts";
import { STATUS_PAGE_SPANISH } from "./es/pages/status-page.ts";
import { STORY_SPANISH } from "./es/pages/story.ts";
import { PAGES_SPANISH } from "./es/pages.ts";
import { EVENTS_SPANISH, REPORTS_SPANISH } from "./es/reports.ts";
import { TELL_ME_SPANISH } from "./es/tell-me.ts";
import type { Messages } from "./messages.ts";

export const SPANISH: Messages = {
  language: "es",
  name: "Español",
  region: "es_MX",
  months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
  hoursWords: {
    ...{ Mo: "lun", Tu: "mar", We: "mié", Th: "jue", Fr: "vie", Sa: "sáb", Su: "dom" },
    ...{ PH: "días festivos", "PH:US": "días festivos de EE. UU.", "PH:MX": "días festivos de México" },
    ...{ week: "semana", day: "día", days: "días" },
    ...HOLIDAYS_SPANISH,
    ...{ off: "cerrado", unknown: "no se conoce", "24/7": "las 24 horas", "Mo-Su": "diario" },
  },
  listLocale: "es-MX",
  phrases: ANSWERS_SPANISH,
  short: SHORT_ANSWERS_SPANISH,
  reports: REPORTS_SPANISH,
  events: EVENTS_SPANISH,
  alerts: ALERTS_SPANISH,
  counts: COUNTS_SPANISH,
  errors: ERRORS_SPANISH,
  pages: PAGES_SPANISH,
  board: BOARD_SPANISH,
  desk: DESK_SPANISH,
  about: ABOUT_SPANISH,
  article: ARTICLE_SPANISH,
  story: STORY_SPANISH,
  crossing: CROSSING_SPANISH,
  embed: EMBED_SPANISH,
  alternatives: ALTERNATIVES_SPANISH,
  apiDocs: API_DOCS_SPANISH,
  follow: FOLLOW_SPANISH,
  tellMe: TELL_ME_SPANISH,
  chat: CHAT_SPANISH,
  offline: OFFLINE_SPANISH,
  copy: COPY_SPANISH,
  doctor: DOCTOR_SPANISH,
  statusPage: STATUS_PAGE_SPANISH,
  ogc: OGC_SPANISH,
};
