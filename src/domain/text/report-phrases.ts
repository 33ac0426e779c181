import type { Language, Reason } from "../vocabulary.ts";

/** The words in which reports are told, beside those of the answers. Dates and clocks come to them as text. */
export interface ReportPhrases {
  from: (moment: string) => string;
  fromAbout: (moment: string) => string;
  already: (moment: string) => string;
  expectedUntil: (moment: string) => string;
  hours: (hours: string) => string;
  hoursCleared: string;
  said: (status: string, when: string) => string;
  denied: (status: string, when: string) => string;
  to: string;
  attributed: string;
  published: (moment: string) => string;
  reason: (reason: string) => string;
  reasons: Record<Reason, string>;
  withdrawn: (title: string) => string;
  withdrawnAt: (moment: string) => string;
  withdrawal: (title: string) => string;
  withdraws: (publisher: string) => string;
  feed: { title: (of: string) => string; calendar: (of: string) => string; subtitle: string };
}

const ENGLISH: ReportPhrases = {
  from: (moment) => ` from ${moment}`,
  fromAbout: (moment) => ` from about ${moment}`,
  already: (moment) => ` by ${moment} (start not known)`,
  expectedUntil: (moment) => `expected until ${moment}`,
  hours: (hours) => `Hours ${hours}`,
  hoursCleared: "Hours no longer on record",
  said: (status, when) => `Said to be ${status} (${when})`,
  denied: (status, when) => `Denied that it is ${status} (${when})`,
  to: " to ",
  attributed: "taken by Garita to mean this crossing",
  published: (moment) => `Published ${moment}.`,
  reason: (reason) => `Reason: ${reason}.`,
  reasons: {
    staffing: "staffing",
    security: "security",
    weather: "weather",
    construction: "construction",
    public_health: "public health",
    protest: "protest",
    counterpart: "the country across the border",
    accident: "accident",
    inspections: "inspections",
    other: "other",
  },
  withdrawn: (title) => `Withdrawn: ${title}`,
  withdrawnAt: (moment) => `Withdrawn on ${moment}: it no longer counts.`,
  withdrawal: (title) => `Withdrawal of: ${title}`,
  withdraws: (publisher) => `What ${publisher} was reported to have said is withdrawn, whole, and no longer counts:`,
  feed: {
    title: (of) => `Border crossings: ${of}`,
    calendar: (of) => `Closings and openings: ${of}`,
    subtitle: "What was reported of closings, openings and hours, newest first.",
  },
};

const SPANISH: ReportPhrases = {
  from: (moment) => ` desde ${moment}`,
  fromAbout: (moment) => ` desde cerca de ${moment}`,
  already: (moment) => ` al menos desde ${moment} (inicio desconocido)`,
  expectedUntil: (moment) => `previsto hasta ${moment}`,
  hours: (hours) => `Horario ${hours}`,
  hoursCleared: "Horario ya no registrado",
  said: (status, when) => `Se dice ${status} (${when})`,
  denied: (status, when) => `Se desmiente que esté ${status} (${when})`,
  to: " a ",
  attributed: "Garita entiende que se refiere a este cruce",
  published: (moment) => `Publicado: ${moment}.`,
  reason: (reason) => `Motivo: ${reason}.`,
  reasons: {
    staffing: "personal",
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
  withdraws: (publisher) => `Se retira por entero lo reportado de ${publisher}, y ya no cuenta:`,
  feed: {
    title: (of) => `Cruces fronterizos: ${of}`,
    calendar: (of) => `Cierres y aperturas: ${of}`,
    subtitle: "Lo reportado de cierres, aperturas y horarios, lo más nuevo primero.",
  },
};

export const REPORT_PHRASES: Record<Language, ReportPhrases> = { en: ENGLISH, es: SPANISH };
