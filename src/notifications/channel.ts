import type { Temporal } from "temporal-polyfill";
import type { EventDescription } from "../actions/notifications/describe-event.ts";
import type { Context } from "../context.ts";
import type { CoreSettings } from "../core-settings.ts";
import type { RuleText } from "../domain/error-phrases.ts";
import type { WriteChat } from "../domain/notifications/chat-content.ts";
import type { WriteEmail, WritePush } from "../domain/notifications/follower-content.ts";
import type { VapidKeys } from "../domain/notifications/push-device.ts";
import type { DeliveryResponse } from "../domain/notifications/retry.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";
import type { Delivery } from "../store/notifications/deliveries.ts";
import type { FollowerCiphers } from "../store/notifications/followers/address-cipher.ts";

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

/** Writes the body of an event. Except for a verification, all subscriptions get the same text. */
export type WriteShared = (event: EventDescription, subscription: string) => string;

/** A way to deliver events to subscribers. All channels share the outbox, the order, the filters and the retries. */
export type Channel = AddressChannel & (SharedBody | OwnBody);

interface SharedBody {
  /** Writes the body at the first attempt. It is kept, and sent at every attempt. */
  write: WriteShared;
}

interface OwnBody {
  /**
   * Writes the body for one subscription, at every attempt, so that it tells how things are when it is sent. Returns null
   * if the event tells the subscription nothing.
   */
  compose(ctx: Context, event: Delivery, subscription: string): Promise<string | null>;
}

interface AddressChannel {
  /** Name in the database. */
  name: string;
  /**
   * Schemes of the channel's addresses, such as `https`. Without a name, a subscription gets the first channel with the
   * scheme of its address.
   */
  schemes: readonly string[];
  /** Returns the rule that forbids an address, or null. A channel states its own rules as `["stated", rule]`. */
  check(address: string): Promise<RuleText | null>;
  /** Sends the first message to an address. Other messages follow only once the first one is accepted. */
  verify(message: ChannelMessage, signal: AbortSignal): Promise<DeliveryResponse>;
  /** Sends a message once. A failed attempt returns the reply or throws. */
  send(message: ChannelMessage, signal: AbortSignal): Promise<DeliveryResponse>;
}

/**
 * A channel with its own rules for when and how events are sent. It shares the outbox and the leases: of all processes,
 * one at a time serves a subscription. Its subscriptions come from its own forms, not from the API.
 */
export interface OwnChannel {
  /** Name in the database. */
  name: string;
  /** Sends what is due for one subscription. Returns the number of messages, or 0 if nothing more can be sent now. */
  serve(ctx: Context, subscription: string, stopping: AbortSignal): Promise<number>;
  /** Returns true while nothing is to be sent to any subscription, because the channel's server has just failed. */
  isPaused?(now: Temporal.Instant): boolean;
}

/** Reply for channels whose receivers send no status. */
export const ACCEPTED_REPLY: DeliveryResponse = { status: 200, error: null, retryAfterSeconds: null };

/** Parts of the process that a channel may use. */
export interface ChannelProcess {
  /** User-Agent that names Garita to other servers. */
  userAgent: string;
  writeJson: WriteShared;
  writeEmail: WriteEmail;
  writeChat: WriteChat;
  writePush: WritePush;
  /** Encrypt addresses. Null if the installation has no key. */
  ciphers: FollowerCiphers | null;
  /** Keys for push services. Null if the installation has no key. */
  vapid: VapidKeys | null;
  publicUrl: string | null;
}

/** An entry in the list of channels: its settings, and how to create the channel. */
export interface DeclaredChannel<Shape extends SettingShape = SettingShape> {
  settings: Shape;
  make(settings: CoreSettings & SettingsOf<Shape>, process: ChannelProcess): Channel | OwnChannel;
}

export const declareChannel = <Shape extends SettingShape>(declared: DeclaredChannel<Shape>): DeclaredChannel<Shape> =>
  declared;
