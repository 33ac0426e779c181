/** Words with a fixed meaning in Garita. The API, the tables and the seed use the same words. */

/** Kinds of traffic, as CBP and BTS count them. */
export const MODES = ["pedestrian", "passenger", "commercial", "rail"] as const;
export type Mode = (typeof MODES)[number];

/** Directions of travel. A country's data list its neighbours to the south. */
export const DIRECTIONS = ["northbound", "southbound"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/**
 * Statuses in reports. A `suspended` service is expected to resume. A `closed` one is out of use by plan, because of
 * damage, or permanently.
 */
export const STATUSES = ["open", "suspended", "closed"] as const;
export type Status = (typeof STATUSES)[number];

/** Statuses in answers. `unknown` means that no status was reported. */
export const ANSWERED_STATUSES = [...STATUSES, "unknown"] as const;
export type AnsweredStatus = (typeof ANSWERED_STATUSES)[number];

export const REASONS = [
  "staffing",
  "security",
  "weather",
  "construction",
  "public_health",
  "protest",
  "counterpart",
  "accident",
  "inspections",
  "other",
] as const;
/** Reasons in reports. `counterpart` means the other country. */
export type Reason = (typeof REASONS)[number];

export const SOURCE_KINDS = ["operator", "announcement", "feed", "news"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Precision of a start. `unknown`: already in force at the given time. */
export const ONSETS = ["exact", "approximate", "unknown"] as const;
export type Onset = (typeof ONSETS)[number];

export const BECAUSES = [
  "in_service",
  "outside_hours",
  "limited_to_others",
  "hours_unknown",
  "day_of_change",
  "suspended",
  "closed",
  "overdue",
  "no_report",
] as const;
/** Reason for the value of `open`. An answer has exactly one. */
export type Because = (typeof BECAUSES)[number];

export const PROGRAMMES = ["fast", "sentri", "ready", "empties", "essential_travel", "appointments"] as const;
/**
 * Travellers to whom an open service may be limited: members of FAST or SENTRI, holders of a Ready Lane document, empty
 * trucks, essential travellers, or travellers with an appointment.
 */
export type Programme = (typeof PROGRAMMES)[number];

export const CERTAINTIES = ["confirmed", "attested", "announced", "unconfirmed"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export const CONFIRMATION_KINDS = ["traffic", "publisher", "count"] as const;
/** Evidence for an answer: traffic in the feed, another publisher, or a month's count. */
export type ConfirmationKind = (typeof CONFIRMATION_KINDS)[number];

export const CROSSING_KINDS = ["bridge", "gate", "road", "rail_bridge", "ferry", "dam"] as const;
/**
 * Kinds of structure. A `gate` is a crossing on land, by road or rail. A `road` has neither a bridge nor its own
 * buildings.
 */
export type CrossingKind = (typeof CROSSING_KINDS)[number];

export const LANE_KINDS = ["standard", "ready", "sentri", "fast"] as const;
export type LaneKind = (typeof LANE_KINDS)[number];

export const EVENT_KINDS = ["report", "retraction", "standing"] as const;
/** Events to which one can subscribe: a new report, a retraction, or an answer that changed as time passed. */
export type EventKind = (typeof EVENT_KINDS)[number];

export const EMAIL_KINDS = ["closed", "reopened", "hours", "announced", "overdue", "doubt"] as const;
/**
 * Changes of which an e-mail tells: a restriction, its end, new hours, a change announced for later, a restriction whose
 * expected end has passed, and an answer that became doubtful.
 */
export type EmailKind = (typeof EMAIL_KINDS)[number];

export const CHAT_SERVICES = ["slack", "discord", "teams", "telegram"] as const;
/** Chat services whose channels can subscribe. Each is a channel of subscriptions. */
export type ChatService = (typeof CHAT_SERVICES)[number];

export const SUBSCRIPTION_STATES = ["pending", "active", "dead", "ended"] as const;
/**
 * `pending`: no ping has been answered yet. `dead`: an event could not be delivered for days. `ended`: the subscription
 * will never resume.
 */
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

/** A language code (BCP 47). `locales` lists the available languages. */
export type Language = string;

/** Icons for the state of a crossing, in their order on pages. */
export const STATUS_ICONS = [
  "open",
  "limited",
  "doubtful",
  "outside_hours",
  "limited_to_others",
  "suspended",
  "closed",
  "unknown",
] as const;
export type StatusIcon = (typeof STATUS_ICONS)[number];

/** Periods for a crossing's timeline. */
export const TIMELINE_SPANS = ["week", "month", "quarter", "year", "five_years", "all"] as const;
export type TimelineSpan = (typeof TIMELINE_SPANS)[number];
