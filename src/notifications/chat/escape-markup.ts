/**
 * Separates each at sign from what follows it, so that no text notifies a person or a whole channel. Services differ in
 * what may stand before a mention, so there is no exception, even for name@example.org.
 */
const withoutMentions = (text: string): string => text.replace(/@(?=\S)/g, "@\u200b");

/** Escapes text for services that read `&`, `<` and `>` as markup. No text notifies anybody. */
export const escapeMarkup = (text: string): string =>
  withoutMentions(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * Writes a web address for the same services. It still leads to the same page, but nothing in it is markup or notifies
 * anybody. A name or password in it is left out.
 */
export function escapeAddress(address: string): string {
  const url = new URL(address);
  url.username = "";
  url.password = "";
  // The parts in which `<` and `>` may stand are percent-encoded by now.
  return url.href.replaceAll("@", "%40").replaceAll("&", "&amp;");
}
