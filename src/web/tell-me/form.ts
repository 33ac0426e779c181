import { uncapitalize } from "../../domain/capitalize.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { DIRECTIONS, EMAIL_KINDS, MODES } from "../../domain/vocabulary.ts";
import type { Frame } from "../frame.ts";
import { link } from "../frame.ts";
import { booleanAttribute, type Html, html } from "../html.ts";

/** What the form shows. `places` are the crossings to choose from; with `isFixed`, the form is about all of them. */
export interface TellMeView {
  places: readonly Crossing[];
  isFixed: boolean;
  /** Slug of the area whose crossings are shown, or null. */
  area: string | null;
  /** Values that were sent before, by field, after an error. */
  given?: ReadonlyMap<string, readonly string[]> | undefined;
  /** Field with an error. */
  faulty?: string | undefined;
}

/** Returns the heading of the form, and the caption of links to it. */
export const tellMeTitle = ({ messages, pushKey }: Frame): string =>
  pushKey == null ? messages.tellMe.title : messages.tellMe.anyTitle;

/** Returns what the form is for, in a sentence. */
export const tellMeHint = ({ messages, offersEmail, pushKey }: Frame): string =>
  offersEmail !== true && pushKey != null ? messages.tellMe.push.hint : messages.tellMe.hint;

/** Returns true if the form is offered. */
export const offersMessages = ({ offersEmail, pushKey }: Frame): boolean => offersEmail === true || pushKey != null;

/** Renders the form. For messages by e-mail, it needs no script. */
export function tellMeForm(frame: Frame, { places, isFixed, area, given, faulty }: TellMeView): Html {
  const { messages, locales } = frame;
  const { tellMe: words, pages } = messages;
  const one = (name: string) => given?.get(name)?.[0] ?? "";
  const has = (name: string, value: string, otherwise: boolean) =>
    given === undefined ? otherwise : (given.get(name) ?? []).includes(value);
  const invalid = (name: string) => faulty === name && html` aria-invalid="true" aria-describedby="tell-fault"`;
  const services = places.flatMap((place) => place.services);
  const check = (name: string, value: string, label: string, isSet: boolean) =>
    html`<p class="check"><input type="checkbox" id="tell-${name}-${value}" name="${name}" value="${value}"${booleanAttribute("checked", isSet)}> <label for="tell-${name}-${value}">${label}</label></p>
`;
  const time = (name: string, label: string) =>
    html`<p><label for="tell-${name}">${label}</label><input type="time" id="tell-${name}" name="${name}" value="${one(name)}"${invalid(name)}></p>
`;
  const modes = MODES.filter((mode) => services.some((each) => each.mode === mode));
  const directions = DIRECTIONS.filter((each) => services.some(({ direction }) => direction === each));
  const [only] = places;
  return html`<form action="${link(frame, "/tell-me")}" method="post" aria-label="${tellMeTitle(frame)}"${pushData(frame)}>
${destination(frame, one)}<input type="hidden" name="shows" value="kinds">${area !== null && html`<input type="hidden" name="area" value="${area}">`}
${
  frame.offersEmail === true &&
  html`<p data-by="email"><label for="tell-address">${words.address}</label><input type="email" id="tell-address" name="address" required autocomplete="email" maxlength="254" value="${one("address")}"${invalid("address")}></p>
`
}${
  isFixed
    ? places.map(({ slug }) => html`<input type="hidden" name="crossing" value="${slug}">`)
    : html`<details${booleanAttribute("open", area !== null || given?.has("crossing") === true)}><summary>${words.choosePlaces}</summary><fieldset><legend>${words.places}</legend><p>${words.allPlaces}</p>
${places.map((place) => check("crossing", place.slug, nameIn(place, messages), has("crossing", place.slug, area !== null)))}</fieldset></details>`
}
<details${booleanAttribute("open", given !== undefined)}><summary>${words.choose}</summary>
<fieldset><legend>${words.kinds}</legend>
${EMAIL_KINDS.map((kind) => check("kind", kind, words.kindNames[kind], has("kind", kind, true)))}</fieldset>
${modes.length > 1 && html`<fieldset><legend>${words.modes}</legend>${modes.map((mode) => check("mode", mode, pages.modes[mode], has("mode", mode, true)))}</fieldset>`}
${directions.length > 1 && html`<fieldset><legend>${words.directions}</legend>${directions.map((each) => check("direction", each, pages.directions[each], has("direction", each, true)))}</fieldset>`}
<div class="fields">
<p><label for="tell-language">${words.language}</label><select id="tell-language" name="language">${locales.map(({ language, name }) => html`<option value="${language}" lang="${language}"${booleanAttribute("selected", has("language", language, language === messages.language))}>${name}</option>`)}</select></p>
<p><label for="tell-pace">${words.pace}</label><select id="tell-pace" name="pace"><option value="at_once">${words.atOnce}</option><option value="digest"${booleanAttribute("selected", one("pace") === "digest")}>${words.digest("…")}</option></select></p>
${time("digest_at", words.digestAt)}</div>
<fieldset><legend>${words.quiet}</legend><div class="fields">${time("quiet_from", words.quietFrom)}${time("quiet_until", words.quietUntil)}</div>${only !== undefined && html`<p>${words.clock(only.timeZone)}</p>`}</fieldset>
</details>
<p class="go"><button type="submit"${frame.offersEmail !== true && html` disabled`}>${frame.offersEmail === true ? words.send : words.push.send}</button> <a href="${link(frame, "/tell-me")}#privacy">${uncapitalize(words.privacyTitle)}</a></p>
</form>`;
}

