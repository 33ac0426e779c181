import { answerCrossings } from "../../actions/crossings/answer-crossings.ts";
import { getStatus } from "../../actions/crossings/get-status.ts";
import { describeEvent, fromDatabase } from "../../actions/notifications/describe-event.ts";
import type { Context } from "../../context.ts";
import { isAbout, kindsOfReport, kindsOfStanding, kindsOfWithdrawal } from "../../domain/notifications/change-kinds.ts";
import type { FollowerChoices, FollowerSubscription } from "../../domain/notifications/follower.ts";
import type { ToldChange } from "../../domain/notifications/follower-content.ts";
import { type Service, serviceKey } from "../../domain/places/crossing.ts";
import { linesIn, type Report } from "../../domain/record/report.ts";
import type { EmailKind } from "../../domain/vocabulary.ts";
import type { Delivery } from "../../store/notifications/deliveries.ts";

/** What a subscriber asked for, and the `seq` of the last report recorded before the confirmation. */
type Asked = FollowerChoices & Pick<FollowerSubscription, "since">;

/**
 * Returns the change that an event tells a subscriber, or null if the subscriber did not ask for its kind. A retraction
 * is told to those who were told of the withdrawn report, and to those for whom it changes the answer.
 */
async function findToldChange(ctx: Context, event: Delivery, choices: Asked): Promise<ToldChange | null> {
  const described = await describeEvent(ctx, event);
  if (described.kind === "verification") return null;
  const { at } = described;
  const isAsked = (kinds: ReadonlySet<EmailKind>) => choices.kinds.some((kind) => kinds.has(kind));
  if (described.kind === "standing") {
    const { answer, turned } = described;
    const since = event.turn?.since ?? at.subtract({ minutes: 15 });
    const before = await getStatus(fromDatabase(ctx, at), answer.crossing.slug, { at: since, knownAt: at });
    const kinds = kindsOfStanding(turned, before, answer, choices);
    return isAsked(kinds)
      ? {
          kind: "standing",
          at,
          kinds,
          services: mine(
            turned.map((each) => ({ ...each, crossing: answer.crossing.slug })),
            choices,
          ),
        }
      : null;
  }
  const { report, answers } = described;
  if (described.kind === "report") {
    const kinds = kindsOfReport(report, answers, at, choices);
    return isAsked(kinds) ? { kind: "report", at, kinds, report, services: mine(servicesIn(report), choices) } : null;
  }
  const { withdrawn } = described;
  const wasTold = withdrawn.seq > choices.since;
  // What was announced when the report was recorded may have taken effect before it was withdrawn.
  const last = at.subtract({ milliseconds: 1 });
  const crossings = answers.map(({ crossing }) => crossing);
  const { answers: held } = await answerCrossings(fromDatabase(ctx, last), crossings, { at: last, knownAt: last });
  const kinds = new Set([
    ...(wasTold ? await kindsTold(ctx, event, withdrawn, choices) : []),
    ...(wasTold ? kindsOfReport(withdrawn, held, last, choices) : []),
    ...kindsOfWithdrawal(withdrawn, held, answers, choices),
  ]);
  return isAsked(kinds)
    ? { kind: "retraction", at, kinds, report, withdrawn, services: mine(servicesIn(withdrawn), choices) }
    : null;
}

/** Returns the kinds of change that a report made when it was recorded. `event` is its retraction. */
async function kindsTold(
  ctx: Context,
  event: Delivery,
  withdrawn: Report,
  choices: FollowerChoices,
): Promise<Set<EmailKind>> {
  const first = await describeEvent(ctx, {
    ...event,
    kind: "report",
    reportSeq: withdrawn.seq,
    occurredAt: withdrawn.recordedAt,
  });
  return first.kind === "report" ? kindsOfReport(withdrawn, first.answers, first.at, choices) : new Set();
}

/** Returns the services that the subscriber asked about, each once. */
const mine = (services: readonly Service[], choices: FollowerChoices): Service[] => [
  ...new Map(
    services.filter((service) => isAbout(choices, service)).map((service) => [serviceKey(service), service]),
  ).values(),
];

const servicesIn = (report: Report): Service[] => linesIn(report).map(({ service }) => service);

/** Loads the changes that events tell a subscriber, in order. */
export async function findToldChanges(
  ctx: Context,
  events: readonly Delivery[],
  choices: Asked,
): Promise<ToldChange[]> {
  const items: ToldChange[] = [];
  for (const event of events) {
    const item = await findToldChange(ctx, event, choices);
    if (item !== null) items.push(item);
  }
  return items;
}
