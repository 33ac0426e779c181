import type { FollowText } from "../../messages/pages/follow.ts";

export const FOLLOW_SPANISH: FollowText = {
  title: "Seguir este cruce",
  hint: "Abra un enlace o copie su dirección en un calendario (“desde URL”) o en un lector de noticias. Ambos se actualizan solos.",
  everything: "Todo",
  calendar: "Calendario",
  withAlarm: (minutes) => `Calendario con aviso ${minutes} minutos antes`,
  feed: "Noticias",
};
