import type { VetAddress } from "../actions/subscribe.ts";
import type { Route } from "./route.ts";
import { getCrossingAlternatives } from "./routes/alternatives.ts";
import { atomRoutes } from "./routes/atom.ts";
import { getAvailabilities, getCrossingAvailability } from "./routes/availability.ts";
import { getBadge } from "./routes/badge.ts";
import { getCalendar, getCrossingCalendar } from "./routes/calendar.ts";
import { getChanges } from "./routes/changes.ts";
import { getCrossings, getOneCrossing } from "./routes/crossings.ts";
import { getCrossingHistory } from "./routes/history.ts";
import { type JobDesk, jobRoutes } from "./routes/jobs.ts";
import { getPorts } from "./routes/ports.ts";
import { getProposals, postAcceptance, postDismissal } from "./routes/proposals.ts";
import { getOneReport, getReports, postReport, postRetraction } from "./routes/reports.ts";
import { getCrossingStatus } from "./routes/status.ts";
import { subscriptionRoutes } from "./routes/subscriptions.ts";
import { getCrossingWaits } from "./routes/waits.ts";

/** Every endpoint of the API, in the order in which the documentation lists them. */
export const apiRoutes = (jobs: JobDesk, vet: VetAddress, publicUrl: string | null): Route[] => [
  getCrossings,
  getOneCrossing,
  getCrossingStatus,
  getCrossingHistory,
  getCrossingWaits,
  getCrossingAlternatives,
  getCrossingAvailability,
  getAvailabilities,
  getPorts,
  getChanges,
  getReports,
  getOneReport,
  postReport,
  postRetraction,
  getProposals,
  postAcceptance,
  postDismissal,
  ...atomRoutes(publicUrl),
  getCalendar,
  getCrossingCalendar,
  getBadge,
  ...jobRoutes(jobs),
  ...subscriptionRoutes(vet),
];
