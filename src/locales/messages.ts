import type { TextMessages } from "../domain/phrases.ts";
import type { AboutText } from "./messages/about.ts";
import type { AlternativesNotes } from "./messages/alternatives.ts";
import type { ArticleText } from "./messages/article.ts";
import type { DeskWords } from "./messages/desk.ts";
import type { DoctorWords } from "./messages/doctor.ts";
import type { ErrorMessages } from "./messages/errors.ts";
import type { ChatWords } from "./messages/notifications/chat.ts";
import type { ApiDocsText } from "./messages/pages/api-docs.ts";
import type { BoardWords } from "./messages/pages/board.ts";
import type { CopyText } from "./messages/pages/copy.ts";
import type { CrossingWords } from "./messages/pages/crossing.ts";
import type { EmbedWords } from "./messages/pages/embed.ts";
import type { FollowText } from "./messages/pages/follow.ts";
import type { OfflineText } from "./messages/pages/offline.ts";
import type { OgcText } from "./messages/pages/ogc.ts";
import type { StatusPageText } from "./messages/pages/status-page.ts";
import type { StoryText } from "./messages/pages/story.ts";
import type { Words } from "./messages/pages.ts";
import type { TellMeText } from "./messages/tell-me.ts";

/** All texts for readers, in one language. */
export interface Messages extends TextMessages {
  /** Name of the language in the language itself. */
  name: string;
  /** Language with its country, in the format of Open Graph. */
  region: string;
  errors: ErrorMessages;
  pages: Words;
  board: BoardWords;
  desk: DeskWords;
  about: AboutText;
  article: ArticleText;
  story: StoryText;
  crossing: CrossingWords;
  embed: EmbedWords;
  alternatives: AlternativesNotes;
  apiDocs: ApiDocsText;
  follow: FollowText;
  tellMe: TellMeText;
  chat: ChatWords;
  offline: OfflineText;
  copy: CopyText;
  doctor: DoctorWords;
  statusPage: StatusPageText;
  ogc: OgcText;
}

/** Messages of a language. Some of them may be missing. */
export type SomeMessages = Pick<Messages, "language" | "name" | "region"> & DeepPartial<Messages>;

/** The same shape with every property optional, at every depth. Functions and lists are either complete or missing. */
type DeepPartial<Value> = Value extends ((...args: never[]) => unknown) | readonly unknown[] | string
  ? Value
  : { [Key in keyof Value]?: DeepPartial<Value[Key]> };
