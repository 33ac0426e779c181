/** Prints progress to standard error. Standard output is for results. */
export const progress = (text: string): void => {
  process.stderr.write(`${text}…\n`);
};

/** Prints progress to standard error every two seconds. `tell` returns the text. */
export function paced(tell: (done: number) => string): (done: number) => void {
  let told = performance.now();
  return (done) => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    progress(tell(done));
  };
}

const TELL_MS = 2_000;

/** Returns a number with a noun: `1 report`, `2,000 reports`. */
export const many = (count: number, what: string): string =>
  `${count.toLocaleString("en-US")} ${what}${count === 1 ? "" : "s"}`;
