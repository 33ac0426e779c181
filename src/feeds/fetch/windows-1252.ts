/** Characters of windows-1252 for U+0080 to U+009F. Five positions are unassigned. */
const IN_PLACE_OF_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Replaces the control characters U+0080 to U+009F with those of windows-1252, as HTML does. The TextDecoder of Node 20
 * and 22 leaves them unchanged.
 */
export const asWindows1252 = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (control) => IN_PLACE_OF_CONTROLS[control.charCodeAt(0) - 0x80] ?? control);
