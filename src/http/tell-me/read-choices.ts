import { domainToASCII } from "node:url";
import { z } from "zod";
import type { FollowerChoices, QuietHours } from "../../domain/notifications/follower.ts";
import type { PushDevice } from "../../domain/notifications/push-device.ts";
import { matchesAny } from "../../domain/notifications/subscription.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { DIRECTIONS, EMAIL_KINDS, MODES } from "../../domain/vocabulary.ts";
import { LANGUAGES } from "../../locales/index.ts";
import type { TellMeText } from "../../locales/messages/tell-me.ts";
import { readDevice } from "./read-device.ts";

/** What a person chose in the form, or the error: its text and its field. */
export type ReadChoices =
  | { by: "email"; address: string; choices: FollowerChoices }
  | { by: "push"; device: PushDevice; choices: FollowerChoices }
  | { fault: keyof TellMeText["faults"]; field: string };

/** Values of a form by field. */
export type TellMeFields = ReadonlyMap<string, readonly string[]>;

const MOST_ADDRESS = 254;

/** Names of the fields that must not occur twice. */
const SINGLE = [
  "by",
  "address",
  "endpoint",
  "p256dh",
  "auth",
  "area",
  "language",
  "pace",
  "digest_at",
  "quiet_from",
  "quiet_until",
];

/**
 * Reads an e-mail address. A domain with letters outside ASCII becomes ASCII. Returns null for anything that is not one
 * plain address.
 */
export function readAddress(text: string): string | null {
  const [, name = "", domain = ""] = /^([^@\s]+)@([^@\s]+)$/.exec(text.trim()) ?? [];
  const address = `${name}@${domainToASCII(domain)}`;
  return address.length <= MOST_ADDRESS && z.email().safeParse(address).success ? address : null;
}

/** Reads whether a person wants e-mails or messages on a device, and where. */
function readDestination(one: (name: string) => string) {
  const refuse = <Field extends "address" | "device" | "choice">(fault: Field, field: string) => ({ fault, field });
  if (one("by") === "push") {
    const device = readDevice(one);
    return device === null ? refuse("device", "by") : { by: "push" as const, device };
  }
  if (!["", "email"].includes(one("by"))) return refuse("choice", "by");
  const address = readAddress(one("address"));
  return address === null ? refuse("address", "address") : { by: "email" as const, address };
}

/** Reads the form. `crossings` are all crossings by slug. With no crossing chosen, the form is about its area, or all. */
export function readChoices(fields: TellMeFields, crossings: ReadonlyMap<string, Crossing>): ReadChoices {
  const several = (name: string) => [...new Set(fields.get(name) ?? [])];
  const one = (name: string) => fields.get(name)?.[0]?.trim() ?? "";
  const refuse = (fault: keyof TellMeText["faults"], field: string): ReadChoices => ({ fault, field });
  if (SINGLE.some((name) => (fields.get(name)?.length ?? 0) > 1)) return refuse("choice", "address");
  const destination = readDestination(one);
  if ("fault" in destination) return destination;

  const area = one("area");
  const inArea = [...crossings.values()].filter((each) => area !== "" && each.area?.slug === area);
  const named = several("crossing");
  const slugs = named.length > 0 ? named : inArea.map(({ slug }) => slug);
  if (!slugs.every((slug) => crossings.has(slug)) || (area !== "" && inArea.length === 0))
    return refuse("place", "crossing");

  const words = <Word extends string>(name: string, all: readonly Word[]): Word[] | null => {
    const given = several(name);
    return given.every((each) => all.some((word) => word === each)) ? all.filter((word) => given.includes(word)) : null;
  };
  const [kinds, modes, directions] = [words("kind", EMAIL_KINDS), words("mode", MODES), words("direction", DIRECTIONS)];
  if (kinds === null || modes === null || directions === null) return refuse("choice", "kind");
  // The short form names no kind, and means all. The long one says that it shows them.
  if (kinds.length === 0 && one("shows") === "kinds") return refuse("kinds", "kind");

  const language = one("language");
  if (!LANGUAGES.includes(language)) return refuse("choice", "language");
  const pace = one("pace");
  if (!["", "at_once", "digest"].includes(pace)) return refuse("choice", "pace");
  const minutes = ["digest_at", "quiet_from", "quiet_until"].map((name) => minuteIn(one(name)));
  const [digestAt = null, from = null, until = null] = minutes;
  if (minutes.includes(undefined) || (pace === "digest" && digestAt === null))
    return refuse("time", ["digest_at", "quiet_from", "quiet_until"][Math.max(0, minutes.indexOf(undefined))] ?? "");
  const quiet: QuietHours | null = from === null || until === null ? null : { from, until };
  if ((from === null) !== (until === null) || (quiet !== null && from === until)) return refuse("quiet", "quiet_from");

  // The form shows only what there is at its crossings, so that all of it may be less than all modes.
  const services = (slugs.length === 0 ? [...crossings.keys()] : slugs).flatMap(
    (slug) => crossings.get(slug)?.services ?? [],
  );
  const filter = {
    crossings: slugs,
    modes: services.every(({ mode }) => modes.includes(mode)) ? [] : modes,
    directions: services.every(({ direction }) => directions.includes(direction)) ? [] : directions,
  };
  if (!matchesAny({ ...filter, states: [] }, crossings.values())) return refuse("services", "mode");
  const first = crossings.get(slugs[0] ?? "") ?? [...crossings.values()][0];
  return {
    ...destination,
    choices: {
      ...filter,
      kinds: kinds.length === 0 ? [...EMAIL_KINDS] : kinds,
      language,
      quiet,
      digestAt: pace === "digest" ? digestAt : null,
      timeZone: first?.timeZone ?? "UTC",
    },
  };
}

/** Reads a time of day as minutes. Returns null for an empty text, and undefined for anything else. */
function minuteIn(text: string): number | null | undefined {
  if (text === "") return null;
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
