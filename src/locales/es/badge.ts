import type { BadgeWords } from "../messages/badge.ts";

export const BADGE_SPANISH: BadgeWords = {
  open: "abierto",
  withLimits: "abierto con límites",
  inPart: "abierto en parte",
  partlyDoubtful: "en parte dudoso",
  unconfirmed: "¿abierto? sin confirmar",
  disputed: "¿abierto? en disputa",
  uncertain: "dudoso",
  outside_hours: "fuera de horario",
  suspended: "suspendido",
  closed: "cerrado",
  unknown: "no se sabe",
  overdue: "vencido",
};
