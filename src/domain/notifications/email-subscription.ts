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

/** What a person asked to be told by e-mail. Empty lists of crossings, modes or directions allow everything. */
export interface EmailChoices extends Pick<EventFilter, "crossings" | "modes" | "directions">, SendingTimes {
  kinds: EmailKind[];
  language: Language;
}

/** A subscription by e-mail. */
export interface EmailSubscription extends EmailChoices {
  id: string;
  address: string;
  /** `seq` of the last report recorded before the confirmation. */
  since: number;
}
