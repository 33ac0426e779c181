import { z } from "zod";
import { COMPONENT_STATUSES } from "../../domain/incidents/component-state.ts";
import { INCIDENT_STATUSES, MAINTENANCE_STATUSES } from "../../domain/incidents/incident-updates.ts";

/** Schemas of the answers in the format of status pages. The names of members are those of Statuspage's public API. */

const Time = z.string().meta({ format: "date-time" });

export const StatusPageHead = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    url: z.string().meta({ description: "Address of the board: absolute if PUBLIC_URL is set" }),
    time_zone: z.string(),
    updated_at: Time.meta({ description: "Recording time of the last report or withdrawal" }),
  })
  .meta({ id: "StatusPageHead", description: "The page itself" });

const ComponentStatusWord = z.enum(COMPONENT_STATUSES);

export const ComponentAnswer = z
  .strictObject({
    id: z.string().meta({
      description: "Slug of the crossing, or code of the state for a group",
      examples: ["lukeville", "AZ"],
    }),
    name: z.string(),
    status: ComponentStatusWord.meta({
      description:
        "operational: certainly open. major_outage: all services are suspended, or closed without a plan; partial_outage: some are. degraded_performance: limited, or not known to be open. under_maintenance: closed by plan, or outside its hours",
    }),
    created_at: Time,
    updated_at: Time.meta({ description: "Time of the last report about the crossing, or of the start of its status" }),
    position: z.int(),
    description: z
      .string()
      .nullable()
      .meta({
        description: "The answer in a sentence, after the cause of the status. Null for a group",
        examples: ["Suspended since 4 Dec 2023, both directions, all modes (U.S. Customs and Border Protection)"],
      }),
    showcase: z.boolean(),
    start_date: z.string().nullable(),
    group_id: z.string().nullable(),
    page_id: z.string(),
    group: z.boolean(),
    only_show_if_degraded: z.boolean(),
    components: z.array(z.string()).optional().meta({ description: "Components of a group" }),
  })
  .meta({ id: "StatusPageComponent", description: "A crossing, or a state as the group of its crossings" });

const AffectedComponent = z
  .strictObject({
    code: z.string(),
    name: z.string(),
    old_status: ComponentStatusWord,
    new_status: ComponentStatusWord,
  })
  .meta({ id: "StatusPageAffectedComponent", description: "A crossing, before and after an update" });

const update = <const Statuses extends readonly [string, ...string[]]>(statuses: Statuses, id: string) =>
  z
    .strictObject({
      id: z.string(),
      status: z.enum(statuses),
      body: z.string(),
      incident_id: z.string(),
      created_at: Time,
      updated_at: Time,
      display_at: Time,
      affected_components: z.array(AffectedComponent),
    })
    .meta({ id, description: "What was reported, and when" });

const Common = {
  id: z.string(),
  name: z.string().meta({ examples: ["Suspended: Lukeville, both ways – staffing"] }),
  created_at: Time.meta({
    description: "Recording time of the first report or, if all was over by then, the time that it is about",
  }),
  updated_at: Time,
  monitoring_at: Time.nullable(),
  resolved_at: Time.nullable().meta({
    description: "End of the restriction, or time at which its report was withdrawn",
  }),
  shortlink: z.string().meta({ description: "Page of the crossing: absolute if PUBLIC_URL is set" }),
  started_at: Time.meta({ description: "Start of the restriction" }),
  page_id: z.string(),
};

/** An incident without its components. */
export const BareIncident = z.strictObject({
  ...Common,
  status: z.enum(INCIDENT_STATUSES),
  impact: z.enum(["none", "minor", "major", "critical"]),
  // A restriction that was announced earlier had been a scheduled maintenance, with the same id.
  incident_updates: z.array(update(INCIDENT_STATUSES, "StatusPageIncidentUpdate")),
});

/** A scheduled maintenance without its components. */
export const BareMaintenance = z.strictObject({
  ...Common,
  status: z.enum(MAINTENANCE_STATUSES),
  impact: z.enum(["maintenance"]),
  scheduled_for: Time,
  scheduled_until: Time.nullable().meta({ description: "Announced end. Null if none is announced" }),
  incident_updates: z.array(update(MAINTENANCE_STATUSES, "StatusPageMaintenanceUpdate")),
});

const components = z.array(ComponentAnswer);
const IncidentAnswer = z
  .strictObject({ ...BareIncident.shape, components })
  .meta({ id: "StatusPageIncident", description: "A restriction of a crossing" });
const MaintenanceAnswer = z
  .strictObject({ ...BareMaintenance.shape, components })
  .meta({ id: "StatusPageMaintenance", description: "A planned closure, or a restriction that has not begun" });

const page = { page: StatusPageHead };
const status = {
  status: z
    .strictObject({
      indicator: z.enum(["none", "minor", "major", "critical", "maintenance"]),
      description: z.string().meta({ examples: ["58 crossings: 1 shut, 21 limited or not confirmed and 36 open"] }),
    })
    .meta({ id: "StatusPageIndicator", description: "The state of all crossings in a word" }),
};

export const PageStatusAnswer = z
  .strictObject({ ...page, ...status })
  .meta({ id: "StatusPageStatus", description: "The state of the whole page" });
export const ComponentsAnswer = z
  .strictObject({ ...page, components })
  .meta({ id: "StatusPageComponents", description: "All crossings as components" });
export const IncidentsAnswer = z
  .strictObject({ ...page, incidents: z.array(IncidentAnswer) })
  .meta({ id: "StatusPageIncidents", description: "Restrictions as incidents" });
export const MaintenancesAnswer = z
  .strictObject({ ...page, scheduled_maintenances: z.array(MaintenanceAnswer) })
  .meta({ id: "StatusPageMaintenances", description: "Planned closures" });
export const PageSummaryAnswer = z
  .strictObject({
    ...PageStatusAnswer.shape,
    ...ComponentsAnswer.shape,
    ...IncidentsAnswer.shape,
    ...MaintenancesAnswer.shape,
  })
  .meta({ id: "StatusPageSummary", description: "Everything in force or planned" });
