/** One sentence of the doctor. Only `wrong` makes the command fail. */
export interface Finding {
  kind: "right" | "wrong" | "note";
  text: string;
}

export const right = (text: string): Finding => ({ kind: "right", text });
export const wrong = (text: string): Finding => ({ kind: "wrong", text });
export const note = (text: string): Finding => ({ kind: "note", text });
