import { setLogMessages } from "./domain/errors.ts";
import { FALLBACK } from "./locales/index.ts";

/** Imported by every process for its side effect: `Error.message` is in English, like the log. */
setLogMessages(FALLBACK);
