import type { Context } from "../../../context.ts";
import { countEmails, type EmailCounts } from "../../../store/notifications/email/email-deliveries.ts";

/** Counts subscriptions by e-mail and their waiting events. */
export const measureEmails = (ctx: Context): Promise<EmailCounts> => countEmails(ctx.db);
