import { setLogMessages } from "./domain/errors.ts";
import { FALLBACK } from "./locales/index.ts";

/** Every process imports this file for its side effect: `Error.message` is in English, like the rest of the log. */
setLogMessages(FALLBACK);
