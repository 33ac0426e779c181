import type { EventDescription } from "../../actions/notifications/describe-event.ts";
import type { WriteShared } from "../channel.ts";

/** Source of events if the address of the service is not known. */
const NO_ADDRESS = "urn:garita";

/** Where the description of the API has the schema of the data of an event. */
const SCHEMA = (kind: EventDescription["kind"]): string =>
  `/openapi.json#/webhooks/${kind}/post/requestBody/content/application~1json/schema`;

/**
 * Returns a function that puts the body of `write` into an envelope: CloudEvents 1.0 in structured mode. The same event
 * always has the same id, for every subscription.
 */
export const writeCloudEvents =
  (write: WriteShared, publicUrl: string | null): WriteShared =>
  (event, subscription) => {
    const attributes = {
      specversion: "1.0",
      id: idOf(event, subscription),
      source: publicUrl ?? NO_ADDRESS,
      type: `garita.${event.kind}`,
      subject: subjectOf(event, subscription),
      time: String(event.at),
      datacontenttype: "application/json",
      ...(publicUrl !== null && { dataschema: publicUrl + SCHEMA(event.kind) }),
    };
    return `${JSON.stringify(attributes).slice(0, -1)},"data":${write(event, subscription)}}`;
  };

function idOf(event: EventDescription, subscription: string): string {
  switch (event.kind) {
    case "verification":
      return `${subscription}@${event.at}`;
    case "standing":
      return `${event.answer.crossing.slug}@${event.at}`;
    default:
      return event.report.id;
  }
}

/** Returns the path of what the event is about, at the source. */
function subjectOf(event: EventDescription, subscription: string): string {
  switch (event.kind) {
    case "verification":
      return `/v1/subscriptions/${subscription}`;
    case "standing":
      return `/v1/crossings/${event.answer.crossing.slug}`;
    case "report":
      return `/v1/reports/${event.report.id}`;
    case "retraction":
      return `/v1/reports/${event.withdrawn.id}`;
  }
}
