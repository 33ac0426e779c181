import type { StoryText } from "../../messages/pages/story.ts";

const dayCount = (days: number): string => `${days} ${days === 1 ? "día" : "días"}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const STORY_SPANISH: StoryText = {
  monthNames: [
    ...["enero", "febrero", "marzo", "abril", "mayo", "junio"],
    ...["julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
  ],
  month: (name, year) => `${name} de ${year}`,
  days: (from, to) => (from === to ? from : `del ${from} al ${to}`),
  in: {
    month: (name, year) => `en ${name} de ${year}`,
    year: (year) => `en ${year}`,
    days: (from, to) => (from === to ? `el ${from}` : `del ${from} al ${to}`),
  },
  title: (period) => `Qué estuvo cerrado: ${period}`,
  indexTitle: "Qué estuvo cerrado y cuánto tiempo",
  indexText:
    "De cualquier mes, año u otro periodo: qué cruces estuvieron suspendidos o cerrados, cuántos días, según quién y por qué.",
  months: "Meses",
  years: "Años",
  link: "Qué estuvo cerrado: cualquier mes o año",
  linkFrom: (period) => `Qué estuvo cerrado en ${period}, en todos los cruces`,
  nothingKnown: (inPeriod) =>
    `En ese momento no había ningún reporte registrado, así que no se sabe nada de los cruces ${inPeriod}.`,
  none: (inPeriod) => `No hay registro de suspensiones ni cierres ${inPeriod}.`,
  beforeRecord: (inPeriod, inStart) =>
    `No se sabe nada de los cruces ${inPeriod}: los registros de Garita comienzan ${inStart}.`,
  recordBegins: (inStart) => `Los registros de Garita comienzan ${inStart}. No se sabe nada de los días anteriores.`,
  one: (inPeriod, name, days) =>
    `${capital(inPeriod)} estuvo suspendido o cerrado, del todo o en parte, un solo cruce: ${name}, ${dayCount(days)}.`,
  many: (inPeriod, count, longest, longestCount, days) =>
    `${capital(inPeriod)} estuvieron suspendidos o cerrados, del todo o en parte, ${count} cruces; ${longestCount > 1 ? "los que más" : "el que más"}, ${longest}, con ${dayCount(days)}${longestCount > 1 ? " cada uno" : ""}.`,
  manyLongest: (inPeriod, count, longestCount, days) =>
    `${capital(inPeriod)} estuvieron suspendidos o cerrados, del todo o en parte, ${count} cruces; ${longestCount} de ellos, con ${dayCount(days)} cada uno.`,
  limitedAt: (list) => `Abiertos con restricciones: ${list}.`,
  doubtAt: (list) => `No se sabe si seguían cerrados: ${list}.`,
  reasons: (list) => `Motivos declarados: ${list}.`,
  withDays: (name, days) => `${name} (${dayCount(days)})`,
  withCrossings: (reason, count) => `${reason} (${count} ${count === 1 ? "cruce" : "cruces"})`,
  noReason: "sin motivo declarado",
  dayCount,
  daysInDoubt: (days) => `${dayCount(days)} en duda`,
  inDoubt: (days) => `y ${days} en duda`,
  endsAt: (moment) => `Las cifras llegan hasta el ${moment}.`,
  chart: "Cuándo estuvo cerrado cada cruce",
  chartText: (inPeriod) =>
    `Gráfica: una fila por cruce, con barras para el tiempo en que estuvo suspendido, cerrado o abierto con restricciones ${inPeriod}. La tabla siguiente tiene los mismos datos.`,
  kinds: {
    suspended: "Suspendido",
    closed: "Cerrado",
    limited: "Abierto con restricciones",
    doubt: "No se sabe si seguía vigente",
  },
  table: "Lista completa",
  columns: {
    crossing: "Cruce",
    traffic: "Tránsito",
    status: "Situación",
    from: "Desde",
    to: "Hasta",
    days: "Días en este periodo",
    hours: "Horas en este periodo",
    reason: "Motivo",
    source: "Según",
  },
  sorted: "Ordenar por",
  sortHint: "Elija un encabezado para ordenar por él. Elíjalo otra vez para invertir el orden.",
  moreRestrictions: (count) => `${count} ${count === 1 ? "restricción" : "restricciones"} más`,
  moreCrossings: (count) => `${count} ${count === 1 ? "cruce" : "cruces"} más`,
  noEnd: "sin fin registrado",
  hours: (hours, within) => (within === null ? hours : `${hours} (${within} dentro del horario)`),
  byMonth: "Días por mes",
  note: "Cómo se cuentan los días",
  noteText:
    "Un día cuenta si un servicio estuvo suspendido o cerrado en algún momento de su horario de ese día, hora local. Si no hay un horario registrado, se usa el de los otros servicios del cruce. Si tampoco hay, cuenta cualquier momento del día. No cuentan los días en que de todos modos no habría abierto: estar fuera de horario no es un cierre. Los días de un cruce son aquellos en que al menos uno de sus servicios estuvo suspendido o cerrado. Los servicios abiertos con restricciones aparecen en la lista, pero sus días no cuentan entre estos. Los días en duda son aquellos en que una suspensión o un cierre llevaba mucho tiempo vencido, o terminó a una hora que nadie reportó. Las horas se cuentan de día y de noche.",
  map: "Día por día en el mapa",
  mapHint: (day) =>
    `El mapa muestra el ${day} a mediodía, hora local de cada cruce. Un cierre de pocas horas puede no verse.`,
  day: "Día",
  play: "Reproducir",
  pause: "Pausa",
  earlier: "Día anterior",
  later: "Día siguiente",
  boardOf: (day) => `Todos los cruces el ${day}`,
  otherPeriod: "Otro periodo",
  choose: "Elija un periodo",
  perhaps: "¿Se refería a este periodo?",
  fromDay: "Primer día",
  toDay: "Último día",
  show: "Mostrar",
  downloads: "Descargar y citar",
  csv: "Tabla (CSV)",
  json: "Datos (JSON)",
  svg: "Gráfica (SVG)",
  cite: "Enlace permanente a esta página",
  citeHint: "Siempre muestra estas cifras, según los reportes registrados cuando abrió esta página.",
  knownThen: "Contar solo lo publicado hasta el fin de este periodo",
  allKnown: "Contar todos los reportes",
  source: (link) => `Fuente: Garita, ${link}`,
};
