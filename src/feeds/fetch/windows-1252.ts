/** What windows-1252 has in place of the control characters from U+0080 to U+009F; five places are empty. */
const IN_PLACE_OF_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Latin text with the characters that windows-1252 has in place of control characters. HTML reads bytes and numbers
 * from 128 to 159 so; the TextDecoder of Node 20 and 22 leaves them as controls.
 */
export const asWindows1252 = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (control) => IN_PLACE_OF_CONTROLS[control.charCodeAt(0) - 0x80] ?? control);
