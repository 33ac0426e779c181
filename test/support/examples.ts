/** An example in a document: commands, and their output. */
export interface Example {
  /** The line of the document at which the commands begin. */
  line: number;
  commands: string;
  /** The language of the second block: `json`, or `text`. */
  form: string;
  answer: string;
}

/** A fenced block of a document. */
export interface Block {
  line: number;
  language: string;
  text: string;
}

/** Lists the fenced blocks of a Markdown document, in order. */
export function blocksIn(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ index, 1: language = "", 2: text = "" }) => ({
    line: markdown.slice(0, index).split("\n").length,
    language,
    text,
  }));
}

/**
 * Lists the examples of a document: every `sh` block followed by a `text` or `json` block. Other blocks are not run.
 */
export function examplesIn(markdown: string): Example[] {
  const blocks = blocksIn(markdown);
  return blocks.flatMap(({ line, language, text }, i) => {
    const next = blocks[i + 1];
    if (language !== "sh" || next === undefined || !["text", "json"].includes(next.language)) return [];
    return [{ line, commands: text, form: next.language, answer: next.text }];
  });
}

/**
 * Describes the difference between a printed answer and the documented one, or returns null. In a document, `…` stands
 * for any text, and `"…"` as the last item of an array stands for further items. JSON fields that are not in the
 * document are ignored.
 */
export function differenceOf({ form, answer }: Example, printed: string): string | null {
  if (form === "json") return jsonDifference(JSON.parse(answer), JSON.parse(printed), "answer");
  const [expected, actual] = [answer, printed].map((text) => text.replace(/^\uFEFF/, "").trim());
  return matches(expected ?? "", actual ?? "") ? null : `printed:\n${actual}\ndocumented:\n${expected}`;
}

function jsonDifference(expected: unknown, actual: unknown, path: string): string | null {
  if (Array.isArray(expected)) return arrayDifference(expected, actual, path);
  if (typeof expected === "object" && expected !== null) {
    if (typeof actual !== "object" || actual === null) return `${path} is ${JSON.stringify(actual)}, not an object`;
    const fields = actual as Record<string, unknown>;
    const differences = Object.entries(expected).map(([key, value]) =>
      jsonDifference(value, fields[key], `${path}.${key}`),
    );
    return differences.find((each) => each !== null) ?? null;
  }
  const isSame =
    typeof expected === "string" && typeof actual === "string" ? matches(expected, actual) : expected === actual;
  return isSame ? null : `${path} is ${JSON.stringify(actual)}, and documented as ${JSON.stringify(expected)}`;
}

function arrayDifference(expected: readonly unknown[], actual: unknown, path: string): string | null {
  if (!Array.isArray(actual)) return `${path} is ${JSON.stringify(actual)}, not a list`;
  const isOpen = expected.at(-1) === "…";
  const items = isOpen ? expected.slice(0, -1) : expected;
  if (isOpen ? actual.length < items.length : actual.length !== items.length)
    return `${path} has ${actual.length} items, and is documented with ${items.length}${isOpen ? " or more" : ""}`;
  return items.map((item, i) => jsonDifference(item, actual[i], `${path}[${i}]`)).find((each) => each !== null) ?? null;
}

/** Returns true if a text equals the documented one, where each `…` stands for any text. */
function matches(expected: string, actual: string): boolean {
  const pattern = expected
    .split("…")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${pattern}$`, "s").test(actual);
}
