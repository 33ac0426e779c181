import { z } from "zod";
import { encodeCompiled } from "../../../src/http/encoding/compiled-encode.ts";
import { RestrictionsAnswer } from "../../../src/http/story/restrictions-answer.ts";
import { AvailabilityAnswer } from "../../../src/http/wire/availability.ts";
import { CountsAnswer } from "../../../src/http/wire/counts.ts";
import { CrossingsAnswer, HistoryAnswer, StatusAnswer } from "../../../src/http/wire/crossing.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const ANSWERS: readonly [string, z.ZodType][] = [
  ["/v1/crossings/lukeville/status?at=2023-12-20T12:00:00Z", StatusAnswer],
  ["/v1/crossings?at=2023-12-20T12:00:00Z", CrossingsAnswer],
  ["/v1/crossings/lukeville/history", HistoryAnswer],
  ["/v1/crossings/lukeville/history?view=spans", HistoryAnswer],
  ["/v1/crossings/san-ysidro/counts", CountsAnswer],
  ["/v1/crossings/lukeville/availability?from=2023-12&to=2024-01", AvailabilityAnswer],
  ["/v1/restrictions?from=2023-12&to=2023-12", RestrictionsAnswer],
];

/** Returns copies of a value in which one member, at any depth, is missing, of another type, or additional. */
function* spoiled(value: unknown): Generator<unknown> {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    yield Symbol("of no type");
    return;
  }
  yield { ...value, surplus: 1 };
  for (const [name, member] of Object.entries(value)) {
    const { [name as never]: _, ...rest } = value;
    yield rest;
    if (Array.isArray(member)) yield { ...value, [name]: "a text" };
    const [inner, put] = Array.isArray(member)
      ? [member[0], (each: unknown) => [each, ...member.slice(1)]]
      : [member, (each: unknown) => each];
    for (const each of spoiled(inner)) yield { ...value, [name]: put(each) };
  }
}

const outcomeOf = (encode: () => unknown): string => {
  try {
    return JSON.stringify(encode());
  } catch (error) {
    return error instanceof z.ZodError ? `ZodError ${error.message}` : `another error: ${error}`;
  }
};

test.each(ANSWERS)(
  "the answer of %s is encoded, or refused with the same error, as zod does",
  async (address, schema) => {
    const { body, text } = await service.ask(address);
    const value = z.decode(schema, body);
    expect(JSON.stringify(encodeCompiled(schema, value))).toBe(text);
    let refused = 0;
    for (const each of spoiled(value)) {
      const wanted = outcomeOf(() => z.encode(schema, each as never));
      const given = outcomeOf(() => encodeCompiled(schema, each));
      if (given !== wanted) expect(given).toBe(wanted);
      if (wanted.startsWith("ZodError")) refused++;
    }
    expect(refused).toBeGreaterThan(20);
  },
);
