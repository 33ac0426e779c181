import { readFileSync } from "node:fs";
import OpeningHours from "opening_hours";

/**
 * A question to the `opening_hours` library: an expression, the country of its holidays, and local times as `[year,
 * month, day, hour, minute]`, with months from 1.
 */
export interface OracleQuestion {
  expression: string;
  country: string;
  times: [number, number, number, number, number][];
}

// Reads questions from standard input. For each question, writes one item per time: true if open, false if not, null if
// unknown.
const questions: OracleQuestion[] = JSON.parse(readFileSync(0, "utf8"));
const answers = questions.map(({ expression, country, times }) => {
  const address = { country_code: country.toLowerCase(), state: "" };
  const hours = new OpeningHours(expression, { lat: 31, lon: -110, address });
  return times.map(([year, month, day, hour, minute]) => {
    const date = new Date(year, month - 1, day, hour, minute);
    return hours.getUnknown(date) ? null : hours.getState(date);
  });
});
process.stdout.write(JSON.stringify(answers));
