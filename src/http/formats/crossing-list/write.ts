import { createHash } from "node:crypto";
import type { CrossingWithDistance } from "../../../actions/crossings/list-crossings.ts";
import type { Messages } from "../../../locales/messages.ts";
import { yieldTurn } from "../../../yield-turn.ts";
import { encodeCompiled } from "../../encoding/compiled-encode.ts";
import type { WrittenAnswer } from "../../route.ts";
import { ListedCrossing } from "../../wire/crossing.ts";
import { presentListed } from "../../wire/present.ts";
import { Instant } from "../../wire/wire.ts";
import { crossingsCsv } from "./csv.ts";
import type { ListedWire, ListHead, WritableList } from "./form.ts";
import { crossingsGeoJson } from "./geojson.ts";
import { crossingsJson } from "./json.ts";

const FORMS = [crossingsJson, crossingsGeoJson, crossingsCsv];

/**
 * Writes a list of crossings in a format. A crossing whose answer is kept is written once, so a list costs little more
 * than the answers that changed since the last one.
 */
export async function writeCrossingList(list: WritableList, form: string, messages: Messages): Promise<WrittenAnswer> {
  const asked = FORMS.find(({ name }) => name === form);
  if (asked === undefined) throw new RangeError(`there is no format ${form}`);
  const { item, placed, separator, head, tail, file } = asked;
  const own: ListHead = { at: Instant.encode(list.at), asOf: list.asOf, next: list.next };
  const texts: string[] = [head(own)];
  const version = createHash("sha256").update(JSON.stringify([own.asOf, own.next]));
  for (const [i, answer] of list.answers.entries()) {
    const key = `${form}/${messages.language}`;
    const text = answer.texts.get(key, () => item(wireOf(answer, list, messages)));
    const digest = answer.texts.get(`${key}/digest`, () => createHash("sha256").update(text).digest("base64"));
    const distanceKm = answer.distanceKm === null ? null : Math.round(answer.distanceKm * 10) / 10;
    version.update(`${digest}${distanceKm}`);
    if (i > 0) texts.push(separator);
    texts.push(placed(text, distanceKm, own));
    await yieldTurn();
  }
  texts.push(tail(own));
  const named = file?.(list);
  return { texts, version: version.digest("base64"), next: list.next, ...(named === undefined ? {} : { file: named }) };
}

const wireOf = (answer: CrossingWithDistance, { at }: WritableList, messages: Messages): ListedWire =>
  encodeCompiled(ListedCrossing, presentListed(answer, at, messages)) as ListedWire;
