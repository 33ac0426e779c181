import type { AlternativesNotes } from "../messages/alternatives.ts";

export const ALTERNATIVES_SPANISH: AlternativesNotes = {
  distances: "Las distancias son en línea recta; por carretera son mayores.",
  unconfirmed:
    "Los marcados unconfirmed constan como abiertos y nadie lo ha confirmado últimamente: pregunte antes de ir.",
  none: "No consta ningún otro cruce abierto para eso a esa hora.",
  noPlace: (name) => `No se conoce la ubicación de ${name}; no se puede decir qué queda cerca.`,
  unplaced: (names) => `También constan como abiertos, en un lugar que no se conoce: ${names}.`,
  noService: (name, mode, direction) => `${name} no tiene servicio de ${mode} ${direction}.`,
};
