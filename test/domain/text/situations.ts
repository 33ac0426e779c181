import type { Standing } from "../../../src/domain/status/standing.ts";
import type { Programme, Reason } from "../../../src/domain/vocabulary.ts";
import { change, claim, hoursChange, observation, report, standing } from "../telling.ts";

/** Wednesday, 13:00 at El Paso. The situations are asked about at this instant unless they name another. */
export const NOON = "2024-01-10T20:00:00Z";
const NIGHT = "2024-01-10T10:00:00Z";

/** A situation, and the short answers in English and Spanish. `isNow` is false for a question about the past. */
export interface Situation {
  name: string;
  standing: Standing;
  at: string;
  isNow: boolean;
  en: string;
  es: string;
}

const open = report(1, "CBP", { statusChanges: [change("open", "2024-01-02T06:00:00-07:00")] });
const old = report(1, "CBP", { statusChanges: [change("open", "2023-06-05")] });
const kept = (hours: string) => report(2, "CBP", { hoursChanges: [hoursChange(hours, "2023-01-01")] });
const limited = (programmes: Programme[]) =>
  report(3, "CBP", { statusChanges: [change("open", "2024-01-08", { limited: true, programmes })] });
const restricted = (status: "suspended" | "closed", reason: Reason | null, expectedUntil?: string) => ({
  ...report(3, "CBP", {
    statusChanges: [change(status, "2024-01-04", expectedUntil === undefined ? {} : { expectedUntil })],
  }),
  reason,
});
const announced = (status: "open" | "suspended" | "closed", at: string, programmes: Programme[] = []) =>
  report(4, "CBP", { statusChanges: [change(status, at, { limited: programmes.length > 0, programmes })] });
const moving = observation("moving", "2024-01-10T19:45:00Z");

type Told = Parameters<typeof standing>[0];
type More = Parameters<typeof standing>[2] & { at?: string; isNow?: boolean };
const situation = (name: string, reports: Told, en: string, es: string, more: More = {}): Situation => {
  const { at = NOON, isNow = true, ...rest } = more;
  return { name, standing: standing(reports, at, rest), at, isNow, en, es };
};

