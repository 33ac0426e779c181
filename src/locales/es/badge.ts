import type { BadgeWords } from "../messages/badge.ts";

export const BADGE_SPANISH: BadgeWords = {
  open: "abierto",
  withLimits: "abierto con restricciones",
  inPart: "abierto en parte",
  partlyDoubtful: "en duda en parte",
  unconfirmed: "¿abierto? sin confirmar",
  disputed: "¿abierto? versiones encontradas",
  uncertain: "en duda",
  outside_hours: "fuera de horario",
  limited_to_others: "no para estos viajeros",
  suspended: "suspendido",
  closed: "cerrado",
  unknown: "no se sabe",
  overdue: "vencido",
};
