import type { Temporal } from "temporal-polyfill";
import type { Locales } from "../locales/index.ts";
import type { Messages } from "../locales/messages.ts";
import { address } from "./html.ts";

/** Where the files beside the pages are had; their addresses change with what is in them. */
export interface Assets {
  style: string;
  script: string;
  icon: string;
  deskStyle: string;
  deskScript: string;
}

/** What a page is made in: the same for all of its parts. */
export interface Frame {
  messages: Messages;
  /** All languages that a page can be read in. */
  locales: Locales;
  /** True where the reader chose the language in the address, so that links keep it. */
  isChosen: boolean;
  assets: Assets;
  /** The page's own address: path, and the query without the language. */
  path: string;
  query: Record<string, string | undefined>;
  now: Temporal.Instant;
  /** The address under which the service is known outside, or null: what is shared is told by it. */
  publicUrl: string | null;
}

/** A link that keeps the language, where it was chosen. */
export const link = (
  { isChosen, messages }: Frame,
  path: string,
  query: Record<string, string | undefined> = {},
): string => address(path, { ...query, lang: isChosen ? messages.language : undefined });

/** The page's own address in a language, chosen. */
export const inLanguage = ({ path, query }: Frame, { language }: Messages): string =>
  address(path, { ...query, lang: language });
