import { webhookChannel } from "./webhook/channel.ts";

/** Every way to subscribers. A new one is its folder and a line here. */
export const CHANNELS = [webhookChannel] as const;
