import type { Phrases, TextMessages } from "../../domain/phrases.ts";
import type { ComingChange, ShortPhrases, ShortTime } from "../../domain/short-phrases.ts";

export const ANSWERS_SPANISH: Phrases = {
  modes: { pedestrian: "peatones", passenger: "vehículos", commercial: "carga", rail: "trenes" },
  directions: { northbound: "hacia el norte", southbound: "hacia el sur" },
  bothDirections: "ambos sentidos",
  allModes: "todo tipo de tránsito",
  and: " y ",
  open: "Abierto",
  limited: "Abierto con restricciones",
  programmes: {
    fast: "FAST",
    sentri: "SENTRI",
    ready: "Ready Lane",
    empties: "camiones vacíos",
    essential_travel: "viajes esenciales",
    appointments: "personas con cita",
  },
  openOnlyFor: (travellers) => `Abierto solo para ${travellers}`,
  onlyFor: (travellers) => `solo para ${travellers}`,
  notOpenFor: (asked, travellers) => `No está abierto para ${asked}: abierto solo para ${travellers}`,
  partly: "Abierto en parte",
  partlyUnconfirmed: "Sin confirmar, abierto en parte",
  statuses: { open: "abierto", suspended: "suspendido", closed: "cerrado" },
  since: (moment) => ` desde ${moment}`,
  sinceAbout: (moment) => ` desde aproximadamente ${moment}`,
  startUnknown: " (inicio desconocido)",
  openAsOf: (moment) => `Abierto al ${moment}; sin confirmar desde entonces`,
  notConfirmedSince: (moment) => `Sin confirmar desde ${moment}; `,
  outsideHours: "Fuera de horario",
  hoursUnknown: "En duda: no se sabe si a esta hora está dentro del horario",
  dayOfChange: (day) => `En duda: abre el ${day}, sin hora precisa`,
  monthOfChange: (month) => `En duda: abre en ${month}, sin día preciso`,
  dayOfWidening: (day) => `En duda: abre a más viajeros el ${day}, sin hora precisa`,
  monthOfWidening: (month) => `En duda: abre a más viajeros en ${month}, sin día preciso`,
  overdueDoubt: (said) => `En duda: según el registro, ${said}`,
  moreRestrictions: (count) => `${count} ${count === 1 ? "restricción" : "restricciones"} más`,
  noReport: "Sin reportes: no se sabe si está abierto",
  opensAt: (moment) => `abre ${moment}`,
  closesAt: (moment) => `cierra ${moment}`,
  expectedUntil: (moment) => `previsto hasta ${moment}`,
  overdue: (moment) => `estaba previsto hasta ${moment} y ya venció`,
  announced: (status, moment) => `se anunció ${status} a partir de ${moment}`,
  says: (publisher, status) => `pero ${publisher} lo reporta ${status}`,
  traffic: "pero se registra tránsito",
  counted: (month) => `se contaron cruces en ${month}`,
  countedNobody: (publisher, month) => `pero ${publisher} no contó ningún cruce en ${month}`,
  countedTraffic: (publisher, number, month) => `pero ${publisher} contó ${number} en ${month}`,
  notReported: (scope) => `${scope}: sin reportes`,
};

/** Writes a time of day with its article: `las 06:00` or `la 01:00`. */
const hour = (time: string): string => `${time.startsWith("01:") ? "la" : "las"} ${time}`;

/** Full names of months by their short ones. */
const MONTHS: Readonly<Record<string, string>> = {
  ...{ ene: "enero", feb: "febrero", mar: "marzo", abr: "abril", may: "mayo", jun: "junio" },
  ...{ jul: "julio", ago: "agosto", sep: "septiembre", oct: "octubre", nov: "noviembre", dic: "diciembre" },
};

/** Writes a month in full: `marzo de 2024` for `mar 2024`. */
const inFull = (month: string | null): string | null => {
  if (month === null) return null;
  const [name = "", year = ""] = month.split(" ");
  return `${MONTHS[name] ?? name} de ${year}`;
};

/**
 * Writes a time with its article, for use after a preposition: `el 4 ene a las 06:00`, `las 06:00` or `diciembre de
 * 2023`.
 */
const plain = ({ month, day, time }: ShortTime): string =>
  inFull(month) ??
  (day === null ? hour(time ?? "") : [`el ${day}`, time && `a ${hour(time)}`].filter(Boolean).join(" "));

/** Writes a time as an adverb: `el 4 ene a las 06:00`, `a las 06:00` or `en diciembre de 2023`. */
const when = (time: ShortTime): string =>
  `${time.month !== null ? "en " : time.day === null ? "a " : ""}${plain(time)}`;

