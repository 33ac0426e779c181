import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { IncidentWriter } from "../../actions/incidents/list-incidents.ts";
import type { ComponentStatus } from "../../domain/incidents/component-state.ts";
import type { Incident } from "../../domain/incidents/incident.ts";
import { type IncidentUpdate, incidentStatusOf, incidentUpdatesOf } from "../../domain/incidents/incident-updates.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { briefScopeOf } from "../../domain/places/scope.ts";
import { reasonName } from "../../domain/text/answer-lead.ts";
import { formatReportLines } from "../../domain/text/report-text.ts";
import { statusTitle } from "../../domain/text/report-title.ts";
import { earliestInstant, latestInstant } from "../../domain/time/moment.ts";
import { showMoment } from "../../domain/time/show-moment.ts";
import type { Messages } from "../../locales/messages.ts";
import { stableId } from "../formats/stable-id.ts";
import type { BareIncident, BareMaintenance } from "./schemas.ts";

/** Id of the page in its own answers. */
export const PAGE_ID = "garita";

/** Returns the writer of incidents as JSON, without their components. */
export const incidentWriter = (messages: Messages, publicUrl: string | null): IncidentWriter => ({
  name: `status-page/${messages.language}`,
  write(incident, crossing, at, statusAt) {
    const { key, startsAt, untilAt, resolvedAt, kind } = incident;
    const id = stableId("incident", key);
    const told = incidentUpdatesOf(incident, at);
    const createdAt = told[0]?.at ?? startsAt;
    const updates = updatesOf(id, incident, told, crossing, { statusAt, messages });
    const monitoring = updates.find(({ status }) => status === "monitoring");
    const common = {
      id,
      name: nameOf(incident, crossing, messages),
      status: incidentStatusOf(incident),
      created_at: String(createdAt),
      updated_at: String(latestInstant(told.map(({ knownAt }) => knownAt)) ?? startsAt),
      monitoring_at: monitoring?.created_at ?? null,
      resolved_at: resolvedAt === null ? null : String(resolvedAt),
      shortlink: `${publicUrl ?? ""}/${crossing.slug}`,
      started_at: String(startsAt),
      page_id: PAGE_ID,
      incident_updates: updates.toReversed(),
    };
    const isWhole = updates.some(({ affected_components: [one] }) => one?.new_status === "major_outage");
    const impact = isWhole ? "critical" : "major";
    const wire =
      kind === "incident"
        ? ({ ...common, impact } as z.input<typeof BareIncident>)
        : ({
            ...common,
            impact: "maintenance",
            scheduled_for: String(startsAt),
            scheduled_until: untilAt === null ? null : String(untilAt),
          } as z.input<typeof BareMaintenance>);
    return { createdAt, text: JSON.stringify(wire) };
  },
});

/** Returns the title of an incident: `Suspended: Lukeville, both ways – staffing`. */
function nameOf({ services, status, reason }: Incident, crossing: Crossing, messages: Messages): string {
  const where = [nameIn(crossing, messages), ...briefScopeOf(services, crossing.services, messages)].join(", ");
  return statusTitle(messages.phrases.statuses[status], where, reason, messages, [crossing]);
}

interface UpdateContext {
  statusAt: (at: Temporal.Instant) => ComponentStatus;
  messages: Messages;
}

/** Writes the updates, oldest first. Each one states the status of the crossing before and after it. */
function updatesOf(
  id: string,
  { key, startsAt }: Incident,
  updates: readonly IncidentUpdate[],
  crossing: Crossing,
  { statusAt, messages }: UpdateContext,
) {
  const code = crossing.slug;
  const name = nameIn(crossing, messages);
  const beginning = earliestInstant([startsAt, ...updates.map((update) => update.at)]) ?? startsAt;
  let before = statusAt(beginning.subtract({ milliseconds: 1 }));
  return updates.map((update) => {
    const time = String(update.at);
    const after = statusAt(update.at);
    const affected = { code, name, old_status: before, new_status: after };
    before = after;
    return {
      id: stableId("incident-update", `${key}/${update.report.id}/${update.kind}`),
      status: update.status,
      body: bodyOf(update, crossing, messages),
      incident_id: id,
      created_at: time,
      updated_at: String(update.knownAt),
      display_at: time,
      affected_components: [affected],
    };
  });
}

function bodyOf({ kind, moment, report, changes }: IncidentUpdate, crossing: Crossing, messages: Messages): string {
  const { reports, statusPage } = messages;
  const { source, reason, note } = report;
  const time = showMoment(moment, crossing.timeZone, messages);
  if (kind === "begun") return statusPage.begun(time);
  if (kind === "overdue") return statusPage.overdue(time);
  if (kind === "withdrawn")
    return [reports.withdrawnAt(time), statusPage.withdrawn(source.publisher, source.title)].join("\n");
  const none = { hoursChanges: [], hoursExceptions: [], claims: [], counts: [] };
  const [told] = formatReportLines({ statusChanges: changes, ...none }, [crossing], messages);
  return [
    ...(told === undefined ? [] : [`${told.sentences.join("; ")}.`]),
    ...(reason === null ? [] : [reports.reason(reasonName(reason, [crossing], messages))]),
    ...(note === null ? [] : [note]),
    `${source.publisher}: ${source.title}`,
    ...(source.url === null ? [] : [source.url]),
  ].join("\n");
}
