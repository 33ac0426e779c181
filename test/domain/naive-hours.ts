import { Temporal } from "temporal-polyfill";
import { type Service, serviceKey } from "../../src/domain/places/crossing.ts";
import { begun, newest, type Question, told, toldSpecials } from "./naive-lines.ts";
import { withSpecials } from "./naive-specials.ts";

type HoursQuestion = Omit<Question, "at" | "observation">;

/** Returns the crossing's other services in the same direction, if any report gives their hours. */
function servicesBeside({ service, reports }: HoursQuestion): Service[] {
  const found = new Map<string, Service>();
  for (const { hoursChanges, hoursExceptions } of reports)
    for (const { service: each } of [...hoursChanges, ...hoursExceptions])
      if (each.crossing === service.crossing && each.direction === service.direction && each.mode !== service.mode)
        found.set(serviceKey(each), each);
  return [...found.values()];
}

/** Returns the text of a service's weekly hours at an instant, or null. */
export function weekAt(question: HoursQuestion, utc: number): string | null {
  const changes = told(asked(question), (report) => report.hoursChanges);
  return newest(begun(changes, utc))?.hours?.text ?? null;
}

/**
 * Returns the hours of a service at an instant for `hoursWord`. A service without weekly hours has those of the other
 * services in its direction.
 */
export function keptAt(question: HoursQuestion, utc: number): string | null {
  const { zone } = question;
  const own = weekAt(question, utc);
  const specials = toldSpecials(asked(question));
  const others = own !== null ? [] : servicesBeside(question).map((service) => ({ ...question, service }));
  const texts = others.flatMap((other) => {
    const week = weekAt(other, utc);
    return week === null ? [] : `&${withSpecials(week, toldSpecials(asked(other)), zone, utc)}`;
  });
  return texts.length === 0
    ? withSpecials(own, specials, zone, utc)
    : withSpecials("unknown", specials, zone, utc) + texts.join("");
}

/** Returns the instants, in UTC milliseconds, at which different hours may take effect for a service. */
export function keptTurns(question: HoursQuestion): number[] {
  const lines = [question.service, ...servicesBeside(question)].map((service) => asked({ ...question, service }));
  return lines.flatMap((each) => [
    ...told(each, (report) => report.hoursChanges).map(({ start }) => start),
    ...toldSpecials(each).flatMap(({ start, until }) =>
      until instanceof Temporal.Instant ? [start, until.epochMilliseconds] : [start],
    ),
  ]);
}

const asked = (question: HoursQuestion): Question => ({
  ...question,
  at: Temporal.Instant.fromEpochMilliseconds(0),
  observation: null,
});
