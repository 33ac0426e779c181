import type { Bodies } from "./bodies.ts";
import type { Asked } from "./request-headers.ts";

/** An answer as it was made: where it is kept, what it tells of, and until when it holds. */
export interface Kept extends Pick<Asked, "accept" | "language"> {
  url: string;
  etag: string;
  /** The crossings that it tells of, whatever it says of them, or `LOG` or `PLACES` of the board. */
  of: readonly string[];
  /**
   * When it was made, when it may turn by itself, and until when it is kept, which may be earlier; in milliseconds since
   * 1970, null where it does not turn, and where no clock ends it.
   */
  madeAt: number;
  turnsAt: number | null;
  heldUntil: number | null;
  bodies: Bodies;
  /** Whether it was asked for since it was last looked over as the oldest. */
  used: boolean;
}

/** How much is kept. Bytes are those of the plain bodies; what compression makes of them comes to a quarter more at most. */
export interface Room {
  answers: number;
  bytes: number;
}

/** Answers by what was asked. One address may be answered in several forms and languages. */
export interface KeptAnswers {
  find(url: string | undefined, asked: Pick<Asked, "accept" | "language">): Kept | undefined;
  keep(answer: Kept): void;
  forget(answer: Kept): void;
  /** Forgets what tells of any of these. */
  drop(of: readonly string[]): void;
  count(): number;
}

/** Longer addresses and headers than people have would only fill the memory. */
const LONGEST = 2_000;

/** Forms and languages of one address that are kept: more than browsers have, and few enough to be looked through. */
const MOST_FORMS = 200;

/** Keeps at most so many answers and bytes; beyond them, the oldest goes that was not asked for again while others came. */
export function makeKeptAnswers(most: Room): KeptAnswers {
  // In the order in which they came, or were last looked over.
  const row = new Set<Kept>();
  const byUrl = new Map<string, Kept[]>();
  const byPlace = new Map<string, Set<Kept>>();
  let bytes = 0;

  // To compare the few that share an address takes less than to make a key of address and headers.
  const find: KeptAnswers["find"] = (url = "", { accept, language }) =>
    byUrl.get(url)?.find((each) => each.accept === accept && each.language === language);

  const forget = (answer: Kept): void => {
    if (!row.delete(answer)) return;
    bytes -= answer.bodies.identity.bytes.length;
    const others = byUrl.get(answer.url)?.filter((each) => each !== answer) ?? [];
    if (others.length > 0) byUrl.set(answer.url, others);
    else byUrl.delete(answer.url);
    for (const place of answer.of) byPlace.get(place)?.delete(answer);
  };

  /** Who was asked for goes to the end of the row, and nothing is moved while answers are served. */
  function makeRoom(): void {
    for (const answer of row) {
      if (!answer.used) {
        forget(answer);
        return;
      }
      answer.used = false;
      row.delete(answer);
      row.add(answer);
    }
  }

  return {
    find,
    forget,
    keep(answer) {
      const { url, accept = "", language = "", of } = answer;
      if (url.length + accept.length + language.length > LONGEST) return;
      const former = find(url, answer);
      if (former !== undefined) forget(former);
      const [oldest, ...others] = byUrl.get(url) ?? [];
      if (oldest !== undefined && others.length >= MOST_FORMS - 1) forget(oldest);
      row.add(answer);
      bytes += answer.bodies.identity.bytes.length;
      byUrl.set(url, [...(byUrl.get(url) ?? []), answer]);
      for (const place of of) byPlace.set(place, (byPlace.get(place) ?? new Set()).add(answer));
      while (row.size > most.answers || bytes > most.bytes) makeRoom();
    },
    drop(of) {
      for (const place of of) for (const answer of byPlace.get(place) ?? []) forget(answer);
    },
    count: () => row.size,
  };
}
