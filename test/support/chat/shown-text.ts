import type { ChatService } from "../../../src/domain/vocabulary.ts";

// biome-ignore lint/suspicious/noExplicitAny: bodies are untyped
type Body = any;

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** Returns the text that a reader of a service sees, with the addresses of links in parentheses. */
export const textOfBody = (service: ChatService, body: Body): string => SHOWN[service](body);

const SHOWN: Record<ChatService, (body: Body) => string> = {
  slack: ({ blocks }) =>
    blocks
      .flatMap(({ elements }: Body) => elements)
      .flatMap(({ elements }: Body) => elements)
      .map(({ text, url }: Body) => (url === undefined ? text : `${text} (${url})`))
      .join(""),
  discord: ({ content, embeds }) =>
    [content, ...embeds.map(({ description }: Body) => description)]
      .join("\n\n")
      .replace(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)/g, "$1 ($2)")
      .replace(/(?<!\\)\*\*/g, "")
      .replace(/(?<!\\)<(https?:[^>]*)>/g, "$1")
      .replace(/\\([^0-9A-Za-z\s])/g, "$1"),
  teams: ({ attachments: [{ content }] }) =>
    [
      content.body
        .map(({ inlines: [{ text }], spacing }: Body) => (spacing === "none" ? "\n" : "\n\n") + text)
        .join("")
        .trim(),
      content.actions.map(({ title, url }: Body) => `${title} (${url})`).join("\n"),
    ].join("\n\n"),
  telegram: ({ text }) => unescaped(text.replace(/<a href="([^"]*)">(.*?)<\/a>/g, "$2 ($1)").replace(/<\/?b>/g, "")),
};
