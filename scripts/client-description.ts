import { createHash } from "node:crypto";
import { readConfig } from "../src/config.ts";
import { openApiOf } from "../src/http/openapi/openapi.ts";
import { exportRoute } from "../src/http/routes/record/export.ts";
import { streamRoute } from "../src/http/routes/stream.ts";
import { apiRoutes } from "../src/http/routes.ts";
import { makeCountyWord } from "../src/http/wire/county-code.ts";
import { makeStateWord } from "../src/http/wire/state-code.ts";
import { addressBook } from "../src/notifications/channels.ts";
import { CHANNELS } from "../src/notifications/index.ts";

/** The generated types of the client, from the root of the project. */
export const CLIENT_TYPES = "packages/client/src/generated/api.ts";

/** Dependencies of routes that are only described. */
const NONE = {} as never;

/**
 * Returns the description of the API from which the types of the client are generated: without the states and counties
 * of the data, so that the client need not change with them, and without examples, headers and patterns.
 */
export function clientDescription(): object {
  const stateWord = makeStateWord(() => []);
  const countyWord = makeCountyWord(() => []);
  const addresses = addressBook(CHANNELS.map((channel) => channel.make(readConfig({}), NONE)));
  const routes = [
    ...apiRoutes(NONE, addresses, null, stateWord, countyWord, null),
    streamRoute(NONE, NONE).described,
    exportRoute(NONE).described,
  ];
  return withoutExtras(openApiOf(routes, "0", [])) as object;
}

function withoutExtras(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutExtras);
  if (typeof part !== "object" || part === null) return part;
  const isExtra = (name: string, value: unknown): boolean =>
    (name === "examples" && Array.isArray(value)) ||
    (name === "headers" && "description" in part) ||
    // The generator would write several patterns as an intersection of unknown types.
    (name === "allOf" && "type" in part && part.type === "string");
  return Object.fromEntries(
    Object.entries(part)
      .filter(([name, value]) => !isExtra(name, value))
      .map(([name, value]) => [name, withoutExtras(value)]),
  );
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Returns the file with the generated types: the types, after the hashes of their origin and of themselves. */
export const typesFile = (description: object, types: string): string =>
  [
    "// Generated from the description of the API by `npm run client`; never edited.",
    `// Description: ${hashOf(JSON.stringify(description))}`,
    `// Types: ${hashOf(types)}`,
    types,
  ].join("\n");

/** Returns a sentence for each way in which the file differs from what would be generated. */
export function typesFaults(description: object, file: string): string[] {
  const [, , , ...types] = file.split("\n");
  return typesFile(description, types.join("\n")) === file
    ? []
    : [`${CLIENT_TYPES} is not the result of the present description of the API; run \`npm run client\``];
}
