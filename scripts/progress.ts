/** Prints progress to standard error. Standard output holds only the results. */
export const progress = (text: string): void => {
  process.stderr.write(`${text}…\n`);
};
