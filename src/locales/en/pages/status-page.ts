import type { StatusPageText } from "../../messages/pages/status-page.ts";

export const STATUS_PAGE_ENGLISH: StatusPageText = {
  name: "Border crossings",
  causes: {
    open: "",
    restricted: "",
    planned: "Planned closure.",
    doubtful: "It is not certain that all of it is in service.",
    limited: "Open with limits.",
    outside_hours: "Outside its regular hours, which is no disruption.",
  },
  counts: {
    major_outage: (count) => `${count} shut`,
    partial_outage: (count) => `${count} shut in part`,
    degraded_performance: (count) => `${count} limited or not confirmed`,
    under_maintenance: (count) => `${count} closed by plan or outside hours`,
    operational: (count) => `${count} open`,
  },
  begun: (moment) => `As announced, in force since ${moment}.`,
  overdue: (moment) => `The expected end (${moment}) has passed. No reopening is reported.`,
  withdrawn: (publisher, title) => `Report by ${publisher}: ${title}`,
};
