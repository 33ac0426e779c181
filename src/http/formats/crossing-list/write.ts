import { createHash, type Hash } from "node:crypto";
import type { CrossingWithDistance } from "../../../actions/crossings/list-crossings.ts";
import type { Messages } from "../../../locales/messages.ts";
import { mapInTurns, yieldTurn } from "../../../yield-turn.ts";
import { encodeCompiled } from "../../encoding/compiled-encode.ts";
import type { WrittenAnswer } from "../../route.ts";
import { ListedCrossing } from "../../wire/crossing.ts";
import { presentListed } from "../../wire/present.ts";
import { Instant } from "../../wire/wire.ts";
import { crossingsCsv } from "./csv.ts";
import { encodeRun, RUN_LENGTH } from "./encoded-runs.ts";
import type { CrossingListForm, ListedWire, ListHead, WritableList } from "./form.ts";
import { crossingsGeoJson } from "./geojson.ts";
import { crossingsJson } from "./json.ts";

const FORMS = [crossingsJson, crossingsGeoJson, crossingsCsv];

/**
 * Writes a list of crossings in a format. A crossing whose answer is kept is written once, and crossings without a
 * distance are encoded together, so a list costs little more than the answers that changed since the last one.
 */
export function writeCrossingList(list: WritableList, form: string, messages: Messages): Promise<WrittenAnswer> {
  const asked = FORMS.find(({ name }) => name === form);
  if (asked === undefined) throw new RangeError(`there is no format ${form}`);
  return writeListAs(asked, list, messages);
}

/** Writes a list as {@link writeCrossingList} does, in a format that need not be one of the list's own. */
export async function writeListAs(
  asked: CrossingListForm,
  list: WritableList,
  messages: Messages,
): Promise<WrittenAnswer> {
  const { head, tail, file } = asked;
  const own: ListHead = { at: Instant.encode(list.at), asOf: list.asOf, next: list.next };
  const version = createHash("sha256").update(JSON.stringify([own.asOf, own.next]));
  const isEncoded = asked.isSameInAll && list.answers.every(({ distanceKm }) => distanceKm === null);
  const items = isEncoded
    ? await writeInRuns(asked, list, messages, version)
    : await writeOneByOne(asked, list, own, messages, version);
  const named = file?.(list);
  return {
    texts: [head(own), ...items, tail(own)],
    version: version.digest("base64"),
    next: list.next,
    ...(named === undefined ? {} : { file: named }),
  };
}

/** Writes crossings whose texts are the same in all lists. */
async function writeInRuns(
  form: CrossingListForm,
  list: WritableList,
  messages: Messages,
  version: Hash,
): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  for (let i = 0; i < list.answers.length; i += RUN_LENGTH) {
    const run = list.answers.slice(i, i + RUN_LENGTH);
    const texts = await mapInTurns(run, (answer) => textOf(form, answer, list, messages));
    const { bytes, digest } = encodeRun(i > 0 ? form.separator : "", texts, form.separator);
    version.update(digest);
    parts.push(bytes);
  }
  return parts;
}

/** Writes crossings whose texts depend on the list. */
async function writeOneByOne(
  form: CrossingListForm,
  list: WritableList,
  own: ListHead,
  messages: Messages,
  version: Hash,
): Promise<string[]> {
  const parts: string[] = [];
  for (const [i, answer] of list.answers.entries()) {
    const text = textOf(form, answer, list, messages);
    const digest = answer.texts.get(`${keyOf(form, messages)}/digest`, () =>
      createHash("sha256").update(text).digest("base64"),
    );
    const distanceKm = answer.distanceKm === null ? null : Math.round(answer.distanceKm * 10) / 10;
    version.update(`${digest}${distanceKm}`);
    if (i > 0) parts.push(form.separator);
    parts.push(form.placed(text, distanceKm, own));
    await yieldTurn();
  }
  return parts;
}

const keyOf = ({ name }: CrossingListForm, { language }: Messages): string => `${name}/${language}`;

/** Returns the text of a crossing, without its distance. */
const textOf = (form: CrossingListForm, answer: CrossingWithDistance, list: WritableList, messages: Messages): string =>
  answer.texts.get(keyOf(form, messages), () => form.item(wireOf(answer, list, messages), answer));

const wireOf = (answer: CrossingWithDistance, { at }: WritableList, messages: Messages): ListedWire =>
  encodeCompiled(ListedCrossing, presentListed(answer, at, messages)) as ListedWire;
