import { change, claim, report } from "../telling.ts";
import { announced, kept, limited, modeSituation, moving, NIGHT, old, open, type Situation } from "./mode-told.ts";

/** Situations of services that are open, outside their hours or in doubt about these. */
export const IN_SERVICE_SITUATIONS: readonly Situation[] = [
  modeSituation("open", [open], "Open now", "Abierto ahora"),
  modeSituation("open, asked about the past", [open], "Was open", "Estaba abierto", { isNow: false }),
  modeSituation("open with a wait", [open], "Open now · 5 min wait", "Abierto ahora · espera de 5 min", {
    observation: moving,
  }),
  modeSituation(
    "open with a wait, and closing tonight",
    [open, kept("06:00-20:00")],
    "Open now · 5 min wait · closes 20:00",
    "Abierto ahora · espera de 5 min · cierra a las 20:00",
    { observation: moving },
  ),
  modeSituation(
    "open until tonight",
    [open, kept("06:00-22:00")],
    "Open now · closes 22:00",
    "Abierto ahora · cierra a las 22:00",
  ),
  modeSituation(
    "open until a later day",
    [open, kept("Mo-Fr 00:00-24:00")],
    "Open now · closes 12 Jan at 24:00",
    "Abierto ahora · cierra el 12 ene a las 24:00",
  ),
  modeSituation(
    "open around the clock, with a suspension announced for tonight",
    [open, kept("24/7"), announced("suspended", "2024-01-10T18:00:00-07:00")],
    "Open now · suspension announced from 18:00",
    "Abierto ahora · se suspenderá a las 18:00, según aviso",
  ),
  modeSituation(
    "open, with a suspension announced for midnight exactly",
    [open, announced("suspended", "2024-01-11T00:00:00-07:00")],
    "Open now · suspension announced for midnight tonight",
    "Abierto ahora · se suspenderá hoy a medianoche, según aviso",
  ),
  modeSituation(
    "open, with limits announced for a day",
    [open, announced("open", "2024-02-01", ["fast"])],
    "Open now · FAST-only from 1 Feb (announced)",
    "Abierto ahora · solo para FAST a partir del 1 feb, según aviso",
  ),
  modeSituation(
    "open, with limits to two programmes announced for a day",
    [open, announced("open", "2024-02-01", ["fast", "empties"])],
    "Open now · FAST and empty trucks only, from 1 Feb (announced)",
    "Abierto ahora · solo para FAST y camiones vacíos a partir del 1 feb, según aviso",
  ),
  modeSituation(
    "open, with limits announced for a day, asked about the past",
    [open, announced("open", "2024-02-01", ["fast"])],
    "Was open · was to be FAST-only from 1 Feb (announced)",
    "Estaba abierto · quedaría solo para FAST a partir del 1 feb, según aviso",
    { isNow: false },
  ),
  modeSituation(
    "open, with limits announced for midnight exactly",
    [
      open,
      report(4, "CBP", {
        statusChanges: [change("open", "2024-01-11T00:00:00-07:00", { limited: true, programmes: ["fast"] })],
      }),
    ],
    "Open now · FAST-only from midnight tonight (announced)",
    "Abierto ahora · solo para FAST a partir de las 24:00 de hoy, según aviso",
  ),
  modeSituation(
    "open, with limits announced that the source does not name",
    [open, report(4, "CBP", { statusChanges: [change("open", "2024-02-01", { limited: true })] })],
    "Open now · limits announced from 1 Feb",
    "Abierto ahora · con restricciones a partir del 1 feb, según aviso",
  ),
  modeSituation(
    "open with limits, whose end is announced",
    [open, limited([]), announced("open", "2024-01-10T18:00:00-07:00")],
    "Open with limits · limits to end at 18:00 (announced)",
    "Abierto con restricciones · sin restricciones a partir de las 18:00, según aviso",
  ),
  modeSituation(
    "open, with a closing announced for a day",
    [open, announced("closed", "2024-02-01")],
    "Open now · closure announced from 1 Feb",
    "Abierto ahora · cerrará a partir del 1 feb, según aviso",
  ),
  modeSituation(
    "open, with a closing announced for a day more than a month ahead",
    [open, announced("closed", "2024-03-01")],
    "Open now",
    "Abierto ahora",
  ),
  modeSituation(
    "open, but reported closed by a newspaper",
    [open, report(5, "AP", { claims: [claim("closed", "2024-01-10")] })],
    "Not sure: open, but AP says closed",
    "En duda: abierto, pero AP lo reporta cerrado",
  ),
  modeSituation(
    "open, not confirmed for months",
    [old],
    "Not sure: last known open on 5 Jun 2023",
    "En duda: última vez que consta abierto, 5 jun 2023",
  ),
  modeSituation(
    "outside the hours",
    [open, kept("06:00-20:00")],
    "Closed now · opens 06:00",
    "Cerrado ahora · abre a las 06:00",
    { at: NIGHT },
  ),
  modeSituation(
    "outside the hours, asked about the past",
    [open, kept("06:00-20:00")],
    "Was closed, outside hours · was to open at 06:00",
    "Estaba cerrado, fuera de horario · abría a las 06:00",
    { at: NIGHT, isNow: false },
  ),
  modeSituation(
    "outside the hours until a later day",
    [open, kept("Mo,Fr 06:00-20:00")],
    "Closed now · opens 12 Jan at 06:00",
    "Cerrado ahora · abre el 12 ene a las 06:00",
  ),
  modeSituation(
    "outside the hours, and not confirmed for months",
    [old, kept("06:00-20:00")],
    "Closed now · not sure it opens at 06:00: last known open on 5 Jun 2023",
    "Cerrado ahora · en duda si abre a las 06:00: última vez que consta abierto, 5 jun 2023",
    { at: NIGHT },
  ),
  modeSituation(
    "at an hour for which the hours are not known",
    [open, kept("unknown")],
    "Not sure: hours not known",
    "En duda: horario desconocido",
  ),
  modeSituation("open with limits", [open, limited([])], "Open with limits", "Abierto con restricciones"),
  modeSituation("open for FAST only", [open, limited(["fast"])], "Open for FAST only", "Abierto solo para FAST"),
  modeSituation(
    "open for FAST only, asked by a traveller with SENTRI",
    [open, limited(["fast"])],
    "Not open for SENTRI: open for FAST only",
    "No está abierto para SENTRI: abierto solo para FAST",
    { programme: "sentri" },
  ),
  modeSituation(
    "open until midnight",
    [open, kept("06:00-24:00")],
    "Open now · closes at midnight",
    "Abierto ahora · cierra a medianoche",
  ),
  modeSituation(
    "open, until one o'clock of the next day",
    [open, kept("06:00-01:00")],
    "Open now · closes 11 Jan at 01:00",
    "Abierto ahora · cierra el 11 ene a la 01:00",
  ),
  modeSituation(
    "open with limits, for a reason",
    [open, { ...limited([]), reason: "inspections" }],
    "Open with limits: inspections",
    "Abierto con restricciones: inspecciones",
  ),
];
