import type { CopyText } from "../../messages/pages/copy.ts";

export const COPY_SPANISH: CopyText = {
  made: (time) => `Esta página es una copia, hecha el ${time}.`,
  outdatedAfter: (minutes) =>
    `Los cruces pudieron abrir o cerrar desde entonces. Después de ${minutes} minutos, la copia ya no está al día.`,
  live: "La página original:",
  marks: {
    open: "Estaba abierto",
    limited: "Estaba con restricciones",
    doubtful: "Estaba sin confirmar",
    outside_hours: "Estaba fuera de horario",
    limited_to_others: "Estaba para otros",
    suspended: "Estaba suspendido",
    closed: "Estaba cerrado",
    unknown: "No se sabía",
  },
  script: {
    age: "Se hizo hace {age}.",
    outdated: "Ya no está al día: se hizo hace {age}. No indica si un cruce está abierto hoy.",
    unknownAge:
      "No se sabe cuándo se hizo, porque el reloj de este dispositivo está mal. Es posible que ya no esté al día.",
    minutes: "{n} min",
    hours: "{n} h",
    days: "{n} días",
  },
};
