import type { TextMessages } from "../domain/phrases.ts";
import type { AboutText } from "./messages/about.ts";
import type { AlternativesNotes } from "./messages/alternatives.ts";
import type { ArticleText } from "./messages/article.ts";
import type { BadgeWords } from "./messages/badge.ts";
import type { DeskWords } from "./messages/desk.ts";
import type { ErrorMessages } from "./messages/errors.ts";
import type { Words } from "./messages/pages.ts";

/** Every text that people read, in one language. */
export interface Messages extends TextMessages {
  /** The language's own name. */
  name: string;
  /** The language with its country, as Open Graph writes it. */
  region: string;
  errors: ErrorMessages;
  pages: Words;
  desk: DeskWords;
  about: AboutText;
  article: ArticleText;
  badge: BadgeWords;
  alternatives: AlternativesNotes;
}

/** The messages of a language that may lack some. */
export type SomeMessages = Pick<Messages, "language" | "name" | "region"> & DeepPartial<Messages>;

/** The same shape with every property optional, at every depth. Functions and lists are whole or missing. */
type DeepPartial<Value> = Value extends ((...args: never[]) => unknown) | readonly unknown[] | string
  ? Value
  : { [Key in keyof Value]?: DeepPartial<Value[Key]> };
