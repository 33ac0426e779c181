import type { Temporal } from "temporal-polyfill";
import type { Language } from "../domain/vocabulary.ts";
import { address } from "./html.ts";

/** The addresses of the static files. They contain a hash of the contents. */
export interface Assets {
  style: string;
  script: string;
  icon: string;
  deskStyle: string;
  deskScript: string;
}

/** The context that all parts of a page share. */
export interface Frame {
  language: Language;
  /** True if the reader chose the language in the address. Links then keep it. */
  isChosen: boolean;
  assets: Assets;
  /** The page's own address: its path, and its query without the language. */
  path: string;
  query: Record<string, string | undefined>;
  now: Temporal.Instant;
  /** The public address of the service, or null. Shared links start with it. */
  publicUrl: string | null;
}

/** A link that keeps the language if the reader chose it. */
export const link = (
  { isChosen, language }: Frame,
  path: string,
  query: Record<string, string | undefined> = {},
): string => address(path, { ...query, lang: isChosen ? language : undefined });

/** The page's own address in another language. */
export const inLanguage = ({ path, query }: Frame, language: Language): string =>
  address(path, { ...query, lang: language });
