import type { Language } from "../vocabulary.ts";
import { verdictOf } from "./crossing-status.ts";
import type { Standing } from "./standing.ts";

/** Returns one line that counts crossings by status. A crossing counts as unconfirmed if all its open services are. */
export function tallyOf(crossings: readonly (readonly Standing[])[], language: Language = "en"): string {
  const open = crossings.filter((standings) => verdictOf(standings).open === true);
  const sure = open.filter((standings) =>
    standings.some((each) => each.open === true && each.certainty !== "unconfirmed"),
  );
  const shut = crossings.filter((standings) => verdictOf(standings).open === false).length;
  const doubtful = crossings.length - open.length - shut;
  return LINES[language](crossings.length, sure.length, open.length - sure.length, shut, doubtful);
}

type Counts = [all: number, sure: number, unconfirmed: number, shut: number, doubtful: number];

const LINES: Record<Language, (...counts: Counts) => string> = {
  en: (all, sure, unconfirmed, shut, doubtful) =>
    `${all} ${all === 1 ? "crossing" : "crossings"}: ${sure} open, ${unconfirmed} open on record but unconfirmed, ${shut} not open, ${doubtful} in doubt`,
  es: (all, sure, unconfirmed, shut, doubtful) =>
    `${all} ${all === 1 ? "cruce" : "cruces"}: ${sure} abiertos, ${unconfirmed} abiertos según el registro pero sin confirmar, ${shut} no abiertos, ${doubtful} en duda`,
};
