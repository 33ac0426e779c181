import type { CrossingWords } from "../../messages/pages/crossing.ts";

const rounded = (distance: number): string => (distance < 10 ? distance.toFixed(1) : String(Math.round(distance)));

/** Kilometres in a mile. */
const MILE = 1.609344;

const WEEKDAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábados", "domingos"];

export const CROSSING_SPANISH: CrossingWords = {
  onThisPage: "En esta página",
  parts: { today: "Hoy", history: "Historial", traffic: "Tránsito", sources: "Fuentes" },
  nearby: "Cruces cercanos",
  moreAlternatives: "Otros cruces para el resto del tránsito",
  noneNear: (distance) => `Ningún cruce a menos de ${distance} está abierto para este tipo de tránsito.`,
  distance: (km) => `${rounded(km)} km (${rounded(km / MILE)} mi)`,
  laneWait: (lane, minutes) => `${lane}: ${minutes}`,
  waitReported: (time) => `espera reportada: ${time}`,
  allReports: (count) => `Todo lo reportado (${count})`,
  typicalWaits: (lane, country) => `Espera habitual por hora hacia ${country}: ${lane}`,
  moreLanes: "Espera habitual en otros carriles",
  tooFewWaits: "Hay muy pocos registros para calcular la espera habitual por hora.",
  onDays: (weekday) => (weekday === null ? "todos los días juntos" : `los ${WEEKDAYS[weekday]}`),
  fromDays: (days, since) => `Con datos de ${days} ${days === 1 ? "día" : "días"} desde el ${since}.`,
  usualNow: (median, p90) => `A esta hora, la mitad espera ${median} o menos, y uno de cada diez, más de ${p90}.`,
  longestAt: (hour, median) => `La espera más larga es a las ${hour}: la mitad espera ${median} o más.`,
  moreDays: (lane) => `Cifras y otros días: ${lane}`,
  weekOf: (lane) => `${lane}: la mitad espera como máximo estos minutos, por hora y día`,
  moreCounts: "Conteos del resto del tránsito",
  calendarOf: (year, service) => `${year} día por día: ${service}`,
  month: "Mes",
  yearBefore: (year) => `← ${year}`,
  yearAfter: (year) => `${year} →`,
  days: {
    open: "Abierto",
    limited: "Abierto con restricciones",
    unconfirmed: "Registrado como abierto, sin confirmar",
    contradicted: "Registrado como abierto, pero otra fuente lo contradice",
    suspended: "Suspendido",
    closed: "Cerrado",
    off: "Sin servicio por horario",
    mixed: "Cambió durante el día",
    unknown: "No se sabe",
  },
  doubtful: "Quizá abierto, en duda",
  perhapsOver: {
    suspended: "Quizá aún suspendido: ya pasó la fecha prevista de su fin",
    closed: "Quizá aún cerrado: ya pasó la fecha prevista de su fin",
  },
  afterAnswer: "Momento de la respuesta; después, solo anuncios",
  undecided: "No se sabe si estaba abierto",
  dayCount: (kind, count) => `${kind}: ${count} ${count === 1 ? "día" : "días"}`,
  calendarText: "El calendario en palabras",
  share: "Compartir y citar",
  shareButton: "Compartir",
  printButton: "Imprimir",
  linkCopied: "Enlace copiado",
  copy: "Copiar",
  copied: "Copiado",
  cite: "Citar esta respuesta",
  citation: (sentence, at, knownAt) =>
    `“${sentence}”, Garita, respuesta para el ${at} según los reportes registrados al ${knownAt}.`,
};
