import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { type Field, startField } from "../support/field/field.ts";
import { type FieldDatabase, makeFieldDatabase } from "../support/field/field-database.ts";
import { type Outcome, play, prepareAll } from "../support/field/round.ts";
import { END, ROUND, STEPS } from "../support/field/steps.ts";

/** Longer than a round takes on a busy machine. */
const LIMIT_MS = 240_000;

/** Interval of the jobs in seconds. The scheduler has no shorter interval. */
const SECONDS = 1;

let loan: LoanedDatabase;
let database: FieldDatabase;
let field: Field;
const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  loan = await loanDatabase({ empty: true });
  database = await makeFieldDatabase(loan.url);
  field = await startField(database, SECONDS, prepareAll);
  await play(field, [...ROUND, ...END], 0, (outcome) => outcomes.set(outcome.title, outcome));
}, LIMIT_MS);
afterAll(async () => {
  await field?.close();
  await database?.close();
  await loan?.release();
});

describe("the field test, with npm start, the service's own scheduler, and a database in Chicago's time zone", () => {
  test.each(STEPS.map(({ title }) => title))("%s", (title) => {
    const outcome = outcomes.get(title);
    if (outcome?.error != null) throw outcome.error;
    expect(outcome?.seen).toMatchObject({
      traveller: expect.any(String),
      operator: expect.any(String),
      app: expect.any(String),
    });
  });
});
