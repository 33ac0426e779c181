import { setLogMessages } from "./domain/errors.ts";
import { FALLBACK } from "./locales/index.ts";

/** Every process imports this file for its side effect: it makes `Error.message` English, like the log. */
setLogMessages(FALLBACK);
