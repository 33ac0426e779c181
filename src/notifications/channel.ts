import type { Temporal } from "temporal-polyfill";
import type { EventDescription } from "../actions/notifications/describe-event.ts";
import type { CoreSettings } from "../core-settings.ts";
import type { RuleText } from "../domain/error-phrases.ts";
import type { DeliveryResponse } from "../domain/notifications/retry.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";

/** An event to be sent to one subscription. */
export interface ChannelMessage {
  /** Id of the message, the same at every attempt. */
  id: string;
  at: Temporal.Instant;
  address: string;
  /** Text written at the first attempt. */
  body: string;
  /** Active secrets of the subscription, newest first. */
  secrets: readonly string[];
}

/** A way to deliver events to subscribers. All channels share the outbox, the order, the filters and the retries. */
export interface Channel {
  /** Name in the database. */
  name: string;
  /** Schemes of the channel's addresses, such as `https`. */
  schemes: readonly string[];
  /** Returns the rule that forbids an address, or null. A channel states its own rules as `["stated", rule]`. */
  check(address: string): Promise<RuleText | null>;
  /** Writes the body of an event. Except for a verification, all subscriptions get the same text. */
  write(event: EventDescription, subscription: string): string;
  /** Sends the first message to an address. Other messages follow only once the first one is accepted. */
  verify(message: ChannelMessage, signal: AbortSignal): Promise<DeliveryResponse>;
  /** Sends a message once. A failed attempt returns the reply or throws. */
  send(message: ChannelMessage, signal: AbortSignal): Promise<DeliveryResponse>;
}

/** Reply for channels whose receivers send no status. */
export const ACCEPTED_REPLY: DeliveryResponse = { status: 200, error: null, retryAfterSeconds: null };

/** Parts of the process that a channel may use. */
export interface ChannelProcess {
  /** User-Agent that names Garita to other servers. */
  userAgent: string;
  writeJson: Channel["write"];
}

/** An entry in the list of channels: its settings, and how to create the channel. */
export interface DeclaredChannel<Shape extends SettingShape = SettingShape> {
  settings: Shape;
  make(settings: CoreSettings & SettingsOf<Shape>, process: ChannelProcess): Channel;
}

export const declareChannel = <Shape extends SettingShape>(declared: DeclaredChannel<Shape>): DeclaredChannel<Shape> =>
  declared;
