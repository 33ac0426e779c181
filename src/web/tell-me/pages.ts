import type { FollowerSubscription } from "../../domain/notifications/follower.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { TellMeText } from "../../locales/messages/tell-me.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { choicesText } from "./choices-text.ts";
import { devicePanel, offersMessages, type TellMeView, tellMeForm, tellMeHint, tellMeTitle } from "./form.ts";

const pageOf = (frame: Frame, title: string, main: Html): string =>
  layout(frame, {
    title: `${title} – Garita`,
    description: tellMeHint(frame),
    isInApp: false,
    main: html`<h1>${title}</h1>
${main}`,
  });

const homeOf = (frame: Frame): Html => html`<p><a href="${link(frame, "/")}">${frame.messages.pages.board}</a></p>`;

/** Renders the page with the form and the statement about privacy. `fault` is an error in the form. */
export function tellMePage(frame: Frame, view: TellMeView, fault: keyof TellMeText["faults"] | null): string {
  const words = frame.messages.tellMe;
  const offered = offersMessages(frame)
    ? html`${devicePanel(frame)}<div class="ask">${tellMeForm(frame, view)}</div>`
    : html`<p>${words.notOffered}</p>`;
  const privacy = [
    ...(frame.offersEmail === true || frame.pushKey == null ? words.privacy : []),
    ...(frame.pushKey == null ? [] : words.push.privacy),
  ];
  return pageOf(
    frame,
    tellMeTitle(frame),
    html`${fault !== null && html`<p id="tell-fault" role="alert"><strong>${words.faultTitle}.</strong> ${words.faults[fault]}</p>`}
${offered}
<section id="privacy"><h2>${words.privacyTitle}</h2><ul>${privacy.map((line) => html`<li>${line}</li>`)}</ul></section>
${homeOf(frame)}`,
  );
}

/** Renders a page with a title and a text only. */
export const tellMeNotice = (frame: Frame, { title, text }: { title: string; text: string }): string =>
  pageOf(frame, title, html`<p>${text}</p>${homeOf(frame)}`);

/** Renders the page after a device has subscribed. Its script shows what the device is told. */
export function devicePage(frame: Frame): string {
  const { here, asked } = frame.messages.tellMe.push;
  return pageOf(
    frame,
    here,
    html`<p data-asked><strong>${asked.title}.</strong> ${asked.text}</p>${devicePanel(frame, false)}${homeOf(frame)}`,
  );
}

/** The subscription that a link in a message is about. */
export type LinkedFollower = Omit<FollowerSubscription, "address">;

/** What a link in a message is about. */
interface LinkedView {
  choices: LinkedFollower;
  crossings: ReadonlyMap<string, Crossing>;
}

const listOf = (frame: Frame, { choices, crossings }: LinkedView): Html =>
  html`<ul>${choicesText(choices, crossings, frame.messages).map((line) => html`<li>${line}</li>`)}</ul>`;

/** Renders the page of a link for confirmation. Programs that follow links confirm nothing: the button does. */
export function confirmPage(frame: Frame, view: LinkedView): string {
  const { title, text, button } = frame.messages.tellMe.confirm;
  return pageOf(
    frame,
    title,
    html`${listOf(frame, view)}<p>${text}</p>
<form method="post" action="${link(frame, frame.path)}"><p class="go"><button type="submit">${button}</button></p></form>`,
  );
}

/** Renders the page after the confirmation. */
export function confirmedPage(frame: Frame, view: LinkedView): string {
  const { title, text } = frame.messages.tellMe.confirmed;
  const pages = view.choices.crossings.flatMap((slug) => view.crossings.get(slug) ?? []);
  return pageOf(
    frame,
    title,
    html`<p>${text}</p>${listOf(frame, view)}
${pages.length === 1 ? pages.map(({ slug, name }) => html`<p><a href="${link(frame, `/${slug}`)}">${nameIn({ name }, frame.messages)}</a></p>`) : homeOf(frame)}`,
  );
}

/** Renders the page that asks whether to stop messages. */
export function leavePage(frame: Frame, view: LinkedView): string {
  const { leave, push } = frame.messages.tellMe;
  const isPush = view.choices.channel === "push";
  const { title, button, text, all } = isPush ? { ...leave, text: push.leaveText, all: push.stopAll } : leave;
  return pageOf(
    frame,
    title,
    html`${listOf(frame, view)}<p>${text}</p>
<form method="post" action="${link(frame, frame.path)}"><p class="go"><button type="submit">${button}</button> <button type="submit" name="all" value="yes">${all}</button></p></form>`,
  );
}
