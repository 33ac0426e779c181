import { capitalize } from "../capitalize.ts";
import { groupBy } from "../group-by.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn, type Service, servicesOf } from "../places/crossing.ts";
import { inList } from "../places/in-list.ts";
import { briefScopeOf, scopeOf } from "../places/scope.ts";
import type { ReportHead, Source } from "../record/report.ts";
import { onlyForText, statusText } from "../text/limit-text.ts";
import { statusTitle } from "../text/report-title.ts";
import { compareInstants, type Moment, startOf } from "../time/moment.ts";
import { showMoment } from "../time/show-moment.ts";
import type { NearbyOpen } from "./alert-alternatives.ts";
import { type AlertMessage, type EndedService, isReopened } from "./alert-message.ts";
import type { AlertedService, Contradiction, Reopening } from "./alerted-service.ts";

/** A message as text in one language, with times in the crossing's local time. */
export interface AlertText {
  headline: string;
  description: string;
  instruction: string;
}

/** Writes a message. `alternatives` are other crossings, as the record knew them when the message was sent. */
export function alertText(
  message: AlertMessage,
  crossing: Crossing,
  alternatives: readonly NearbyOpen[],
  messages: TextMessages,
): AlertText {
  return {
    headline: headlineOf(message, crossing, messages),
    description: descriptionOf(message, crossing, messages).join("\n"),
    instruction: instructionOf(message, alternatives, messages).join("\n"),
  };
}

/**
 * Returns a title that begins with the status: `Suspended from 4 Dec 2023: Lukeville, both ways – staffing`. Services
 * with another status or start follow: `. Closed from 10 Dec 2023: for trucks, northbound`.
 */
export function headlineOf(message: AlertMessage, crossing: Crossing, messages: TextMessages): string {
  const { services, ended } = message;
  if (isReopened(message))
    return titleOf([[reopenedTogether(ended, crossing, messages), ended]], null, crossing, messages);
  const told = services.length > 0 ? services : ended.map(({ before }) => before);
  const said = (facts: AlertedService) => {
    const text = restrictedText(facts, crossing, messages);
    const what = facts.isOverdue && services.length > 0 ? messages.phrases.overdueDoubt(text) : text;
    return facts.conflict === null ? what : `${what} (${messages.short.sourcesDiffer})`;
  };
  const reasons = distinct(told.map(({ reason }) => reason));
  const title = titleOf(
    [...groupBy(told, said)],
    reasons.length === 1 ? (reasons[0] ?? null) : null,
    crossing,
    messages,
  );
  return services.length === 0 ? messages.reports.withdrawn(title) : title;
}

/** Returns a title from groups of services, each with its status in words. */
function titleOf(
  groups: readonly (readonly [what: string, about: readonly { service: Service }[]])[],
  reason: AlertedService["reason"],
  crossing: Crossing,
  messages: TextMessages,
): string {
  const scopes = groups.map(([what, about]) => ({
    what,
    scope: briefScopeOf(
      about.map(({ service }) => service),
      crossing.services,
      messages,
      "restricted",
      true,
    ).join(", "),
  }));
  const [first = { what: "", scope: "" }, ...others] = scopes;
  const where = [nameIn(crossing, messages), first.scope].filter((part) => part !== "").join(", ");
  const more = others.map(({ what, scope }) => `${capitalize(what)}: ${scope}`);
  return statusTitle(first.what, [where, ...more].join(". "), reason, messages, [crossing]);
}

/** Describes the reopenings of several services: the last of them, and limits if one of them has limits. */
function reopenedTogether(ended: readonly EndedService[], crossing: Crossing, messages: TextMessages): string {
  const { events, short } = messages;
  const reopenings = ended.flatMap(({ reopening }) => reopening ?? []);
  const texts = distinct(reopenings.map((each) => reopenedText(each, crossing, messages)));
  const last = reopenings.reduce<Reopening | null>(
    (latest, each) => (latest !== null && isLater(latest, each, crossing) ? latest : each),
    null,
  );
  const isLimited = texts.length > 1 && reopenings.some(({ limited }) => limited);
  const plain = texts.length > 1 && last !== null ? { ...last, limited: false, programmes: [] } : last;
  const said = reopenedText(plain, crossing, messages) + (isLimited ? events.withLimits : "");
  return ended.some(({ conflict }) => conflict !== null) ? `${said} (${short.sourcesDiffer})` : said;
}

const isLater = (a: Reopening, b: Reopening, { timeZone }: Crossing): boolean =>
  compareInstants(startOf(a.effectiveAt, timeZone), startOf(b.effectiveAt, timeZone)) > 0;

/** Returns the status with its start: `suspended from 4 Dec 2023`. */
function restrictedText(
  { status, onset, effectiveAt }: AlertedService,
  crossing: Crossing,
  { phrases, reports, ...messages }: TextMessages,
): string {
  const begin = { exact: reports.from, approximate: reports.fromAbout, unknown: reports.already }[onset];
  return phrases.statuses[status] + begin(showMoment(effectiveAt, crossing.timeZone, messages));
}

