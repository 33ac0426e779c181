import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { validateXML } from "xmllint-wasm";

// The official schema of CAP 1.2 is stored beside the project. Tests run from the project's root.
const SCHEMA = join(process.cwd(), "../shared/data/cap-1.2.xsd");

/** False if the schema is missing. Without it, messages are checked by the rules of the standard's text only. */
export const CAP_SCHEMA_PRESENT = existsSync(SCHEMA);

/** A message as a program reads it. All texts are strings. */
export interface ReadCap {
  identifier: string;
  sender: string;
  sent: string;
  status: string;
  msgType: string;
  source: string;
  scope: string;
  references?: string;
  incidents: string;
  info: ReadInfo[];
}
export interface ReadInfo {
  language: string;
  category: string[];
  event: string;
  responseType: string[];
  urgency: string;
  severity: string;
  certainty: string;
  effective: string;
  onset?: string;
  expires: string;
  senderName: string;
  headline: string;
  description: string;
  instruction: string;
  web?: string;
  parameter: { valueName: string; value: string }[];
  area: { areaDesc: string; circle?: string[]; geocode?: { valueName: string; value: string }[] }[];
}

const LISTS = new Set(["info", "category", "responseType", "parameter", "area", "circle", "geocode"]);
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => LISTS.has(name),
});

/** Parses a message into plain objects. */
export const readCap = (xml: string): ReadCap => parser.parse(xml).alert;

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/;

/** Returns violations of CAP 1.2 in a message. libxml2 checks the schema if it is present. */
export async function capTrouble(xml: string): Promise<string[]> {
  if (CAP_SCHEMA_PRESENT) {
    const { valid, errors, rawOutput } = await validateXML({
      xml: { fileName: "alert.cap", contents: xml },
      schema: [{ fileName: "cap-1.2.xsd", contents: readFileSync(SCHEMA, "utf8") }],
    });
    if (!valid) return errors.length > 0 ? errors.map(({ message }) => message) : [rawOutput];
  }
  const formed = XMLValidator.validate(xml);
  if (formed !== true) return [formed.err.msg];
  const { identifier, sender, sent, msgType, references, info } = readCap(xml);
  const times = [sent, ...info.flatMap(({ effective, onset, expires }) => [effective, onset ?? effective, expires])];
  const triples = references?.split(" ") ?? [];
  return [
    ...[identifier, sender].filter((name) => !/^[^\s,<&]+$/.test(name)).map((name) => `${name} is no name`),
    ...times.filter((time) => !TIME.test(time) || time.endsWith("+00:00")).map((time) => `${time} is no time`),
    ...(msgType === "Alert" || triples.length > 0 ? [] : [`${msgType} without references`]),
    ...triples.filter((each) => each.split(",").length !== 3).map((each) => `${each} is no reference`),
    ...info
      .filter(({ expires }) => Date.parse(expires) < Date.parse(sent))
      .map(({ expires }) => `expired at ${expires}`),
    ...info.flatMap(({ area }) => area.flatMap(({ circle = [] }) => circle)).filter((each) => !CIRCLE.test(each)),
    ...(new Set(info.map(({ language }) => language)).size === info.length ? [] : ["a language is given twice"]),
  ];
}

const CIRCLE = /^-?\d+(\.\d+)?,-?\d+(\.\d+)? \d+(\.\d+)?$/;
