import type { Temporal } from "temporal-polyfill";
import type { EventDescription } from "../actions/notifications/describe-event.ts";
import type { CoreSettings } from "../core-settings.ts";
import type { RuleText } from "../domain/error-phrases.ts";
import type { DeliveryResponse } from "../domain/notifications/retry.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";

/** An event on its way to one subscription. */
export interface ChannelMessage {
  /** Id of the message, the same at every attempt. */
  id: string;
  at: Temporal.Instant;
  address: string;
  /** Text that the channel wrote at the first attempt. */
  body: string;
  /** Active secrets of the subscription, newest first. */
  secrets: readonly string[];
}

/** A way to deliver events to subscribers. All channels share the outbox, the order, the filters and the retries. */
export interface Channel {
  /** Name that the database stores with every subscription. */
  name: string;
  /** Schemes of the channel's addresses, such as `https`. */
  schemes: readonly string[];
  /**
   * Returns the rule that forbids sending to an address, or null if sending is allowed. A channel with its own rule
   * returns it as `["stated", rule]`.
   */
  check(address: string): Promise<RuleText | null>;
  /** Writes the body of an event. The text of an event is the same for all subscriptions, except for a verification. */
  write(event: EventDescription, subscription: string): string;
  /** Sends the first message to an address. Nothing else is sent until this message is accepted. */
  verify(message: ChannelMessage, signal: AbortSignal): Promise<DeliveryResponse>;
  /** Sends a message once. A failed attempt either returns the reply or throws an error. */
  send(message: ChannelMessage, signal: AbortSignal): Promise<DeliveryResponse>;
}

/** Reply to an accepted message, for channels whose receivers send no status codes. */
export const ACCEPTED_REPLY: DeliveryResponse = { status: 200, error: null, retryAfterSeconds: null };

/** Parts of the process that a channel may use. */
export interface ChannelProcess {
  /** User-Agent that identifies Garita to other servers. */
  userAgent: string;
  /** Writes an event as JSON. */
  writeJson: Channel["write"];
}

/** An entry in the list of channels: the settings that the channel needs, and how to create the channel from them. */
export interface DeclaredChannel<Shape extends SettingShape = SettingShape> {
  settings: Shape;
  make(settings: CoreSettings & SettingsOf<Shape>, process: ChannelProcess): Channel;
}

/** Declares a channel with its own settings. */
export const declareChannel = <Shape extends SettingShape>(declared: DeclaredChannel<Shape>): DeclaredChannel<Shape> =>
  declared;
