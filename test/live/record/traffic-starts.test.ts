import type { Service } from "../../../src/domain/places/crossing.ts";
import { serviceKey } from "../../../src/domain/places/crossing.ts";
import { watchTrafficStarts } from "../../../src/live/record/traffic-starts.ts";
import { SERVICES } from "../../domain/arbitrary.ts";

const [WALKERS, CARS] = SERVICES;

/** Stored first hours, and the services of each query so far. */
function makeWaits(first: [Service, number][] = []) {
  const stored = new Map(first.map(([service, hour]) => [serviceKey(service), hour]));
  const queries: Service[][] = [];
  const starts = watchTrafficStarts(async (services) => {
    queries.push([...services]);
    const found = new Map(stored);
    await Promise.resolve();
    return new Map(services.map(serviceKey).flatMap((key) => (found.has(key) ? [[key, found.get(key) ?? 0]] : [])));
  });
  return { starts, queries, store: (service: Service, hour: number) => stored.set(serviceKey(service), hour) };
}

describe("the first hours with a stored wait", () => {
  test("are in the order of the services, and undefined for a service without waits", async () => {
    const { starts } = makeWaits([[CARS, 7]]);
    expect(await starts.of([WALKERS, CARS])).toEqual([undefined, 7]);
    expect(await starts.of([CARS, WALKERS])).toEqual([7, undefined]);
  });

  test("are queried once for each service, also if it has no waits", async () => {
    const { starts, queries } = makeWaits([[CARS, 7]]);
    await starts.of([WALKERS]);
    await starts.of([WALKERS, CARS]);
    await starts.of([CARS, WALKERS]);
    await starts.of([]);
    expect(queries).toEqual([[WALKERS], [CARS]]);
  });

  test("are queried again once a wait may have been stored", async () => {
    const { starts, store } = makeWaits();
    expect(await starts.of([WALKERS])).toEqual([undefined]);
    store(WALKERS, 9);
    expect(await starts.of([WALKERS])).toEqual([undefined]);
    starts.touch();
    expect(await starts.of([WALKERS])).toEqual([9]);
  });

  test("are forgotten if a wait may have been stored while they were queried", async () => {
    const { starts, store } = makeWaits();
    const asked = starts.of([WALKERS]);
    store(WALKERS, 9);
    starts.touch();
    expect(await asked).toEqual([undefined]);
    expect(starts.areKnownAfter([WALKERS], 0)).toBe(false);
    expect(await starts.of([WALKERS])).toEqual([9]);
  });
});

describe("that no service had a wait by a time", () => {
  test("is not known before the services were queried", async () => {
    const { starts } = makeWaits([[CARS, 7]]);
    expect(starts.areKnownAfter([CARS], 0)).toBe(false);
    await starts.of([CARS]);
    expect(starts.areKnownAfter([CARS, WALKERS], 0)).toBe(false);
    expect(starts.areKnownAfter([], 0)).toBe(true);
  });

  test("is known for times before the first hour, but not for that hour", async () => {
    const { starts } = makeWaits([[CARS, 7]]);
    await starts.of([CARS]);
    expect([6, 7, 8].map((at) => starts.areKnownAfter([CARS], at))).toEqual([true, false, false]);
  });

  test("is known at all times for a service without waits, and only until a wait may have been stored", async () => {
    const { starts } = makeWaits([[CARS, 7]]);
    await starts.of([WALKERS, CARS]);
    expect(starts.areKnownAfter([WALKERS], 1_000)).toBe(true);
    expect([6, 7].map((at) => starts.areKnownAfter([WALKERS, CARS], at))).toEqual([true, false]);
    starts.touch();
    expect(starts.areKnownAfter([WALKERS], 1_000)).toBe(false);
  });
});
