import { visibly } from "./plain-text.ts";

/** Room for the reasons of three addresses. What a document holds, a message may repeat: megabytes of it. */
const LONGEST = 400;

/** No more of a text is looked at: what is cut off cannot make it slow. */
const LOOKED_AT = 4_000;

/** What only the inside of the service says: its modules, and the call that an error of the database names. */
const INSIDE = /node_modules|\binvocation in\b|\bprisma\b|^\s*at .+:\d+:\d+\)?$/im;

/** An address with a scheme, or a path of the machine of two parts at least. Punctuation after it is not part of it. */
const ADDRESS_OR_PATH =
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s"<>`]*[^\s"'<>`.,:;!?)\]]|(?<![\w.:/-])(?:[a-z]:)?(?:[\\/][^\s"'<>`\\/:;,)]+){2,}[\\/]?/gi;

/**
 * A text about what went wrong as it may be read by anyone: one line of at most 400 characters, in which addresses stand without
 * user, password, query and fragment, where keys are, and no path of the machine and no inside of a library.
 */
export function publicText(text: string): string {
  const looked = text.slice(0, LOOKED_AT);
  if (INSIDE.test(looked)) return OUR_SIDE;
  const told = visibly(looked.replace(/[\s\u0085]+/g, " ").trim()).replace(ADDRESS_OR_PATH, publicAddress);
  const characters = [...told];
  return characters.length <= LONGEST && text.length <= LOOKED_AT
    ? told
    : `${characters.slice(0, LONGEST - 1).join("")}…`;
}

/** Told in place of what nobody outside can mend. */
export const OUR_SIDE = "it failed on our side; the log says how";

function publicAddress(found: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(found) || /^file:/i.test(found)) return "a file of the server";
  if (!URL.canParse(found)) return "an address";
  const { protocol, host, pathname } = new URL(found);
  return `${protocol}//${host}${pathname}`;
}
