import { CHAT_CHANNELS } from "./chat/channels.ts";
import { emailChannel } from "./email/channel.ts";
import { pushChannel } from "./push/channel.ts";
import { cloudEventsChannel, webhookChannel } from "./webhook/channel.ts";

/** All channels. To add one, add its folder and a line here. */
export const CHANNELS = [webhookChannel, cloudEventsChannel, ...CHAT_CHANNELS, emailChannel, pushChannel] as const;
