import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

test("an embedded page is not confused with the page of the same crossing or area, whichever is requested first", async () => {
  const headers = { accept: "text/html" };
  const isFramed = async (path: string) => (await service.ask(path, { headers })).text.includes('data-theme="auto"');
  for (const path of ["/tecate?lang=es", "/laredo?lang=es"])
    for (const _ of [1, 2]) {
      expect([path, await isFramed(`/embed${path}`)]).toEqual([path, true]);
      expect([path, await isFramed(path)]).toEqual([path, false]);
    }
});
