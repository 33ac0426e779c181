/** The state of every service at an instant: `{ "lukeville": "passenger northbound suspended, …" }`. */
export type PastStates = Record<string, string>;

/** What a service answered about one instant, as far as it was known at another. */
export interface PastAnswer {
  at: string;
  knownAt: string;
  states: PastStates;
}

interface ListedCrossing {
  slug: string;
  services: { mode: string; direction: string; status: string; limited: boolean }[];
}

/** Asks a service of any version for the state of all crossings at an instant, as known at another. */
export async function askPast(url: string, at: string, knownAt: string): Promise<PastStates> {
  const response = await fetch(`${url}/v1/crossings?at=${at}&knownAt=${knownAt}`);
  if (!response.ok) throw new Error(`${response.url} was answered ${response.status}: ${await response.text()}`);
  const { crossings } = (await response.json()) as { crossings: ListedCrossing[] };
  return Object.fromEntries(
    crossings.map(({ slug, services }) => [
      slug,
      services
        .map(({ mode, direction, status, limited }) => `${mode} ${direction} ${status}${limited ? " limited" : ""}`)
        .sort()
        .join(", "),
    ]),
  );
}
