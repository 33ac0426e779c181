import type { AlternativesNotes } from "../messages/alternatives.ts";

export const ALTERNATIVES_SPANISH: AlternativesNotes = {
  distances: "Las distancias son en línea recta; por carretera son mayores.",
  unconfirmed:
    "Los cruces marcados como “unconfirmed” (sin confirmar) están abiertos según el registro, pero no se han confirmado recientemente: pregunte antes de ir.",
  contradicted: (names) => `Otra fuente contradice que estén abiertos; pregunte antes de ir: ${names}.`,
  hoursUnknown: (names) => `No se conoce su horario, así que a esa hora podrían estar cerrados: ${names}.`,
  doubtful: (names) => `No aparecen en la lista porque no se sabe si están abiertos: ${names}.`,
  none: "A esa hora no hay registro de otro cruce abierto para ese tipo de tránsito.",
  noPlace: (name) => `No se conoce la ubicación de ${name}, así que no se puede saber qué cruces quedan cerca.`,
  unplaced: (names) => `También están abiertos según el registro, pero no se conoce su ubicación: ${names}.`,
  noService: (name, mode, direction) => `${name} no tiene servicio de ${mode} ${direction}.`,
};
