import { type LoanedService, loanService } from "../../support/service.ts";
import { type Filled, makeVisitor, signIn, type Visitor } from "../../support/visitor.ts";

let service: LoanedService;
let visitor: Visitor;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  visitor = makeVisitor(service.url);
  await signIn(visitor, await service.keyFor("desk", "recorder"));
});
afterAll(() => service.release());

const preview = async (filled: Filled, crossing: string) =>
  visitor.press(await visitor.open(`/desk/report?crossing=${crossing}`), "Preview", filled);

describe("special hours", () => {
  const special: Filled = {
    ...{ publisher: "Pima County", title: "Christmas market" },
    ...{ "lines.0.modes": ["passenger"], "lines.0.directions": ["northbound"] },
    ...{ "lines.0.exception": "Dec 24 06:00-18:00; PH off", "lines.0.until.day": "2027-01-31" },
    ...{ "lines.0.from.day": "2026-12-01", "lines.0.from.known": "day" },
  };

  test("are previewed with their days and end, and recorded with the country of their holidays", async () => {
    const seen = await preview(special, "sasabe");
    expect(seen.status).toBe(200);
    expect(seen.text).toContain("Special hours: 24 Dec 06:00-18:00; U.S. public holidays shut from 1 Dec 2026");
    expect(seen.text).toContain("until 31 Jan 2027");
    const done = await visitor.press(seen, "Record it");
    const id = /reports\/([^?]+)/.exec(done.path)?.[1];
    expect((await service.ask(`/v1/reports/${id}`)).body.changes).toMatchObject([
      {
        crossing: "sasabe",
        exception: "Dec 24 06:00-18:00; PH:US off",
        effectiveAt: "2026-12-01",
        until: "2027-01-31",
      },
    ]);
  });

  test("can be ended by a report", async () => {
    const { "lines.0.exception": _, "lines.0.until.day": __, ...rest } = special;
    const seen = await preview({ ...rest, "lines.0.normal": "yes" }, "sasabe");
    expect(seen.text).toContain("No more special hours from 1 Dec 2026");
    const done = await visitor.press(seen, "Record it");
    const id = /reports\/([^?]+)/.exec(done.path)?.[1];
    expect((await service.ask(`/v1/reports/${id}`)).body.changes).toMatchObject([{ exception: null, until: null }]);
  });

  test("that cannot be read are named in the summary of errors", async () => {
    const wrong = await preview({ ...special, "lines.0.exception": "Christmas" }, "sasabe");
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain("There is 1 error 1. Days and their hours: ");
  });
});
