import { recorded, retraction } from "./reports.ts";
import { statusExamples } from "./statuses.ts";

/** Subscriptions, and the events that they receive. */

const subscription = {
  id: "b1c5597b-ba23-4fa3-9f85-53b285671963",
  holder: "my-app",
  channel: "webhook",
  url: "https://example.org/garita",
  language: null,
  kinds: ["report", "retraction"],
  states: ["AZ"],
  crossings: null,
  modes: null,
  directions: null,
  state: "pending",
  reason: null,
  createdAt: "2026-11-30T14:09:42.146Z",
  verifiedAt: null,
  stoppedAt: null,
  waiting: 1,
  lastAcceptedAt: null,
  lastError: null,
  nextAttemptAt: null,
};

/** No subscription has this secret: it is the encoded sentence "an example, which signs nothing". */
const secret = "whsec_YW4gZXhhbXBsZSwgd2hpY2ggc2lnbnMgbm90aGluZw==";

const affected = {
  crossing: "lukeville",
  name: "Lukeville",
  state: "AZ",
  open: false,
  partial: false,
  summary: "Closed since 2 Mar 2026, northbound, commercial (Pima County Emergency Management)",
  services: [
    {
      mode: "commercial",
      direction: "northbound",
      open: false,
      status: "closed",
      limited: false,
      programmes: [],
      because: "closed",
      overdue: false,
      certainty: "announced",
      contradicted: false,
    },
  ],
};

const events = {
  VerificationEvent: {
    type: "verification",
    timestamp: "2026-11-30T14:09:42.146Z",
    data: { subscription: subscription.id },
  },
  ReportEvent: {
    type: "report",
    timestamp: recorded.recordedAt,
    data: { report: recorded, crossings: [affected] },
  },
  RetractionEvent: {
    type: "retraction",
    timestamp: retraction.recordedAt,
    data: {
      report: retraction,
      withdrawn: { ...recorded, retractedAt: retraction.recordedAt },
      crossings: [
        {
          ...affected,
          open: true,
          summary:
            "Open as of Feb 2025; not confirmed since: northbound, commercial (Bureau of Transportation Statistics)",
          services: [
            {
              ...affected.services[0],
              open: true,
              status: "open",
              because: "in_service",
              certainty: "unconfirmed",
            },
          ],
        },
      ],
    },
  },
  StandingEvent: { type: "standing", timestamp: "2024-01-04T13:00:00Z", data: statusExamples.ChangedStatus },
};

/** Puts an event into its envelope. */
const enveloped = (event: { type: string; timestamp: string }, id: string, subject: string) => ({
  specversion: "1.0",
  id,
  source: "urn:garita",
  type: `garita.${event.type}`,
  subject,
  time: event.timestamp,
  datacontenttype: "application/json",
  data: event,
});

const { VerificationEvent, ReportEvent, RetractionEvent, StandingEvent } = events;

export const subscriptionExamples = {
  NewSubscription: { url: "https://example.org/garita", kinds: ["report", "retraction"], states: ["AZ"] },
  SubscriptionList: { subscriptions: [subscription] },
  SubscriptionWithSecret: { ...subscription, secret },
  NewSecret: { secret, formerUntil: "2026-12-01T14:09:42.146Z" },
  ...events,
  VerificationCloudEvent: enveloped(
    VerificationEvent,
    `${subscription.id}@${VerificationEvent.timestamp}`,
    `/v1/subscriptions/${subscription.id}`,
  ),
  ReportCloudEvent: enveloped(ReportEvent, recorded.id, `/v1/reports/${recorded.id}`),
  RetractionCloudEvent: enveloped(RetractionEvent, retraction.id, `/v1/reports/${recorded.id}`),
  StandingCloudEvent: enveloped(StandingEvent, `lukeville@${StandingEvent.timestamp}`, "/v1/crossings/lukeville"),
};
