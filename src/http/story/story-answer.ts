import { Temporal } from "temporal-polyfill";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { findRecordStart } from "../../actions/crossings/availability/find-record-start.ts";
import { listRestrictions } from "../../actions/crossings/availability/list-restrictions.ts";
import type { Context } from "../../context.ts";
import { hourOf } from "../../domain/feed/waits.ts";
import { timeZonesOf } from "../../domain/places/crossing.ts";
import type { RecordView } from "../../domain/record/timeline.ts";
import { PLACES_TOPIC } from "../../live/snapshot.ts";
import type { Frame } from "../../web/frame.ts";
import { address } from "../../web/html.ts";
import { chartFile } from "../../web/story/chart-file.ts";
import { storyPage } from "../../web/story/page.ts";
import type { StorySort } from "../../web/story/rows.ts";
import { addressOfSpan, daysOfSpan, questionOfSpan, type StorySpan } from "../../web/story/span.ts";
import { isUnrecorded, storyCrossings, storyLine, storySentences } from "../../web/story/story-facts.ts";
import { encode } from "../encoding/encode.ts";
import { fileDay } from "../formats/saved-file.ts";
import type { CachePolicy } from "../route.ts";
import { presentRestrictions, RestrictionsAnswer } from "./restrictions-answer.ts";
import { mapOfDay } from "./story-days.ts";

/** Parameters of an address about a period. */
export interface AskedStory extends RecordView {
  sort?: string | undefined;
  /** Day that the map shows. */
  day?: Temporal.PlainDate | undefined;
}

/** The restrictions of a period, in the language of a reader. */
export type Story = Awaited<ReturnType<typeof storyOf>>;

/**
 * Lists the restrictions of a period.
 * @throws Refusal `invalid` if the period has no data or is too long
 */
export async function storyOf(ctx: Context, frame: Frame, span: StorySpan, { knownAt, publishedBefore }: AskedStory) {
  const { messages } = frame;
  const question = { ...questionOfSpan(span), knownAt, publishedBefore };
  const restrictions = await listRestrictions(ctx, question);
  const { at, asOf, expiresAt, keptUntil, of, crossings } = restrictions;
  const begins = await findRecordStart(ctx, { knownAt, publishedBefore });
  const listed = await storyCrossings(crossings, messages);
  const clipped = crossings.filter((each) => each.clipped).map(({ to }) => to);
  const zones = timeZonesOf((await allCrossings(ctx)).values());
  const keep: CachePolicy = { at, expiresAt, of: [...of, PLACES_TOPIC], dated: false, keptUntil };
  const known = Object.fromEntries(
    (["knownAt", "publishedBefore"] as const).map((name) => [name, frame.query[name]] as const),
  );
  return {
    restrictions,
    span,
    crossings: listed,
    begins,
    sentences: storySentences(listed, { span, asOf, begins }, messages),
    line: storyLine(listed, { span, asOf, begins }, messages),
    clippedAt: clipped.sort(Temporal.Instant.compare)[0] ?? null,
    zones,
    keep,
    known,
    pinnedTo: knownAt ?? at,
  };
}

/** Returns the name under which a browser saves the chart. It states the days that the figures cover. */
export function nameOfChart({ span, clippedAt }: Story): string {
  const { from, to } = daysOfSpan(span);
  const end = clippedAt?.subtract({ milliseconds: 1 });
  return `garita-restrictions-${from}-to-${end === undefined ? to : fileDay(String(end))}.svg`;
}

/** Returns the permanent link to a period, pinned to the reports on record now. `own` is the address of the service. */
function permanentLink(
  { messages }: Frame,
  { span, known, pinnedTo }: Pick<Story, "span" | "known" | "pinnedTo">,
  own: string,
): string {
  const { path, query } = addressOfSpan(span, messages);
  return `${own}${address(path, { ...query, ...known, knownAt: String(pinnedTo) })}`;
}

/** Data for writing an answer, besides the restrictions. */
interface StoryRequest {
  ctx: Context;
  frame: Frame;
  asked: AskedStory;
  /** Address of the service, for the source line of the chart. */
  own: string;
}

/**
 * Functions that write an answer about a period, by format: the chart as a picture, the page, a line of text, and the
 * API's data.
 */
export const WRITE_STORY = {
  svg: ({ crossings, span, sentences, ...story }: Story, { frame, own }: StoryRequest) =>
    chartFile(
      crossings,
      span,
      { lead: sentences[0] ?? "", link: permanentLink(frame, { span, ...story }, own) },
      frame.messages,
    ),
  async page(story: Story, { ctx, frame, asked }: StoryRequest) {
    const { span, crossings, known, begins } = story;
    const { sort = "-days", day, knownAt, publishedBefore } = asked;
    return storyPage(frame, {
      ...story,
      sort: { key: sort.replace("-", "") as StorySort, isReversed: sort.startsWith("-") },
      knownAt,
      publishedBefore,
      map: isUnrecorded(crossings, { span, begins })
        ? null
        : await mapOfDay(ctx, frame, { span, view: asked, day, known }, crossings),
    });
  },
  text: ({ line }: Story) => `${line}\n`,
  async json(story: Story, { frame }: StoryRequest) {
    const summary = story.sentences.join(" ");
    const link = permanentLink(frame, story, frame.publicUrl ?? "");
    return encode(RestrictionsAnswer, await presentRestrictions(story.restrictions, { summary, link }, frame.messages));
  },
};

/** A format of an answer about a period. */
export type StoryForm = keyof typeof WRITE_STORY;

/** The icons of all days are expensive to compute, so they are cached until the next full hour, as accounts are. */
export async function keepOfDays(ctx: Context): Promise<CachePolicy> {
  const of = [...(await allCrossings(ctx)).keys(), PLACES_TOPIC];
  return { at: ctx.now, expiresAt: null, of, dated: false, keptUntil: hourOf(ctx.now).add({ hours: 1 }) };
}
