import type { AlternativesNotes } from "../messages/alternatives.ts";

export const ALTERNATIVES_SPANISH: AlternativesNotes = {
  distances: "Las distancias son en línea recta; por carretera son mayores.",
  unconfirmed:
    "Los cruces marcados como “unconfirmed” (sin confirmar) están abiertos según el registro, pero no se han confirmado recientemente: pregunte antes de ir.",
  none: "A esa hora no hay registro de otro cruce abierto para ese tipo de tránsito.",
  noPlace: (name) => `No se conoce la ubicación de ${name}, así que no se puede saber qué cruces quedan cerca.`,
  unplaced: (names) => `También están abiertos según el registro, pero no se conoce su ubicación: ${names}.`,
  noService: (name, mode, direction) => `${name} no tiene servicio de ${mode} ${direction}.`,
};
