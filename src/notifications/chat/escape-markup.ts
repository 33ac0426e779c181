/**
 * Separates an at sign from the word after it, so that no text notifies a person or a whole channel. An address such as
 * name@example.org stays as it is.
 */
const withoutMentions = (text: string): string => text.replace(/(^|[^\w.+-])@(?=\w)/gu, "$1@\u200b");

/** Escapes text for services that read `&`, `<` and `>` as markup. No text notifies anybody. */
export const escapeMarkup = (text: string): string =>
  withoutMentions(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
