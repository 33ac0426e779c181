import { setLogMessages } from "./domain/errors.ts";
import { FALLBACK } from "./locales/index.ts";

/** Every process imports this file for its effect: `Error.message` is then in English, as the rest of the log is. */
setLogMessages(FALLBACK);
