import { showInvisible } from "./plain-text.ts";

/**
 * Maximum length of a published message. It leaves room for the errors of three addresses. Some error messages repeat
 * megabytes of a document.
 */
const LONGEST = 400;

/** Number of characters examined. On a huge text, the regular expressions below would be slow. */
const LOOKED_AT = 4_000;

/** Matches text from internal code: module paths, stack traces, and the calls named in database errors. */
const INSIDE = /node_modules|\binvocation in\b|\bprisma\b|^\s*at .+:\d+:\d+\)?$/im;

/** Matches a URL without the punctuation after it, or a file path of at least two parts. */
const ADDRESS_OR_PATH =
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s"<>`]*[^\s"'<>`.,:;!?)\]]|(?<![\w.:/-])(?:[a-z]:)?(?:[\\/][^\s"'<>`\\/:;,)]+){2,}[\\/]?/gi;

/**
 * Makes an error message safe to publish: one line, at most 400 characters. Removes user, password, query and fragment
 * from URLs, because they may contain keys. Replaces file paths. Replaces a message from inside a library with {@link
 * INTERNAL_FAULT}.
 */
export function publicText(text: string): string {
  const looked = text.slice(0, LOOKED_AT);
  if (INSIDE.test(looked)) return INTERNAL_FAULT;
  const told = showInvisible(looked.replace(/[\s\u0085]+/g, " ").trim()).replace(ADDRESS_OR_PATH, publicAddress);
  const characters = [...told];
  return characters.length <= LONGEST && text.length <= LOOKED_AT
    ? told
    : `${characters.slice(0, LONGEST - 1).join("")}…`;
}

/** Published in place of errors that only the operators of the service can fix. */
export const INTERNAL_FAULT = "it failed on our side; the log says how";

function publicAddress(found: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(found) || /^file:/i.test(found)) return "a file of the server";
  if (!URL.canParse(found)) return "an address";
  const { protocol, host, pathname } = new URL(found);
  return `${protocol}//${host}${pathname}`;
}
