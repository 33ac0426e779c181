/** Tells on standard error what is under way; what was measured goes to standard output alone. */
export const progress = (text: string): void => {
  process.stderr.write(`${text}…\n`);
};
