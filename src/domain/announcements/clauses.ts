import { actIn } from "./acts.ts";
import type { Gazetteer } from "./names.ts";
import { modesIn } from "./services.ts";
import { daysIn } from "./time/dates.ts";
import { timesIn } from "./time/times.ts";

const JOINT = /;|:(?=\s)|,? (?:while|but|whereas|and|mientras(?: que)?|pero|en tanto que|y|e)(?= )|,(?= )/g;

/** Kinds of information in a part of a sentence. */
interface Told {
  act: boolean;
  place: boolean;
  mode: boolean;
  when: boolean;
}

/**
 * Splits a sentence of normalized text into clauses. Always splits at a semicolon. Splits at a comma or a conjunction
 * if both sides have an act, and the left side also has a place, a mode or a time. Also splits there if both sides have
 * a time and a place or mode ("Lukeville at 6 a.m. and Morley Gate at 10 a.m."), but a mode on the left side counts
 * only together with an act. A list of places with one act and one time stays together.
 */
export function clausesOf(sentence: string, places: Gazetteer): string[] {
  const joints = [...sentence.matchAll(JOINT)];
  const clauses: string[] = [];
  let start = 0;
  for (const [i, { 0: joint, index }] of joints.entries()) {
    const left = toldBy(sentence.slice(start, index), places);
    const end = joints[i + 1]?.index ?? sentence.length;
    let right = toldBy(sentence.slice(index, end), places);
    // A time may come first: "…, at 2 p.m. local time, reduce processing in Lukeville".
    if (right.when && !right.act && !right.place && !right.mode)
      right = { ...toldBy(sentence.slice(index, joints[i + 2]?.index ?? sentence.length), places), when: true };
    if (!parts(left, right, joint)) continue;
    clauses.push(sentence.slice(start, index));
    start = index + joint.length;
  }
  return [...clauses, sentence.slice(start)];
}

function parts(left: Told, right: Told, joint: string): boolean {
  if (joint === ";") return true;
  if (left.act && right.act) return left.place || left.mode || left.when;
  return left.when && right.when && (left.place || (left.mode && left.act)) && (right.place || right.mode);
}

const toldBy = (stretch: string, places: Gazetteer): Told => ({
  act: actIn(stretch) !== null,
  place: places.find(stretch).length > 0,
  mode: modesIn(stretch).length > 0,
  when: daysIn(stretch).length + timesIn(stretch).length > 0,
});
