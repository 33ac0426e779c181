import type { Temporal } from "temporal-polyfill";
import type { Locales } from "../locales/index.ts";
import type { Messages } from "../locales/messages.ts";
import { address } from "./html.ts";

/** Addresses of the static files. They contain a hash of the contents. */
export interface Assets {
  style: string;
  script: string;
  icon: string;
  copyScript: string;
  deskStyle: string;
  deskScript: string;
  storyStyle: string;
  storyScript: string;
  offlineStyle: string;
  offlineScript: string;
  docsStyle: string;
  docsScript: string;
  /** Icons of the installed app. */
  appIcons: readonly AppIcon[];
}

/** An icon of the installed app. A `maskable` icon fills its square, so that a system can cut it to any shape. */
export interface AppIcon {
  address: string;
  sizes: string;
  type: string;
  purpose: "any" | "maskable";
}

/** Context that all parts of a page share. */
export interface Frame {
  messages: Messages;
  /** All languages in which a page can be read. */
  locales: Locales;
  /** True if the address names the language. Links then keep it. */
  isChosen: boolean;
  assets: Assets;
  /** Path of the page itself. */
  path: string;
  /** Query of the page itself, without the language. */
  query: Record<string, string | undefined>;
  now: Temporal.Instant;
  /** Public address of the service, or null. Shared links start with this address. */
  publicUrl: string | null;
  /** True if people can subscribe by e-mail here. */
  offersEmail?: boolean;
  /** Public key with which a browser subscribes to push messages, in base64url. Null if they are not offered. */
  pushKey?: string | null;
  /** True for a page that a mirror keeps. Such a page is in the past tense and names its time and the live page. */
  isCopy: boolean;
}

/** Returns a link that keeps the language if the page's address names it. */
export const link = (
  { isChosen, messages }: Frame,
  path: string,
  query: Record<string, string | undefined> = {},
): string => address(path, { ...query, lang: isChosen ? messages.language : undefined });

/** Returns the page's own address with `lang` set to this language. */
export const inLanguage = ({ path, query }: Frame, { language }: Messages): string =>
  address(path, { ...query, lang: language });
