import type { AddressBook } from "../actions/notifications/subscribe.ts";
import type { LogKey } from "../store/chain/log-key.ts";
import { alertRoutes } from "./alerts/alert-routes.ts";
import { ogcRoutes } from "./ogc/ogc-routes.ts";
import type { Route } from "./route.ts";
import { getCrossingAlternatives } from "./routes/crossings/alternatives.ts";
import { availabilitiesRoute, getCrossingAvailability } from "./routes/crossings/availability.ts";
import { getBadge } from "./routes/crossings/badge.ts";
import { calendarRoute, getCrossingCalendar } from "./routes/crossings/calendar.ts";
import { getCrossingCounts } from "./routes/crossings/counts.ts";
import { crossingsRoute, getOneCrossing } from "./routes/crossings/crossings.ts";
import { getCrossingHistory } from "./routes/crossings/history.ts";
import { getPorts } from "./routes/crossings/ports.ts";
import { getCrossingStatus } from "./routes/crossings/status.ts";
import { getCrossingWaits } from "./routes/crossings/waits.ts";
import { type JobDesk, jobRoutes } from "./routes/jobs.ts";
import { atomRoutes } from "./routes/record/atom.ts";
import { getChanges } from "./routes/record/changes.ts";
import { logRoutes } from "./routes/record/log.ts";
import { getOneProposal, getProposals, postAcceptance, postDismissal } from "./routes/record/proposals.ts";
import { getOneReport, getReports, postReport, postRetraction } from "./routes/record/reports.ts";
import { subscriptionRoutes } from "./routes/subscriptions.ts";
import { statusPageRoutes } from "./status-page/status-page-routes.ts";
import { restrictionsRoute } from "./story/restrictions-route.ts";
import type { CountyWord } from "./wire/county-code.ts";
import type { StateWord } from "./wire/state-code.ts";

/** Returns all endpoints of the API, in the order of the documentation. */
export const apiRoutes = (
  jobs: JobDesk,
  addresses: AddressBook,
  publicUrl: string | null,
  stateWord: StateWord,
  countyWord: CountyWord,
  logKey: LogKey | null,
): Route[] => [
  crossingsRoute(stateWord, countyWord),
  getOneCrossing,
  getCrossingStatus,
  getCrossingHistory,
  getCrossingCounts,
  getCrossingWaits,
  getCrossingAlternatives,
  getCrossingAvailability,
  availabilitiesRoute(stateWord, countyWord),
  restrictionsRoute(publicUrl),
  getPorts,
  getChanges,
  getReports,
  getOneReport,
  postReport,
  postRetraction,
  getProposals,
  getOneProposal,
  postAcceptance,
  postDismissal,
  ...logRoutes(logKey),
  ...atomRoutes(publicUrl, stateWord, countyWord),
  ...alertRoutes(publicUrl, stateWord, countyWord),
  calendarRoute(stateWord, countyWord),
  getCrossingCalendar,
  getBadge,
  ...statusPageRoutes(publicUrl),
  ...ogcRoutes(publicUrl),
  ...jobRoutes(jobs),
  ...subscriptionRoutes(addresses, stateWord),
];
