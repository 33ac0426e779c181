import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { CrossingIncidents } from "../../actions/incidents/list-incidents.ts";
import { type ComponentState, componentStateOf, groupStatusOf } from "../../domain/incidents/component-state.ts";
import { nameIn, serviceKey } from "../../domain/places/crossing.ts";
import { placeName, type Region, stateOf } from "../../domain/places/region.ts";
import type { CrossingStatus } from "../../domain/status/crossing-status.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import { latestInstant, startOf } from "../../domain/time/moment.ts";
import type { Messages } from "../../locales/messages.ts";
import { PAGE_ID } from "./incident-text.ts";
import type { ComponentAnswer } from "./schemas.ts";

/** Time since which crossings are components. The record does not say when a crossing came into being. */
export const COMPONENTS_SINCE = Temporal.Instant.from("2026-11-30T00:00:00Z");

/** A crossing as a component, written as JSON. */
export interface WrittenComponent extends ComponentState {
  slug: string;
  state: Region;
  updatedAt: Temporal.Instant;
  text: string;
}

/** Writes a crossing as a component. The text is kept with the answer about the crossing. */
export function writeComponent(
  { crossing, standings, texts }: CrossingStatus,
  { planned, touchedAt }: Pick<CrossingIncidents, "planned" | "touchedAt">,
  { at, position, messages }: { at: Temporal.Instant; position: number; messages: Messages },
): WrittenComponent {
  const { slug, timeZone } = crossing;
  const state = stateOf(crossing);
  const own = componentStateOf(standings, (service) => planned.includes(serviceKey(service)));
  const starts = standings.map(({ since }) => since && startOf(since, timeZone));
  const updatedAt = latestInstant([touchedAt, ...starts]) ?? COMPONENTS_SINCE;
  const text = texts.get(`component/${messages.language}/${position}/${touchedAt}/${planned.join()}`, () => {
    const summary = summaryOf(standings, crossing, at, messages);
    const cause = messages.statusPage.causes[own.cause];
    return JSON.stringify({
      id: slug,
      name: nameIn(crossing, messages),
      status: own.status,
      created_at: String(COMPONENTS_SINCE),
      updated_at: String(updatedAt),
      position,
      description: cause === "" ? summary : `${cause} ${summary}`,
      showcase: true,
      start_date: null,
      group_id: state.code,
      page_id: PAGE_ID,
      group: false,
      only_show_if_degraded: false,
    } satisfies z.input<typeof ComponentAnswer>);
  });
  return { ...own, slug, state, updatedAt, text };
}

/** Writes a state as the group of its crossings. */
export const writeGroup = (members: readonly WrittenComponent[], position: number, messages: Messages): string[] => {
  const [first] = members;
  if (first === undefined) return [];
  const updatedAt = latestInstant(members.map((member) => member.updatedAt)) ?? COMPONENTS_SINCE;
  return [
    JSON.stringify({
      id: first.state.code,
      name: placeName(first.state.name, messages),
      status: groupStatusOf(members),
      created_at: String(COMPONENTS_SINCE),
      updated_at: String(updatedAt),
      position,
      description: null,
      showcase: false,
      start_date: null,
      group_id: null,
      page_id: PAGE_ID,
      group: true,
      only_show_if_degraded: false,
      components: members.map(({ slug }) => slug),
    } satisfies z.input<typeof ComponentAnswer>),
  ];
};
