import type { RequestHeaders } from "../../live/cache/request-headers.ts";

type Preferences = Pick<RequestHeaders, "accept" | "language">;

/** How an endpoint answered earlier requests, by their preferences. */
export interface LearnedAnswers<Learned> {
  find(preferences: Preferences): Learned | undefined;
  learn(preferences: Preferences, learned: Learned): void;
}

/** Maximum number of combinations of `Accept` and `Accept-Language` that are remembered. */
const MOST = 500;
/** Maximum length of both headers together. Browsers send about a hundred characters. */
const LONGEST = 300;

/** Creates the memory of an endpoint. If it is full, it forgets the preferences that it learned first. */
export function makeLearnedAnswers<Learned>(): LearnedAnswers<Learned> {
  const answers = new Map<string, Learned>();
  return {
    find: (preferences) => answers.get(keyOf(preferences)),
    learn(preferences, learned) {
      const key = keyOf(preferences);
      if (key.length > LONGEST) return;
      const [oldest] = answers.keys();
      if (answers.size >= MOST && oldest !== undefined && !answers.has(key)) answers.delete(oldest);
      answers.set(key, learned);
    },
  };
}

// Neither header can contain a line break. A header that is missing has the same effect as an empty one.
const keyOf = ({ accept = "", language = "" }: Preferences): string => `${accept}\n${language}`;
