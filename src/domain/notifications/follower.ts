import type { EmailKind, Language } from "../vocabulary.ts";
import type { EventFilter } from "./subscription.ts";

/** Hours without messages, in minutes of the local day. `until` may be before `from`: the hours then run over midnight. */
export interface QuietHours {
  from: number;
  until: number;
}

/** When messages may be sent. Times are in `timeZone`, the zone of the crossings. */
export interface SendingTimes {
  timeZone: string;
  quiet: QuietHours | null;
  /** Minute of the local day at which the changes of a day are sent together. Null if each is sent at once. */
  digestAt: number | null;
}

/** Channels by which people are told: by e-mail, or on a device by a push message. */
export const FOLLOWER_CHANNELS = ["email", "push"] as const;
export type FollowerChannel = (typeof FOLLOWER_CHANNELS)[number];

/** What a person asked to be told. Empty lists of crossings, modes or directions allow everything. */
export interface FollowerChoices extends Pick<EventFilter, "crossings" | "modes" | "directions">, SendingTimes {
  kinds: EmailKind[];
  language: Language;
}

/** A person's subscription, which needs no API key. */
export interface FollowerSubscription extends FollowerChoices {
  id: string;
  channel: FollowerChannel;
  /** An e-mail address, or a device ({@link PushDevice}) as JSON. */
  address: string;
  /** `seq` of the last report recorded before the confirmation, or before the request of a device. */
  since: number;
}
