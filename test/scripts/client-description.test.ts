import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLIENT_TYPES, clientDescription, typesFaults } from "../../scripts/client-description.ts";
import { ROOT } from "../../src/root.ts";

const file = readFileSync(join(ROOT, CLIENT_TYPES), "utf8");

describe("the types of the API's client", () => {
  test("are those of the present description", () => {
    expect(typesFaults(clientDescription(), file)).toEqual([]);
  });

  test("are out of date once the description or the types are altered", () => {
    const fault = [`${CLIENT_TYPES} is not the result of the present description of the API; run \`npm run client\``];
    expect(typesFaults({ ...clientDescription(), servers: [] }, file)).toEqual(fault);
    expect(typesFaults(clientDescription(), file.replace("open: boolean | null", "open: boolean"))).toEqual(fault);
  });

  test("do not depend on the crossings, and name no state or county", () => {
    const { paths } = clientDescription() as { paths: Record<string, { get: { parameters: object[] } }> };
    const parameters = paths["/v1/crossings"]?.get.parameters ?? [];
    expect(parameters).toEqual(
      expect.arrayContaining(
        ["state", "county"].map((name) => expect.objectContaining({ name, schema: { type: "string" } })),
      ),
    );
  });
});