/** Writes a time without an article before it: `4 ene a las 06:00`, `hoy a las 06:00` or `diciembre de 2023`. */
const bare = ({ month, day, time }: ShortTime): string =>
  inFull(month) ?? [day ?? "hoy", time && `a ${hour(time)}`].filter(Boolean).join(" ");

/** Returns true for the end of the current day. */
const isMidnight = ({ day, time }: ShortTime): boolean => day === null && time === "24:00";

/** Writes a time with its article, the time of day first: `las 08:00 del 18 dic 2023`. */
const stamp = ({ month, day, time }: ShortTime): string =>
  inFull(month) ?? (time === null ? `el ${day}` : hour(time) + (day === null ? "" : ` del ${day}`));

/** Writes text after "de", which contracts with the article: `del 18 dic 2023`. */
const of = (text: string): string => `de ${text}`.replace(/^de el /, "del ");

/** Writes a start that is still ahead: `a partir del 18 dic 2023`. */
const startingAt = (text: string): string => `a partir ${of(text)}`;

/** Writes a time ahead as an adverb: `a las 06:00`, `el 15 ene` or `en marzo de 2024`. */
const due = (time: ShortTime): string => (isMidnight(time) ? "hoy a medianoche" : when(time));

/**
 * Start at the end of the current day. "Desde hoy a medianoche" would mean from now until midnight, and "desde esta
 * medianoche" could mean the midnight before.
 */
const TONIGHT = "a partir de las 24:00 de hoy";

const announced = ({ kind, travellers, limited }: ComingChange, time: ShortTime, isPast: boolean): string => {
  const isTimed = time.time !== null;
  const from = startingAt(stamp(time));
  const start = isTimed ? due(time) : from;
  const limits = travellers === null ? limited && "con restricciones" : ANSWERS_SPANISH.onlyFor(travellers);
  const verb = (future: string, past: string) => (isPast ? past : future);
  switch (kind) {
    case "suspension":
      return `${verb("se suspenderá", "se suspendería")} ${start}, según aviso`;
    case "closure":
      return `${verb("cerrará", "cerraría")} ${start}, según aviso`;
    case "limits":
      return `${isPast ? "quedaría " : ""}${limits || "sin restricciones"} ${isMidnight(time) ? TONIGHT : from}, según aviso`;
    default: {
      const opening = kind === "reopening" ? verb("reabrirá", "reabriría") : verb("abrirá", "abriría");
      return `${[opening, due(time), limits].filter(Boolean).join(" ")}, según aviso`;
    }
  }
};

const sometime = (time: ShortTime, isCurrent: boolean): string =>
  time.month === null
    ? `${isCurrent ? "hoy" : when(time)}, sin hora precisa`
    : `${isCurrent ? "este mes" : when(time)}, sin día preciso`;

