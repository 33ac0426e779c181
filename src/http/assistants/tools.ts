import type { Route } from "../route.ts";
import { getCrossingAlternatives } from "../routes/crossings/alternatives.ts";
import { crossingsRoute } from "../routes/crossings/crossings.ts";
import { getCrossingHistory } from "../routes/crossings/history.ts";
import { getCrossingStatus } from "../routes/crossings/status.ts";
import type { CountyWord } from "../wire/county-code.ts";
import type { StateWord } from "../wire/state-code.ts";
import { listLines, nearestLines, type Wire } from "./tool-data.ts";

/** A tool of the Model Context Protocol: a public route, under the name and with the parameters that an assistant sees. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  route: Route;
  /** Parameters of the route that the tool takes. */
  takes: readonly string[];
  /** Values of parameters that the assistant leaves out. */
  usual?: Readonly<Record<string, number>>;
  /** Returns the part of the route's answer that the tool gives. Missing if it gives the whole answer. `pageOf` returns the address of a crossing's page. */
  dataOf?(wire: Wire, pageOf: (slug: string) => string): Wire;
}

const DOUBT =
  "`open: null` means that it is not known whether the crossing is open. `certainty: unconfirmed`, `unconfirmed: true` or a `conflict` mean that it was open by the last report, which nothing has confirmed since or another source contradicts. Never tell a traveller that such a crossing is open.";
const STALE = "`staleSeconds` means that reports of the last so many seconds may be missing.";
const TIMES =
  "Times are UTC; `timeZone` is the crossing's. `at` asks for another time. `knownAt` leaves out what was recorded later.";

/** Returns the tools. All of them only read. */
export const toolsOf = (stateWord: StateWord, countyWord: CountyWord): Tool[] => [
  {
    name: "is_crossing_open",
    title: "Is a border crossing open?",
    description: `Tells whether a crossing of the border between the United States and Mexico is open, for each mode of traffic and each direction, with the reason, the opening hours and the sources. ${DOUBT} ${STALE} ${TIMES}`,
    route: getCrossingStatus,
    takes: ["slug", "mode", "direction", "programme", "at", "knownAt"],
  },
  {
    name: "find_crossings",
    title: "Find border crossings",
    description: `Finds crossings by name, state, county or distance from a point, with the slug that the other tools take, and whether each is open. ${DOUBT} ${STALE}`,
    route: crossingsRoute(stateWord, countyWord),
    takes: ["q", "state", "county", "near", "mode", "direction", "open", "at", "knownAt", "limit", "cursor"],
    usual: { limit: 10 },
    dataOf: listLines,
  },
  {
    name: "find_alternatives",
    title: "Which other crossings are open?",
    description: `Finds the nearest other crossings that are open for a mode of traffic and a direction. Distances are in a straight line. ${DOUBT} ${STALE} ${TIMES}`,
    route: getCrossingAlternatives,
    takes: ["slug", "mode", "direction", "programme", "at", "knownAt", "limit"],
    dataOf: nearestLines,
  },
  {
    name: "crossing_history",
    title: "The history of a border crossing",
    description: `Lists the status changes of a crossing, latest first, each with the report and the source that it comes from, and when it was recorded. Withdrawn reports have \`retractedAt\`. ${STALE} ${TIMES}`,
    route: getCrossingHistory,
    takes: ["slug", "mode", "direction", "from", "to", "knownAt", "limit", "cursor"],
    usual: { limit: 20 },
  },
];
