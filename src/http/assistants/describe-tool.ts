import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import type { Crossing } from "../../domain/places/crossing.ts";
import { parametersIn } from "../openapi/openapi.ts";
import type { Tool } from "./tools.ts";

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description: string;
  schema: object;
}

/**
 * Describes the arguments of a tool, as the API description does its route's parameters. The description checks nothing:
 * the route itself refuses wrong arguments, with errors that name the field, the rule and the value.
 */
export function describeTool({ route, takes, usual = {} }: Tool, places: readonly Crossing[]): StandardSchemaWithJSON {
  const known = parametersIn(route, places) as Parameter[];
  const taken = takes.flatMap((name) => known.find((each) => each.name === name && each.in !== "header") ?? []);
  const schema = {
    type: "object",
    properties: Object.fromEntries(
      taken.map(({ name, description, schema }) => [
        name,
        { ...schema, description, ...(usual[name] === undefined ? {} : { default: usual[name] }) },
      ]),
    ),
    required: taken.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
  return {
    "~standard": {
      version: 1,
      vendor: "garita",
      validate: (value) => ({ value }),
      jsonSchema: { input: () => schema, output: () => schema },
    },
  };
}
