import { createHash } from "node:crypto";
import type { z } from "zod";
import { type Route, route } from "../route.ts";
import { loadPage, type PageIncident, type StatusPage } from "./load-page.ts";
import {
  ComponentsAnswer,
  IncidentsAnswer,
  MaintenancesAnswer,
  PageStatusAnswer,
  PageSummaryAnswer,
} from "./schemas.ts";

/** Number of incidents, and of maintenances, in the lists that contain those that are over. */
const NEWEST = 50;

/** A member of an answer: its name and its JSON. */
type Member = (page: StatusPage) => string;

const listOf =
  (name: string, isListed: (incident: PageIncident) => boolean, most = Number.POSITIVE_INFINITY): Member =>
  ({ incidents }) =>
    `"${name}":[${incidents
      .filter(isListed)
      .slice(0, most)
      .map(({ text }) => text)
      .join()}]`;

const isIncident = ({ kind }: PageIncident): boolean => kind === "incident";
const isMaintenance = ({ kind }: PageIncident): boolean => kind === "maintenance";
const isOver = ({ phase }: PageIncident): boolean => phase === "over";
const isAhead = ({ phase }: PageIncident): boolean => phase === "scheduled";

const MAINTENANCES = "scheduled_maintenances";
const status: Member = (page) => `"status":${page.status}`;
const components: Member = (page) => `"components":[${page.components.join()}]`;
const unresolved = listOf("incidents", (each) => isIncident(each) && !isOver(each));

/** An answer of the format. */
interface PageDocument {
  path: string;
  summary: string;
  reply: z.ZodType;
  members: readonly Member[];
}

const DOCUMENTS: readonly PageDocument[] = [
  {
    path: "summary.json",
    summary: "Crossings as components, unresolved restrictions as incidents, and planned closures, as Statuspage does",
    reply: PageSummaryAnswer,
    members: [status, components, unresolved, listOf(MAINTENANCES, (each) => isMaintenance(each) && !isOver(each))],
  },
  { path: "status.json", summary: "The state of all crossings in a word", reply: PageStatusAnswer, members: [status] },
  {
    path: "components.json",
    summary: "Crossings as components, grouped by state",
    reply: ComponentsAnswer,
    members: [components],
  },
  {
    path: "incidents.json",
    summary: `The ${NEWEST} newest restrictions as incidents, including those that ended in the last 90 days`,
    reply: IncidentsAnswer,
    members: [listOf("incidents", isIncident, NEWEST)],
  },
  {
    path: "incidents/unresolved.json",
    summary: "Restrictions in force as incidents",
    reply: IncidentsAnswer,
    members: [unresolved],
  },
  {
    path: "scheduled-maintenances.json",
    summary: `The ${NEWEST} newest planned closures, including those that ended in the last 90 days`,
    reply: MaintenancesAnswer,
    members: [listOf(MAINTENANCES, isMaintenance, NEWEST)],
  },
  {
    path: "scheduled-maintenances/upcoming.json",
    summary: "Announced restrictions that have not begun",
    reply: MaintenancesAnswer,
    members: [listOf(MAINTENANCES, (each) => isMaintenance(each) && isAhead(each))],
  },
  {
    path: "scheduled-maintenances/active.json",
    summary: "Planned closures in force",
    reply: MaintenancesAnswer,
    members: [listOf(MAINTENANCES, (each) => isMaintenance(each) && !isAhead(each) && !isOver(each))],
  },
];

/** Routes of the answers in the format of status pages. `publicUrl` is the public address of the service, or null. */
export const statusPageRoutes = (publicUrl: string | null): Route[] =>
  DOCUMENTS.map(({ path, summary, reply, members }) =>
    route({
      method: "get",
      path: `/api/v2/${path}`,
      summary,
      reply,
      isLong: true,
      async handle(ctx, { messages }) {
        const page = await loadPage(ctx, messages, publicUrl);
        return {
          keep: page.keep,
          async write() {
            const texts = [`{"page":${page.head}`, ...members.map((member) => `,${member(page)}`), "}"];
            const version = createHash("sha256");
            for (const text of texts) version.update(text);
            return { texts, version: version.digest("base64"), next: null };
          },
        };
      },
    }),
  );
