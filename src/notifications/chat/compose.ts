import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import type { Context } from "../../context.ts";
import type { ChatContent, ChatText, WriteChat } from "../../domain/notifications/chat-content.ts";
import { isAllowedBy } from "../../domain/notifications/subscription.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { stateOf } from "../../domain/places/region.ts";
import { EMAIL_KINDS } from "../../domain/vocabulary.ts";
import { type ChatSubscription, loadChatSubscription } from "../../store/notifications/chat-subscriptions.ts";
import type { Delivery } from "../../store/notifications/deliveries.ts";
import { loadReportAt } from "../../store/record/reports.ts";
import { answersNow } from "../followers/answers-now.ts";
import { findToldChanges } from "../followers/told-changes.ts";

/** Parts that write messages to chat services. */
export interface ChatWriting {
  write: WriteChat;
  publicUrl: string | null;
}

/**
 * Writes what an event tells a channel of a chat service, with the answers at the time of sending. Returns null if it
 * tells nothing new, such as the daily opening, or a report about the past.
 */
export async function composeChat(
  ctx: Context,
  { write, publicUrl }: ChatWriting,
  event: Delivery,
  id: string,
): Promise<ChatText | null> {
  const subscription = await loadChatSubscription(ctx.db, id);
  if (subscription === undefined) return null;
  const crossings = await allCrossings(ctx);
  const choices = choicesOf(subscription, crossings);
  const common = { choices, crossings, publicUrl };
  if (event.kind === "verification")
    return write({ kind: "introduction", ...common, subscription: id, holder: subscription.holder });
  // Its withdrawal is told next.
  if (event.kind === "report" && (await isWithdrawn(ctx, event))) return null;
  const items = await findToldChanges(ctx, [event], { ...choices, ...ALL_KINDS, since: subscription.since });
  if (items.length === 0) return null;
  return write({ kind: "changes", ...common, items, ...(await answersNow(ctx, items)) });
}

async function isWithdrawn({ db }: Context, { reportSeq }: Delivery): Promise<boolean> {
  const report = reportSeq === null ? undefined : await loadReportAt(db, reportSeq);
  return report?.retractedAt != null;
}

/** A channel is told of every change at once. */
const ALL_KINDS = { kinds: [...EMAIL_KINDS], quiet: null, digestAt: null, timeZone: "UTC" };

/** Returns the choices of a subscription. States are resolved to their crossings. */
function choicesOf(
  { states, crossings, modes, directions, language }: ChatSubscription,
  all: ReadonlyMap<string, Crossing>,
): ChatContent["choices"] {
  const slugs = [...all.values()]
    .filter((each) => isAllowedBy(states, stateOf(each).code) && isAllowedBy(crossings, each.slug))
    .map(({ slug }) => slug);
  return { crossings: states.length === 0 ? crossings : slugs, modes, directions, language };
}