/** Attributes for the script that subscribes the browser. */
const pushData = ({ pushKey, messages }: Frame): Html | false =>
  pushKey != null &&
  html` data-push-key="${pushKey}" data-send="${messages.tellMe.push.send}" data-words="${JSON.stringify(messages.tellMe.push.script)}"`;

/**
 * Renders the choice between e-mail and this device, if there is one. Only the script can enable the device: until then,
 * a note says so.
 */
function destination(frame: Frame, one: (name: string) => string): Html {
  const { hint, push } = frame.messages.tellMe;
  const { offersEmail, pushKey } = frame;
  if (pushKey == null)
    return html`<p>${hint}</p>
`;
  const isPush = offersEmail !== true || one("by") === "push";
  const radio = (by: string, label: string, attributes: Html) =>
    html`<p class="check"><input type="radio" id="tell-by-${by}" name="by" value="${by}"${attributes}> <label for="tell-by-${by}">${label}</label></p>
`;
  return html`${
    offersEmail === true
      ? html`<fieldset><legend>${push.how}</legend>
${radio("email", push.byEmail, booleanAttribute("checked", !isPush))}${radio("push", push.onDevice, html` disabled aria-describedby="tell-note"${booleanAttribute("checked", isPush)}`)}</fieldset>
<p data-by="email">${hint}</p>`
      : html`<input type="hidden" name="by" value="push">`
  }<p data-by="push"${booleanAttribute("hidden", offersEmail === true)}>${push.hint}</p>
<p id="tell-note" role="status">${push.needsScript}</p>
${["endpoint", "p256dh", "auth"].map((name) => html`<input type="hidden" name="${name}" value="">`)}
`;
}

/** Renders what this device is told, for the script to fill. */
export function devicePanel(frame: Frame, hasHeading = true): Html {
  const { push } = frame.messages.tellMe;
  return html`<div class="ask" id="tell-device" hidden data-address="${link(frame, "/tell-me/device")}" data-stop="${push.stop}" data-words="${JSON.stringify(push.script)}">
${hasHeading && html`<p><strong>${push.here}</strong></p>`}<ul></ul>
<p class="go"><button type="button" data-stop-all>${push.stopAll}</button></p>
</div>
<p id="tell-device-note" role="status" tabindex="-1"></p>
`;
}
