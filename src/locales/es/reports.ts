import type { EventPhrases, ReportPhrases } from "../../domain/phrases.ts";

/** Puts the participle with which a status begins into the plural: `abiertos solo para FAST`. */
const ofSeveral = (status: string): string => status.replace(/^[a-z]+/i, "$&s");

export const REPORTS_SPANISH: ReportPhrases = {
  from: (moment) => ` desde ${moment}`,
  liftsAll: "se levantan todas las restricciones",
  liftsSome: "se levanta parte de las restricciones",
  fromAbout: (moment) => ` desde aproximadamente ${moment}`,
  already: (moment) => ` al menos desde ${moment} (inicio desconocido)`,
  expectedUntil: (moment) => `previsto hasta ${moment}`,
  hours: (hours) => `Horario ${hours}`,
  hoursCleared: "Ya no hay horario registrado",
  exception: (hours) => `Horario especial: ${hours}`,
  exceptionsEnded: "Termina el horario especial",
  until: (moment) => `hasta ${moment}`,
  said: (status, when) => `Se reporta ${status} (${when})`,
  denied: (status, when) => `Rumor desmentido: ${status} (${when})`,
  to: " a ",
  counted: (number, month) =>
    number === null ? `Ningún cruce contado en ${month}` : `${number} cruces contados en ${month}`,
  countedMonths: (from, to, nobody, missing) =>
    `Cruces contados cada mes, de ${from} a ${to}${nobody === null ? "" : `, salvo ${nobody}, cuando no se contó ninguno`}${missing === null ? "" : `; sin dato de ${missing}`}`,
  attributed: "Garita entiende que se refiere a este cruce",
  ofSeveral,
  saidStatus: (text, isSeveral) => (isSeveral ? `se reportan ${ofSeveral(text)}` : `se reporta ${text}`),
  deniedStatus: (status, text, isSeveral) => {
    if (status !== "open") return status === "closed" ? "cierre desmentido" : "suspensión desmentida";
    return `se desmintió que ${isSeveral ? `estén ${ofSeveral(text)}` : `esté ${text}`}`;
  },
  newHours: "nuevo horario",
  thenStatus: ", luego ",
  opening: "apertura",
  crossings: (count) => `${count} ${count === 1 ? "cruce" : "cruces"}`,
  published: (moment) => `Publicado: ${moment}.`,
  reason: (reason) => `Motivo: ${reason}.`,
  reasons: {
    staffing: "falta de personal",
    security: "seguridad",
    weather: "clima",
    construction: "obras",
    public_health: "salud pública",
    protest: "protesta",
    counterpart: "el país vecino",
    accident: "accidente",
    inspections: "inspecciones",
    other: "otro",
  },
  withdrawn: (title) => `Retirado: ${title}`,
  withdrawnAt: (moment) => `Retirado el ${moment}: ya no cuenta.`,
  withdrawal: (title) => `Retiro de: ${title}`,
  withdraws: (publisher) => `Se retira por completo el reporte de ${publisher}; ya no cuenta:`,
  feed: {
    title: (of) => `Cruces fronterizos: ${of}`,
    calendar: (of) => `Cierres y aperturas: ${of}`,
    subtitle: "Reportes de cierres, aperturas y horarios; primero los más recientes.",
  },
};

export const EVENTS_SPANISH: EventPhrases = {
  reopening: "reapertura",
  withLimits: " con restricciones",
  timeUnknown: "sin hora precisa",
  dayUnknown: "sin día preciso",
  openAgain: "abierto de nuevo, no se sabe desde cuándo",
  changes: (status, moment) => `${status} desde ${moment}`,
  noEnd: "sin fecha anunciada de término",
  overdue: "vencido",
  notReopened: "ningún reporte dice que haya reabierto",
};