export const SITUATIONS: readonly Situation[] = [
  situation("open", [open], "Open now", "Abierto ahora"),
  situation("open, asked about the past", [open], "Was open", "Estaba abierto", { isNow: false }),
  situation("open with a wait", [open], "Open now · 5 min wait", "Abierto ahora · espera de 5 min", {
    observation: moving,
  }),
  situation(
    "open with a wait, and closing tonight",
    [open, kept("06:00-20:00")],
    "Open now · 5 min wait · closes 20:00",
    "Abierto ahora · espera de 5 min · cierra a las 20:00",
    { observation: moving },
  ),
  situation(
    "open until tonight",
    [open, kept("06:00-22:00")],
    "Open now · closes 22:00",
    "Abierto ahora · cierra a las 22:00",
  ),
  situation(
    "open until a later day",
    [open, kept("Mo-Fr 00:00-24:00")],
    "Open now · closes 12 Jan 24:00",
    "Abierto ahora · cierra el 12 ene a las 24:00",
  ),
  situation(
    "open around the clock, with a suspension announced for tonight",
    [open, kept("24/7"), announced("suspended", "2024-01-10T18:00:00-07:00")],
    "Open now · suspension announced from 18:00",
    "Abierto ahora · se suspenderá a las 18:00, según aviso",
  ),
  situation(
    "open, with a suspension announced for midnight exactly",
    [open, announced("suspended", "2024-01-11T00:00:00-07:00")],
    "Open now · suspension announced for midnight tonight",
    "Abierto ahora · se suspenderá hoy a medianoche, según aviso",
  ),
  situation(
    "open, with limits announced for a day",
    [open, announced("open", "2024-02-01", ["fast"])],
    "Open now · from 1 Feb, for FAST only (announced)",
    "Abierto ahora · a partir del 1 feb, solo para FAST, según aviso",
  ),
  situation(
    "open, with a closing announced for a day",
    [open, announced("closed", "2024-02-01")],
    "Open now · closure announced from 1 Feb",
    "Abierto ahora · cerrará a partir del 1 feb, según aviso",
  ),
  situation(
    "open, with a closing announced for a day more than a month ahead",
    [open, announced("closed", "2024-03-01")],
    "Open now",
    "Abierto ahora",
  ),
  situation(
    "open, but reported closed by a newspaper",
    [open, report(5, "AP", { claims: [claim("closed", "2024-01-10")] })],
    "Not sure: open, but AP says closed",
    "En duda: abierto, pero AP lo reporta cerrado",
  ),
  situation(
    "open, not confirmed for months",
    [old],
    "Not sure: last known open on 5 Jun 2023",
    "En duda: último dato de apertura, 5 jun 2023",
  ),
  situation(
    "outside the hours",
    [open, kept("06:00-20:00")],
    "Closed now · opens 06:00",
    "Cerrado ahora · abre a las 06:00",
    { at: NIGHT },
  ),
  situation(
    "outside the hours, asked about the past",
    [open, kept("06:00-20:00")],
    "Was outside hours · due to open at 06:00",
    "Estaba fuera de horario · abría a las 06:00",
    { at: NIGHT, isNow: false },
  ),
  situation(
    "outside the hours until a later day",
    [open, kept("Mo,Fr 06:00-20:00")],
    "Closed now · opens 12 Jan 06:00",
    "Cerrado ahora · abre el 12 ene a las 06:00",
  ),
  situation(
    "outside the hours, and not confirmed for months",
    [old, kept("06:00-20:00")],
    "Closed now · not sure it opens at 06:00: last known open on 5 Jun 2023",
    "Cerrado ahora · en duda si abre a las 06:00: último dato de apertura, 5 jun 2023",
    { at: NIGHT },
  ),
  situation(
    "at an hour for which the hours are not known",
    [open, kept("unknown")],
    "Not sure: hours not known",
    "En duda: horario desconocido",
  ),
  situation("suspended", [open, restricted("suspended", null)], "Suspended since 4 Jan", "Suspendido desde el 4 ene"),
  situation(
    "suspended, with a reason",
    [open, restricted("suspended", "staffing")],
    "Suspended since 4 Jan: staffing",
    "Suspendido desde el 4 ene: falta de personal",
  ),
  situation(
    "suspended from a day that the source gives only roughly",
    [open, report(3, "CBP", { statusChanges: [change("suspended", "2024-01-04", { onset: "approximate" })] })],
    "Suspended since about 4 Jan",
    "Suspendido aproximadamente desde el 4 ene",
  ),
  situation(
    "suspended since this morning",
    [open, report(3, "CBP", { statusChanges: [change("suspended", "2024-01-10T08:30:00-07:00")] })],
    "Suspended since 08:30",
    "Suspendido desde las 08:30",
  ),
  situation(
    "suspended since last night",
    [open, report(3, "CBP", { statusChanges: [change("suspended", "2024-01-09T22:30:00-07:00")] })],
    "Suspended since 9 Jan 22:30",
    "Suspendido desde el 9 ene a las 22:30",
  ),
  situation(
    "suspended, with a reason and an expected end",
    [open, restricted("suspended", "construction", "2024-03-01")],
    "Suspended since 4 Jan: construction, expected until 1 Mar",
    "Suspendido desde el 4 ene: obras, previsto hasta el 1 mar",
  ),
  situation(
    "suspended, with a reopening announced for an hour",
    [open, restricted("suspended", "staffing"), announced("open", "2024-01-11T06:00:00-07:00")],
    "Suspended since 4 Jan: staffing · to reopen 11 Jan at 06:00 (announced)",
    "Suspendido desde el 4 ene: falta de personal · reabrirá el 11 ene a las 06:00, según aviso",
  ),
  situation(
    "suspended, with a reopening announced for FAST",
    [open, restricted("suspended", "accident"), announced("open", "2024-02-01", ["fast"])],
    "Suspended since 4 Jan: accident · to reopen 1 Feb for FAST only (announced)",
    "Suspendido desde el 4 ene: accidente · reabrirá el 1 feb solo para FAST, según aviso",
  ),
  situation(
    "suspended, asked about the past",
    [open, restricted("suspended", "staffing"), announced("open", "2024-01-11T06:00:00-07:00")],
    "Was suspended since 4 Jan: staffing · to reopen 11 Jan at 06:00 (announced)",
    "Estaba suspendido desde el 4 ene: falta de personal · reabriría el 11 ene a las 06:00, según aviso",
    { isNow: false },
  ),
  situation(
    "suspended, while traffic is moving",
    [open, restricted("suspended", "weather")],
    "Suspended since 4 Jan: weather, though traffic is still recorded",
    "Suspendido desde el 4 ene: mal tiempo, aunque se siguen registrando cruces",
    { observation: moving },
  ),
  situation("closed", [open, restricted("closed", null)], "Closed since 4 Jan", "Cerrado desde el 4 ene"),
  situation(
    "closed, with an expected end that has just passed",
    [open, restricted("closed", "construction", "2024-01-09")],
    "Closed since 4 Jan: construction · the expected end (9 Jan) has passed",
    "Cerrado desde el 4 ene: obras · el plazo previsto (9 ene) ya venció",
  ),
  situation(
    "closed, with an expected end that passed long ago",
    [open, restricted("closed", "construction", "2024-01-06")],
    "Not sure if still closed (since 4 Jan, construction): the expected end (6 Jan) has passed",
    "En duda si sigue cerrado (desde el 4 ene, obras): el plazo previsto (6 ene) ya venció",
  ),
  situation(
    "opening on this day, at an hour that nobody stated",
    [restricted("closed", null), announced("open", "2024-01-10")],
    "Not sure if open yet: opens today, time not stated",
    "En duda si ya abrió: abre hoy, sin hora precisa",
  ),
  situation("open with limits", [open, limited([])], "Open with limits", "Abierto con restricciones"),
  situation("open for FAST only", [open, limited(["fast"])], "Open for FAST only", "Abierto solo para FAST"),
  situation(
    "open for FAST only, asked by a traveller with SENTRI",
    [open, limited(["fast"])],
    "Not open for SENTRI: open for FAST only",
    "No está abierto para SENTRI: abierto solo para FAST",
    { programme: "sentri" },
  ),
  situation(
    "open until midnight",
    [open, kept("06:00-24:00")],
    "Open now · closes at midnight",
    "Abierto ahora · cierra a medianoche",
  ),
  situation(
    "open, until one o'clock of the next day",
    [open, kept("06:00-01:00")],
    "Open now · closes 11 Jan 01:00",
    "Abierto ahora · cierra el 11 ene a la 01:00",
  ),
  situation(
    "open with limits, for a reason",
    [open, { ...limited([]), reason: "inspections" }],
    "Open with limits: inspections",
    "Abierto con restricciones: inspecciones",
  ),
  situation(
    "suspended since a month that is all the source says",
    [report(3, "CBP", { statusChanges: [change("suspended", "2023-12")] })],
    "Suspended since Dec 2023",
    "Suspendido desde dic 2023",
  ),
  situation("without a report", [], "Not known: no reports", "No se sabe: sin reportes"),
];
