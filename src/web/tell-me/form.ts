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

/** Renders the form for messages by e-mail. It needs no script. */
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
  return html`<form action="${link(frame, "/tell-me")}" method="post" aria-label="${words.title}">
<p>${words.hint}</p>
<input type="hidden" name="shows" value="kinds">${area !== null && html`<input type="hidden" name="area" value="${area}">`}
<p><label for="tell-address">${words.address}</label><input type="email" id="tell-address" name="address" required autocomplete="email" maxlength="254" value="${one("address")}"${invalid("address")}></p>
${
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
<p class="go"><button type="submit">${words.send}</button> <a href="${link(frame, "/tell-me")}#privacy">${uncapitalize(words.privacyTitle)}</a></p>
</form>`;
}
