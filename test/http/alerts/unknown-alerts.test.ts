import { connectionsOf } from "../../../src/store/connections.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

describe("a message", () => {
  test("that does not exist is refused by name, and a wrong identifier with the rule", async () => {
    for (const identifier of ["garita-lukeville-999999-999999", "garita-nowhere-1-1"]) {
      const { status, body } = await service.ask(`/v1/alerts/${identifier}.cap`);
      expect([status, body.detail]).toEqual([404, `There is no alert '${identifier}'.`]);
    }
    const { status, body } = await service.ask("/v1/alerts/Lukeville!.cap");
    expect([status, body.errors]).toEqual([
      400,
      [
        {
          path: "identifier",
          message: expect.stringMatching(/^must be the identifier of an alert.*got "Lukeville!"$/),
        },
      ],
    ]);
  });

  test("whose numbers are not of reports about its crossing is refused without reading the record", async () => {
    const { pool } = connectionsOf(service.ctx.db);
    const { rows } = await pool.query(
      `SELECT min(seq) FILTER (WHERE is_own) AS own, min(seq) FILTER (WHERE NOT is_own) AS other
       FROM (SELECT seq, bool_or(crossing = 'naco') AS is_own FROM mark GROUP BY seq) m`,
    );
    const [{ own, other }] = rows;
    const statusesOf = (...tails: string[]) =>
      Promise.all(tails.map(async (tail) => (await service.ask(`/v1/alerts/garita-naco-${tail}.cap`)).status));
    await pool.query("ALTER TABLE status_change RENAME TO status_change_away");
    try {
      const unknown = [`${own}-999999`, `999999-${own}`, `${own}-${other}`, `0${own}-${own}`, `1-${"9".repeat(30)}`];
      expect(await statusesOf(...unknown)).toEqual(unknown.map(() => 404));
      expect(await statusesOf(`${own}-${own}-20260101T000000Z`)).not.toEqual([404]);
    } finally {
      await pool.query("ALTER TABLE status_change_away RENAME TO status_change");
    }
  });
});
