import type { Direction, Language, Mode, Status } from "./vocabulary.ts";

/** The words and phrases of summaries in one language. Callers pass dates and times as formatted text. */
export interface Phrases {
  locale: string;
  modes: Record<Mode, string>;
  directions: Record<Direction, string>;
  bothDirections: string;
  allModes: string;
  and: string;
  open: string;
  limited: string;
  partly: string;
  partlyUnconfirmed: string;
  statuses: Record<Status, string>;
  since: (moment: string) => string;
  sinceAbout: (moment: string) => string;
  startUnknown: string;
  openAsOf: (moment: string) => string;
  notConfirmedSince: (moment: string) => string;
  openUnconfirmed: string;
  notConfirmed: string;
  outsideHours: string;
  hoursUnknown: string;
  dayOfChange: (moment: string) => string;
  noReport: string;
  opensAt: (moment: string) => string;
  closesAt: (moment: string) => string;
  expectedUntil: (moment: string) => string;
  overdue: (moment: string) => string;
  announced: (status: string, moment: string) => string;
  says: (publisher: string, status: string) => string;
  traffic: string;
  notReported: (scope: string) => string;
}

export const ENGLISH: Phrases = {
  locale: "en",
  modes: { pedestrian: "pedestrian", passenger: "passenger", commercial: "commercial", rail: "rail" },
  directions: { northbound: "northbound", southbound: "southbound" },
  bothDirections: "both directions",
  allModes: "all modes",
  and: " and ",
  open: "Open",
  limited: "Open with limits",
  partly: "Partly open",
  partlyUnconfirmed: "Unconfirmed, partly open",
  statuses: { open: "open", suspended: "suspended", closed: "closed" },
  since: (moment) => ` since ${moment}`,
  sinceAbout: (moment) => ` since about ${moment}`,
  startUnknown: " (start not known)",
  openAsOf: (moment) => `Open as of ${moment}; not confirmed since`,
  notConfirmedSince: (moment) => `Not confirmed since ${moment}; `,
  openUnconfirmed: "Not confirmed, open on record",
  notConfirmed: "Not confirmed; ",
  outsideHours: "Outside hours",
  hoursUnknown: "Doubtful: hours at this time are not known",
  dayOfChange: (moment) => `Doubtful: to open on ${moment}, exact time not stated`,
  noReport: "No report: whether it is open is not known",
  opensAt: (moment) => `opens ${moment}`,
  closesAt: (moment) => `closes ${moment}`,
  expectedUntil: (moment) => `expected until ${moment}`,
  overdue: (moment) => `expected until ${moment}, overdue`,
  announced: (status, moment) => `announced ${status} from ${moment}`,
  says: (publisher, status) => `but ${publisher} says ${status}`,
  traffic: "but traffic is moving",
  notReported: (scope) => `${scope}: no report`,
};

export const SPANISH: Phrases = {
  locale: "es",
  modes: { pedestrian: "peatones", passenger: "vehículos", commercial: "carga", rail: "trenes" },
  directions: { northbound: "hacia el norte", southbound: "hacia el sur" },
  bothDirections: "ambos sentidos",
  allModes: "todo tránsito",
  and: " y ",
  open: "Abierto",
  limited: "Abierto con límites",
  partly: "Abierto en parte",
  partlyUnconfirmed: "Sin confirmar, abierto en parte",
  statuses: { open: "abierto", suspended: "suspendido", closed: "cerrado" },
  since: (moment) => ` desde ${moment}`,
  sinceAbout: (moment) => ` desde cerca de ${moment}`,
  startUnknown: " (inicio desconocido)",
  openAsOf: (moment) => `Abierto al ${moment}; sin confirmar desde entonces`,
  notConfirmedSince: (moment) => `Sin confirmar desde ${moment}; `,
  openUnconfirmed: "Sin confirmar, abierto en registro",
  notConfirmed: "Sin confirmar; ",
  outsideHours: "Fuera de horario",
  hoursUnknown: "Dudoso: no se conoce el horario a esta hora",
  dayOfChange: (moment) => `Dudoso: abre el ${moment}, hora no indicada`,
  noReport: "Sin reporte: no se sabe si está abierto",
  opensAt: (moment) => `abre ${moment}`,
  closesAt: (moment) => `cierra ${moment}`,
  expectedUntil: (moment) => `previsto hasta ${moment}`,
  overdue: (moment) => `previsto hasta ${moment}, vencido`,
  announced: (status, moment) => `se anunció ${status} desde ${moment}`,
  says: (publisher, status) => `pero ${publisher} dice ${status}`,
  traffic: "pero hay tránsito",
  notReported: (scope) => `${scope}: sin reporte`,
};

export const PHRASES: Record<Language, Phrases> = { en: ENGLISH, es: SPANISH };
