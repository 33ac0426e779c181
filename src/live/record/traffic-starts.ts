import { type Service, serviceKey } from "../../domain/places/crossing.ts";

/** Each service's first hour with a stored wait, in milliseconds since 1970. */
export interface TrafficStarts {
  /** Returns the first hours of services in the same order. Undefined for a service without waits. */
  of(services: readonly Service[]): Promise<(number | undefined)[]>;
  /** Returns true if it is known, without a query, that no service has a stored wait at or before `at`. */
  areKnownAfter(services: readonly Service[], at: number): boolean;
  /** Notes that waits may have been stored. */
  touch(): void;
}

/** Loads a service's first hour when it is first needed, and again after waits may have been stored. */
export function watchTrafficStarts(
  load: (services: readonly Service[]) => Promise<ReadonlyMap<string, number>>,
): TrafficStarts {
  /** By service key. Null for a service without waits. */
  let known = new Map<string, number | null>();
  return {
    async of(services) {
      const missing = services.filter((service) => !known.has(serviceKey(service)));
      if (missing.length > 0) {
        const current = known;
        const found = await load(missing);
        for (const key of missing.map(serviceKey)) current.set(key, found.get(key) ?? null);
        return services.map((service) => current.get(serviceKey(service)) ?? undefined);
      }
      return services.map((service) => known.get(serviceKey(service)) ?? undefined);
    },
    areKnownAfter: (services, at) =>
      services.every((service) => {
        const first = known.get(serviceKey(service));
        return first !== undefined && (first === null || at < first);
      }),
    touch() {
      known = new Map();
    },
  };
}
