/** Prints progress to standard error. Standard output is for results. */
export const progress = (text: string): void => {
  process.stderr.write(`${text}…\n`);
};
