import type { RefusalPhrases } from "../../domain/error-phrases.ts";
import type { ErrorMessages } from "../messages/errors.ts";
import { PROBLEM_KINDS_SPANISH, PROBLEMS_SPANISH } from "./problems.ts";
import { RULES_SPANISH } from "./rules.ts";

const STATES: Readonly<Record<string, string>> = {
  open: "abierta",
  accepted: "aceptada",
  dismissed: "descartada",
  expired: "vencida",
  superseded: "reemplazada",
};

const settled = (id: string, state: string, by: string | null, at: string | null): string =>
  `La propuesta ${id} ya está resuelta: ${STATES[state] ?? state}${by === null ? "" : ` por ${by}`}${at === null ? "" : `, ${at}`}.`;

const refusals: RefusalPhrases = {
  invalid: "La solicitud no es válida.",
  unknownKey: "Esta clave no existe o fue revocada.",
  roleNeeded: (role, name, actual) => `Se requiere el rol ${role}. ${name} tiene el rol ${actual}.`,
  deskForbidden: (name) => `La mesa de control es para capturistas y administradores. ${name} tiene el rol subscriber.`,
  nothingAt: (address) => `No hay nada en ${address}.`,
  unknownCrossing: (name) => `No hay ningún cruce '${name}'.`,
  nearestCrossings: (names) => `Los nombres más parecidos son: ${names}.`,
  unknownReport: (id) => `No hay ningún reporte '${id}'.`,
  unknownAlert: (identifier) => `No hay ningún aviso '${identifier}'.`,
  unknownProposal: (id) => `No hay ninguna propuesta '${id}'.`,
  unknownSubscription: (id) => `Usted no tiene ninguna suscripción '${id}'.`,
  unknownJob: (name) => `No hay ninguna tarea '${name}'.`,
  idempotencyKeyUsed: (key, report) =>
    `La Idempotency-Key '${key}' ya se usó para otro reporte, ${report}. Use una clave nueva para un reporte nuevo.`,
  reportOfAnother: (id, recordedBy) =>
    `El reporte ${id} lo registró ${recordedBy}. Solo ${recordedBy} o un administrador puede retirarlo.`,
  retractionOfRetraction: (id) =>
    `El reporte ${id} es un retiro, y un retiro no se puede retirar. Registre la información correcta en un reporte nuevo.`,
  alreadyRetracted: (id, at) => `El reporte ${id} ya está retirado${at === null ? "" : `, desde ${at}`}.`,
  alreadySettled: settled,
  alreadySuperseded: (id, state, by, at, later) =>
    `${settled(id, state, by, at)} El anuncio se modificó, y la propuesta ${later} tiene el texto más reciente.`,
  alreadyEdited: (id, state, by, at, later) =>
    `${settled(id, state, by, at)} El borrador se editó, y la propuesta ${later} tiene el reporte editado.`,
  ownDraft: (id, draftedBy) =>
    `La propuesta ${id} la envió ${draftedBy}. Debe aceptarla otro operador. ${draftedBy} puede editarla o descartarla.`,
  draftOfRevokedKey: (id, draftedBy) =>
    `La propuesta ${id} la envió ${draftedBy}, cuya clave fue revocada. Acéptela con un reporte editado, que contará como suyo, o descártela.`,
  retractionWaits: (report, proposal, draftedBy) =>
    `Un retiro del reporte ${report} ya está en espera: la propuesta ${proposal}, enviada por ${draftedBy}. Acéptela o descártela.`,
  unreadableAnnouncement: (reason) => `No se pudo leer el anuncio: ${reason}.`,
  tooManySubscriptions: (name, most) =>
    `${name} ya tiene ${most} suscripciones, que es el límite. Elimine una, o reemplace varias por una con un filtro más amplio.`,
  changedMeanwhile: "Cambió desde que lo leyó. No se hizo nada.",
  noSecret: (id, channel) => `La suscripción ${id} no tiene secreto, porque los mensajes a ${channel} no se firman.`,
  subscriptionEnded: (id, reason) =>
    `La suscripción ${id} terminó (${reason ?? "no se indicó el motivo"}). Cree una nueva.`,
  tooManyStreams: (most) => `Este proceso ya transmite a ${most} clientes, que es el límite.`,
  runUnderWay: (job, seconds) =>
    `La tarea ${job} está en curso. Termina a más tardar ${seconds} segundos después de empezar. Si su proceso se traba, la siguiente ejecución que se pida la reemplaza.`,
  noAnswerInTime:
    "La solicitud tardó demasiado. Intente de nuevo en un momento. Una solicitud repetida con la misma Idempotency-Key se registra una sola vez.",
  tooManyWaiting: "Se están calculando demasiadas respuestas largas. Intente de nuevo en un momento.",
  databaseSilent: "La base de datos no respondió a tiempo.",
  appendTooLate: "La base de datos tardó demasiado y no se registró nada.",
  clocksDiffer: (seconds, isBehind) =>
    `El reloj de la base de datos está ${seconds} segundos ${isBehind ? "atrasado" : "adelantado"} respecto al de este servicio. No se registra nada hasta que los dos relojes difieran en menos de dos minutos.`,
};

export const ERRORS_SPANISH: ErrorMessages = {
  refusals,
  rules: RULES_SPANISH,
  problems: PROBLEMS_SPANISH,
  kinds: PROBLEM_KINDS_SPANISH,
};
