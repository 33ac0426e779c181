import type { VetAddress } from "../actions/notifications/subscribe.ts";
import type { Route } from "./route.ts";
import { getCrossingAlternatives } from "./routes/crossings/alternatives.ts";
import { getAvailabilities, getCrossingAvailability } from "./routes/crossings/availability.ts";
import { getBadge } from "./routes/crossings/badge.ts";
import { getCalendar, getCrossingCalendar } from "./routes/crossings/calendar.ts";
import { getCrossings, getOneCrossing } from "./routes/crossings/crossings.ts";
import { getCrossingHistory } from "./routes/crossings/history.ts";
import { getPorts } from "./routes/crossings/ports.ts";
import { getCrossingStatus } from "./routes/crossings/status.ts";
import { getCrossingWaits } from "./routes/crossings/waits.ts";
import { type JobDesk, jobRoutes } from "./routes/jobs.ts";
import { atomRoutes } from "./routes/record/atom.ts";
import { getChanges } from "./routes/record/changes.ts";
import { getProposals, postAcceptance, postDismissal } from "./routes/record/proposals.ts";
import { getOneReport, getReports, postReport, postRetraction } from "./routes/record/reports.ts";
import { subscriptionRoutes } from "./routes/subscriptions.ts";

/** Every endpoint of the API, in the order of the documentation. */
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
