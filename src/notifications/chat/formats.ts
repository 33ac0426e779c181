import { discordFormat } from "./discord.ts";
import { slackFormat } from "./slack.ts";
import { teamsFormat } from "./teams.ts";
import { telegramFormat } from "./telegram.ts";

/** Formats of all chat services. */
export const CHAT_FORMATS = [slackFormat, discordFormat, teamsFormat, telegramFormat] as const;
