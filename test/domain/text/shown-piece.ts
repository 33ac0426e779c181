import type { Piece } from "../../../src/domain/text/clauses.ts";

/** Writes a piece with its publishers. */
export const shownPiece = ({ text, by }: Piece): string => (by.length === 0 ? text : `${text} <${by.join(", ")}>`);
