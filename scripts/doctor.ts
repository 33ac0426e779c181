import { parseArgs } from "node:util";
import { machineClock } from "../src/clock.ts";
import { setLogMessages } from "../src/domain/errors.ts";
import { FALLBACK, LANGUAGES, messagesIn } from "../src/locales/index.ts";
import "../src/log-language.ts";
import { examine } from "./doctor/examine.ts";

// Tells what is right and what is wrong with an installation, one sentence a line. The language is that of the log,
// unless `--lang` names another one.
const { values } = parseArgs({ options: { lang: { type: "string" } } });
const messages = values.lang === undefined ? FALLBACK : messagesIn(values.lang);
if (messages === undefined) {
  console.error(`--lang must be one of ${LANGUAGES.join(", ")}; got '${values.lang}'.`);
  process.exitCode = 2;
} else {
  setLogMessages(messages);
  const words = messages.doctor;
  const findings = await examine(messages, machineClock);
  const width = Math.max(words.right.length, words.wrong.length, words.note.length);
  for (const { kind, text } of findings) console.log(`${words[kind].padEnd(width)}  ${text}`);
  const faults = findings.filter(({ kind }) => kind === "wrong").length;
  console.log(`\n${words.faults(faults)}`);
  process.exitCode = faults > 0 ? 1 : 0;
}
