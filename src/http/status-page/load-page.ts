import type { z } from "zod";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { answerCrossings } from "../../actions/crossings/answer-crossings.ts";
import { listIncidents, type WrittenIncident } from "../../actions/incidents/list-incidents.ts";
import type { Context } from "../../context.ts";
import { groupBy } from "../../domain/group-by.ts";
import { pageIndicatorOf } from "../../domain/incidents/component-state.ts";
import { inList } from "../../domain/places/in-list.ts";
import { compareInstants, earliestInstant, latestInstant } from "../../domain/time/moment.ts";
import type { Messages } from "../../locales/messages.ts";
import { mapInTurns } from "../../yield-turn.ts";
import type { CachePolicy } from "../route.ts";
import { COMPONENTS_SINCE, type WrittenComponent, writeComponent, writeGroup } from "./component-text.ts";
import { incidentWriter, PAGE_ID } from "./incident-text.ts";
import type { PageStatusAnswer } from "./schemas.ts";

/** An incident with its component, written as JSON. */
export type PageIncident = Pick<WrittenIncident, "kind" | "phase" | "text">;

/** Everything that a status page states, written as JSON. */
export interface StatusPage {
  head: string;
  status: string;
  /** Groups, each followed by its components. */
  components: string[];
  /** Incidents and maintenances, the newest first. */
  incidents: PageIncident[];
  keep: CachePolicy;
}

/** Loads all crossings and incidents, as a status page states them now. */
export async function loadPage(ctx: Context, messages: Messages, publicUrl: string | null): Promise<StatusPage> {
  const all = [...(await allCrossings(ctx)).values()];
  const { answers, at, expiresAt, of } = await answerCrossings(ctx, all, {});
  const listed = await listIncidents(ctx, incidentWriter(messages, publicUrl));
  const positions = new Map<string, number>();
  const written = await mapInTurns(answers, (answer) => {
    const { code } = answer.crossing.sides[0].region;
    const position = (positions.get(code) ?? 0) + 1;
    positions.set(code, position);
    const own = listed.incidents.get(answer.crossing.slug) ?? { planned: [], touchedAt: null };
    return writeComponent(answer, own, { at, position, messages });
  });
  const updatedAt = latestInstant(written.map((each) => each.updatedAt)) ?? COMPONENTS_SINCE;
  const head = { id: PAGE_ID, name: messages.statusPage.name, url: `${publicUrl ?? ""}/` };
  const groups = [...groupBy(written, ({ state }) => state.code).values()];
  const bySlug = new Map(written.map((component) => [component.slug, component]));
  const incidents = [...listed.incidents].flatMap(([slug, own]) =>
    own.incidents.map((incident) => ({ ...incident, text: withComponent(incident.text, bySlug.get(slug)) })),
  );
  return {
    head: JSON.stringify({ ...head, time_zone: "Etc/UTC", updated_at: String(updatedAt) }),
    status: JSON.stringify(statusOf(written, messages)),
    components: groups.flatMap((members, i) => [
      ...writeGroup(members, i + 1, messages),
      ...members.map(({ text }) => text),
    ]),
    incidents: incidents.sort((a, b) => compareInstants(b.createdAt, a.createdAt) || (a.text < b.text ? -1 : 1)),
    keep: { at, expiresAt: earliestInstant([expiresAt, listed.expiresAt]), dated: false, of },
  };
}

/** Adds the component, as it is now, to the text of an incident. */
const withComponent = (text: string, component: WrittenComponent | undefined): string =>
  `${text.slice(0, -1)},"components":[${component?.text ?? ""}]}`;

/** Returns the state of the whole page, with the number of crossings in each status: the worst first. */
function statusOf(
  components: readonly WrittenComponent[],
  messages: Messages,
): z.input<typeof PageStatusAnswer>["status"] {
  const order = ["major_outage", "partial_outage", "degraded_performance", "under_maintenance", "operational"] as const;
  const parts = order.flatMap((status) => {
    const count = components.filter((component) => component.status === status).length;
    return count === 0 ? [] : [messages.statusPage.counts[status](count)];
  });
  return {
    indicator: pageIndicatorOf(components),
    description: messages.counts.all(components.length, inList(parts, messages)),
  };
}
