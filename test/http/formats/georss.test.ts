import { atomTrouble, parseAtom } from "../../support/atom.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

test("an entry of an Atom feed has a GeoRSS point for each of its crossings, and none without a position", async () => {
  const key = await service.keyFor("desk", "recorder");
  const [change] = soundReport().changes;
  const changes = ["lukeville", "naco", "sasabe"].map((crossing) => ({ ...change, crossing }));
  await service.post("/v1/reports", soundReport({}, { changes }), key);
  const notice = soundReport({}, { changes: undefined, note: "About no crossing" });
  await service.post("/v1/reports", notice, key);
  const { text } = await service.ask("/v1/atom.xml");
  expect(await atomTrouble(text)).toEqual([]);
  const [advisory, newest] = parseAtom(text).entry;
  expect(advisory["georss:point"]).toBeUndefined();
  // Latitude, then longitude, in the order of the crossings along the border.
  expect(newest["georss:point"]).toEqual(["31.3341 -109.9484", "31.483 -111.5444", "31.8802 -112.8171"]);
});