export const SHORT_ANSWERS_SPANISH: ShortPhrases = {
  openNow: "Abierto ahora",
  closedNow: "Cerrado ahora",
  notKnown: (isPast) => `No se sabe si ${isPast ? "estaba" : "está"} abierto`,
  noReports: "sin reportes",
  notSure: "En duda",
  lastKnownOpen: (time) => `última vez que consta abierto, ${bare(time)}`,
  notConfirmed: "sin confirmar",
  sourcesDiffer: "versiones encontradas",
  hoursUnknown: "horario desconocido",
  whenOpen: (travellers) => ` (al abrir, ${ANSWERS_SPANISH.onlyFor(travellers)})`,
  notSureYet: (isPast) => (isPast ? "En duda si ya había abierto" : "En duda si ya abrió"),
  notSureStill: (status, isPast) => `En duda si ${isPast ? "seguía" : "sigue"} ${status}`,
  butOverdue: (restriction, overdue) => `${restriction}, pero ${overdue}`,
  notSureOpens: (time, isPast) => `en duda si ${isPast ? "abrió" : "abre"} ${when(time)}`,
  opensSometime: (time, isCurrent, isPast) => `${isPast ? "abría" : "abre"} ${sometime(time, isCurrent)}`,
  opensToMoreSometime: (time, isCurrent, isPast) =>
    `${isPast ? "abría" : "abre"} a más viajeros ${sometime(time, isCurrent)}`,
  was: (status) => `estaba ${status}`,
  wasNotOpenFor: (asked, travellers) => `No estaba abierto para ${asked}: abierto solo para ${travellers}`,
  byChosenReports: "solo según los reportes elegidos",
  since: (time) => ` desde ${plain(time)}`,
  sinceAbout: (time) => ` desde alrededor ${of(plain(time))}`,
  from: (time, isAhead) => (isAhead ? ` ${startingAt(stamp(time))}` : ` desde ${stamp(time)}`),
  orEarlier: (time) => ` al menos desde ${stamp(time)}`,
  inBrackets: (from, to) =>
    ` (${to === null || bare(from) === bare(to) ? bare(from) : `${of(plain(from))} ${`a ${plain(to)}`.replace(/^a el /, "al ")}`})`,
  toReopen: (time, { isSeveral, isPast, isMarked }) => {
    const verb = `${isPast ? "reabriría" : "reabrirá"}${isSeveral ? "n" : ""}`;
    return `${verb} ${due(time)}${isMarked ? ", según aviso" : ""}`;
  },
  ended: (status, from, to, isSeveral) => `${status} ${when(from)}, reabierto${isSeveral ? "s" : ""} ${when(to)}`,
  because: (status, reason) => (reason === null ? status : `${status}: ${reason}`),
  reasons: { weather: "mal tiempo", counterpart: "decisión del país vecino" },
  decisionOf: (country) => `decisión de ${country}`,
  dueTo: {
    staffing: "por falta de personal",
    security: "por seguridad",
    weather: "por mal tiempo",
    construction: "por obras",
    public_health: "por salud pública",
    protest: "por una protesta",
    counterpart: "por decisión del país vecino",
    accident: "por un accidente",
    inspections: "por inspecciones",
  },
  dueToDecisionOf: (country) => `por decisión de ${country}`,
  expectedUntil: (time) => `hasta ${plain(time)} según lo previsto`,
  overdue: (time, isPast) => `el plazo previsto (${bare(time)}) ya ${isPast ? "había vencido" : "venció"}`,
  trafficStill: (isPast) => `, aunque se ${isPast ? "seguían" : "siguen"} registrando cruces`,
  opens: (time) => `abre ${when(time)}`,
  closes: (time) => (isMidnight(time) ? "cierra a medianoche" : `cierra ${when(time)}`),
  wasToOpen: (time) => `abría ${when(time)}`,
  wasToClose: (time) => (isMidnight(time) ? "cerraba a medianoche" : `cerraba ${when(time)}`),
  announced,
  alsoShut: (status, time, isPast) =>
    `${isPast ? "seguiría" : "seguirá"} ${status} ${isMidnight(time) ? "después de la medianoche" : `${time.time === null ? "desde" : "tras"} ${plain(time)}`}, según aviso`,
  notToOpen: ({ time: opening, travellers }, { kind }, time, isPast) => {
    const nobody = travellers === null ? "" : ` ni para ${travellers}`;
    const restriction = kind === "closure" ? "cierre" : "suspensión";
    const start = isMidnight(time) ? TONIGHT : `desde ${stamp(time)}`;
    return `${isPast ? "no iba a abrir" : "no abrirá"} ${due(opening)}${nobody}: ${restriction} ${start}, según aviso`;
  },
  waiting: (minutes) => `espera de ${minutes} min`,
  waitingFor: (minutes, programme) => `espera de ${minutes} min por ${programme}`,
  waitsFor: (list, programme) => `espera por ${programme}: ${list}`,
  waits: (list) => `espera: ${list}`,
  waitOf: (minutes, how) => `${minutes} min ${how}`,
  same: "igual",
  how: { pedestrian: "a pie", passenger: "en auto", commercial: "en camión de carga", rail: "en tren" },
  whom: { pedestrian: "peatones", passenger: "autos", commercial: "camiones de carga", rail: "trenes" },
  scopes: {
    open: (whom) => `para ${whom}`,
    restricted: (whom) => `para ${whom}`,
    closed: (whom) => `para ${whom}`,
    first: (whom) => `para ${whom}`,
  },
  bothWays: "en ambos sentidos",
  atTime: (name, time) => `${name} ${when(time)}`,
  ahead: (name, time) => `${name} ${when(time)}, hasta donde se sabe`,
};

const plural = (count: number): string => (count === 1 ? "" : "s");

export const COUNTS_SPANISH: TextMessages["counts"] = {
  of: {
    suspended: (count) => `${count} suspendido${plural(count)}`,
    closed: (count) => `${count} cerrado${plural(count)}`,
    limited: (count) => `${count} abierto${plural(count)} en parte`,
    outside_hours: (count) => `${count} fuera de horario`,
    limited_to_others: (count) => `${count} para otros viajeros`,
    doubtful: (count) => `${count} en duda`,
    unknown: (count) => `${count} sin reportes`,
    open: (count) => `${count} abierto${plural(count)}`,
  },
  all: (count, parts) => `${count} cruce${plural(count)}: ${parts}`,
};
