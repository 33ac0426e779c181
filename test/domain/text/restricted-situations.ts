import { change, report } from "../telling.ts";
import { announced, modeSituation, moving, open, restricted, type Situation } from "./mode-told.ts";

/** Situations of services that are or were suspended or closed, and of one without a report. */
export const RESTRICTED_SITUATIONS: readonly Situation[] = [
  modeSituation(
    "suspended",
    [open, restricted("suspended", null)],
    "Suspended since 4 Jan",
    "Suspendido desde el 4 ene",
  ),
  modeSituation(
    "suspended, with a reason",
    [open, restricted("suspended", "staffing")],
    "Suspended since 4 Jan: staffing",
    "Suspendido desde el 4 ene: falta de personal",
  ),
  modeSituation(
    "suspended from a day that the source gives only roughly",
    [open, report(3, "CBP", { statusChanges: [change("suspended", "2024-01-04", { onset: "approximate" })] })],
    "Suspended since about 4 Jan",
    "Suspendido desde alrededor del 4 ene",
  ),
  modeSituation(
    "suspended since this morning",
    [open, report(3, "CBP", { statusChanges: [change("suspended", "2024-01-10T08:30:00-07:00")] })],
    "Suspended since 08:30",
    "Suspendido desde las 08:30",
  ),
  modeSituation(
    "suspended since last night",
    [open, report(3, "CBP", { statusChanges: [change("suspended", "2024-01-09T22:30:00-07:00")] })],
    "Suspended since 9 Jan at 22:30",
    "Suspendido desde el 9 ene a las 22:30",
  ),
  modeSituation(
    "suspended, with a reason and an expected end",
    [open, restricted("suspended", "construction", "2024-03-01")],
    "Suspended since 4 Jan: construction, expected until 1 Mar",
    "Suspendido desde el 4 ene: obras, hasta el 1 mar según lo previsto",
  ),
  modeSituation(
    "suspended, with a reopening announced for an hour",
    [open, restricted("suspended", "staffing"), announced("open", "2024-01-11T06:00:00-07:00")],
    "Suspended since 4 Jan: staffing · to reopen 11 Jan at 06:00 (announced)",
    "Suspendido desde el 4 ene: falta de personal · reabrirá el 11 ene a las 06:00, según aviso",
  ),
  modeSituation(
    "suspended, with a reopening announced for FAST",
    [open, restricted("suspended", "accident"), announced("open", "2024-02-01", ["fast"])],
    "Suspended since 4 Jan: accident · to reopen 1 Feb for FAST only (announced)",
    "Suspendido desde el 4 ene: accidente · reabrirá el 1 feb solo para FAST, según aviso",
  ),
  modeSituation(
    "suspended, asked about the past",
    [open, restricted("suspended", "staffing"), announced("open", "2024-01-11T06:00:00-07:00")],
    "Was suspended (since 4 Jan): staffing · was to reopen 11 Jan at 06:00 (announced)",
    "Estaba suspendido desde el 4 ene: falta de personal · reabriría el 11 ene a las 06:00, según aviso",
    { isNow: false },
  ),
  modeSituation(
    "suspended since an unknown time, asked about the past",
    [
      {
        ...report(3, "CBP", { statusChanges: [change("suspended", "2024-01-04", { onset: "unknown" })] }),
        reason: "security",
      },
    ],
    "Was suspended: security",
    "Estaba suspendido: seguridad",
    { isNow: false },
  ),
  modeSituation(
    "suspended, while traffic is moving",
    [open, restricted("suspended", "weather")],
    "Suspended since 4 Jan: weather, though traffic is still reported",
    "Suspendido desde el 4 ene: mal tiempo, aunque se siguen registrando cruces",
    { observation: moving },
  ),
  modeSituation("closed", [open, restricted("closed", null)], "Closed since 4 Jan", "Cerrado desde el 4 ene"),
  modeSituation(
    "closed, with an expected end that has just passed",
    [open, restricted("closed", "construction", "2024-01-09")],
    "Closed since 4 Jan: construction · the expected end (9 Jan) has passed",
    "Cerrado desde el 4 ene: obras · el plazo previsto (9 ene) ya venció",
  ),
  modeSituation(
    "closed, with an expected end that passed long ago",
    [open, restricted("closed", "construction", "2024-01-06")],
    "Not sure: closed since 4 Jan for construction, but the expected end (6 Jan) has passed",
    "En duda: cerrado desde el 4 ene por obras, pero el plazo previsto (6 ene) ya venció",
  ),
  modeSituation(
    "closed, with an expected end that had passed long ago, asked about the past",
    [open, restricted("closed", "accident", "2024-01-06")],
    "Not sure: was closed (since 4 Jan) because of an accident, but the expected end (6 Jan) had passed",
    "En duda: estaba cerrado desde el 4 ene por un accidente, pero el plazo previsto (6 ene) ya había vencido",
    { isNow: false },
  ),
  modeSituation(
    "opening on this day, at an hour that nobody stated",
    [restricted("closed", null), announced("open", "2024-01-10")],
    "Not sure if open yet: opens today, time not stated",
    "En duda si ya abrió: abre hoy, sin hora precisa",
  ),
  modeSituation(
    "suspended since a month that is all the source says",
    [report(3, "CBP", { statusChanges: [change("suspended", "2023-12")] })],
    "Suspended since Dec 2023",
    "Suspendido desde diciembre de 2023",
  ),
  modeSituation("without a report", [], "Status not known (no reports)", "No se sabe si está abierto (sin reportes)"),
];
