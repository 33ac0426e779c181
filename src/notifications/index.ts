import { emailChannel } from "./email/channel.ts";
import { webhookChannel } from "./webhook/channel.ts";

/** All channels. To add one, add its folder and a line here. */
export const CHANNELS = [webhookChannel, emailChannel] as const;
