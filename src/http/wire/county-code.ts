import { z } from "zod";
import { type County, isCounty } from "../../domain/places/county.ts";
import { byRule } from "./rule.ts";

/** Marks the schema whose values come from the data, for {@link describeCounties}. */
const COUNTIES = "x-counties";

/** County in an answer. Null if the country of the port has no counties. */
export const CountyAnswer = z
  .strictObject({ name: z.string(), fips: z.string() })
  .meta({ id: "County", description: "The county of the port's side, with its FIPS code" })
  .nullable();

/** Creates the schema of a requested county. It is given by FIPS code or name, and must contain a crossing. */
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

/** If a JSON Schema has the mark, replaces the mark with the current counties, if there are any. */
export function describeCounties(schema: Record<string, unknown>, counties: readonly County[]): void {
  if (schema[COUNTIES] === true && counties.length > 0)
    schema.enum = [...counties.map(({ fips }) => fips), ...new Set(counties.map(({ name }) => name))];
  delete schema[COUNTIES];
}
