import { z } from "zod";
import { type County, isCounty } from "../../domain/places/county.ts";
import { byRule } from "./rule.ts";

/** Marks the schema whose values the data list, for {@link describeCounties}. */
const COUNTIES = "x-counties";

/** The county in an answer; null where the country of the port has none. */
export const CountyAnswer = z
  .strictObject({ name: z.string(), fips: z.string() })
  .nullable()
  .meta({ description: "The county of the port's side, with its FIPS code" });

/** The county in a request: one in which a crossing lies, by its FIPS code or its name. */
export function makeCountyWord(counties: () => readonly County[]) {
  const rule = () =>
    byRule(
      "county",
      counties()
        .map(({ fips, name }) => `${fips} ${name}`)
        .join(", "),
    );
  return z
    .string({ error: rule })
    .refine((asked) => isCounty(counties(), asked), { error: rule })
    .meta({ [COUNTIES]: true });
}

export type CountyWord = ReturnType<typeof makeCountyWord>;

/** Writes into the JSON Schema of the marked schema which counties there are. */
export function describeCounties(schema: Record<string, unknown>, counties: readonly County[]): void {
  if (schema[COUNTIES] === true)
    schema.enum = [...counties.map(({ fips }) => fips), ...new Set(counties.map(({ name }) => name))];
  delete schema[COUNTIES];
}