function reopenedText(reopening: Reopening | null, crossing: Crossing, messages: TextMessages): string {
  const { alerts, events } = messages;
  if (reopening === null) return events.openAgain;
  const { limited, effectiveAt, onset } = reopening;
  const limits = onlyForText(reopening, messages) ?? (limited ? events.withLimits.trim() : null);
  const said =
    onset === "unknown" ? events.openAgain : alerts.reopened(showMoment(effectiveAt, crossing.timeZone, messages));
  return limits === null ? said : `${said} ${limits}`;
}

function descriptionOf({ services, ended, type }: AlertMessage, crossing: Crossing, messages: TextMessages): string[] {
  const { alerts, reports } = messages;
  const show = (moment: Moment) => showMoment(moment, crossing.timeZone, messages);
  const isDoubted = services.some(({ isOverdue }) => isOverdue);
  const withdrawn = ended.filter(({ reopening }) => reopening === null);
  const reasons = distinct(services.flatMap(({ reason }) => reason ?? [])).map((each) => reports.reasons[each]);
  return [
    ...sentences(services, crossing, messages, (each) => restrictedParts(each, crossing, show, messages)),
    ...sentences(
      ended.filter(({ reopening }) => reopening !== null),
      crossing,
      messages,
      ({ reopening, conflict }: EndedService) => [
        reopenedText(reopening, crossing, messages),
        ...contradictionText(conflict, messages),
      ],
    ),
    ...sentences(withdrawn, crossing, messages, ({ before }) => [
      reports.withdrawn(restrictedText(before, crossing, messages)),
    ]),
    ...(withdrawn.length > 0 ? [alerts.withdrawn] : []),
    ...(isDoubted ? [alerts.notKnown] : []),
    ...(type === "Cancel" ? [] : reasons.map(reports.reason)),
    ...distinct(services.flatMap((each) => each.reports.flatMap(({ note }) => note ?? []))),
    ...sourceLines([
      ...services.flatMap((each) => each.reports),
      ...ended.flatMap(({ reopening }) => reopening?.report ?? []),
    ]),
  ];
}

function restrictedParts(
  facts: AlertedService,
  crossing: Crossing,
  show: (moment: Moment) => string,
  messages: TextMessages,
): string[] {
  const { phrases } = messages;
  const { expectedUntil, isOverdue, reopening, conflict } = facts;
  const opens =
    reopening && phrases.announced(statusText({ ...reopening, status: "open" }, messages), show(reopening.effectiveAt));
  return [
    restrictedText(facts, crossing, messages),
    ...(expectedUntil === null || opens !== null
      ? []
      : [phrases[isOverdue ? "overdue" : "expectedUntil"](show(expectedUntil))]),
    ...(opens === null ? [] : [opens]),
    ...contradictionText(conflict, messages),
  ];
}

const contradictionText = (conflict: Contradiction | null, { phrases }: TextMessages): string[] =>
  conflict === null ? [] : [phrases.says(conflict.source.publisher, phrases.statuses[conflict.status])];

/** Returns one sentence for each group of services with the same text. The services follow the first part. */
function sentences<About extends { service: Service }>(
  about: readonly About[],
  crossing: Crossing,
  { phrases }: TextMessages,
  partsOf: (each: About) => string[],
): string[] {
  const groups = groupBy(about, (each) => partsOf(each).join("|"));
  return [...groups.values()].map((group) => {
    const [lead = "", ...rest] = group[0] === undefined ? [] : partsOf(group[0]);
    const scope = scopeOf(
      group.map(({ service }) => service),
      servicesOf(crossing),
      phrases,
    );
    return `${[capitalize(lead), scope, ...rest].join(", ")}.`;
  });
}

function instructionOf(message: AlertMessage, alternatives: readonly NearbyOpen[], messages: TextMessages): string[] {
  const { alerts, short, phrases } = messages;
  const nearest = alternatives.map(({ mode, direction, nearest }) =>
    alerts.nearest(
      `${short.whom[mode]}, ${phrases.directions[direction]}`,
      inList(
        nearest.map(({ crossing, km }) => `${nameIn(crossing, messages)} (${km} km)`),
        messages,
      ),
    ),
  );
  return [...nearest, isReopened(message) ? alerts.checkReopened : alerts.checkFirst];
}

/** Publishers of the reports behind a message, each once. */
export const publishersOf = ({ services, ended }: AlertMessage): string[] =>
  distinct(
    [
      ...services.flatMap(({ reports }) => reports),
      ...ended.flatMap(({ reopening, before }) => (reopening === null ? before.reports : [reopening.report])),
    ].map(({ source }) => source.publisher),
  );

const sourceLines = (reports: readonly ReportHead[]): string[] =>
  distinct(
    reports.map(({ source }: { source: Source }) =>
      [`${source.publisher}: ${source.title}`, source.url ?? ""].join(" ").trim(),
    ),
  );

const distinct = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];
