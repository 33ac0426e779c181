import { sentencesOf } from "../../../src/domain/announcements/sentences.ts";

test.each([0, 1])(
  "overlong texts and sentences are cut without splitting a character (after %i extra letters)",
  (shift) => {
    const long = `A${"a".repeat(shift)}${"😀".repeat(500)} closed! `;
    const sentences = sentencesOf(`Opening hours. ${long.repeat(30)}`);
    expect(sentences.length).toBeGreaterThan(10);
    for (const sentence of sentences) expect(sentence).not.toMatch(/\p{Surrogate}/u);
  },
);

test.each([
  ["It closes at 6 p.m. Travelers use Naco.", ["It closes at 6 p.m.", "Travelers use Naco."]],
  ["It closes at 6 p. m. Local travelers wait.", ["It closes at 6 p. m. Local travelers wait."]],
  ["It closes at 6 p.m. on Dec. 4.", ["It closes at 6 p.m. on Dec. 4."]],
  // The text before the stop contains "p.m.", but does not end with it.
  ["The 6 p.m. lane is shut. ¡Pacific lanes are open!", ["The 6 p.m. lane is shut.", "¡Pacific lanes are open!"]],
  ["The 6 p.m. lane is shut. Pacific lanes are open.", ["The 6 p.m. lane is shut.", "Pacific lanes are open."]],
  ["Open:• Naco•Sasabe  ▪ Lukeville", ["Open:", "Naco", "Sasabe", "Lukeville"]],
  ["First line \n\n- second line", ["First line", "second line"]],
  ['He said "closed." Then it opened.', ['He said "closed."', "Then it opened."]],
])("%j is split into sentences", (text, sentences) => expect(sentencesOf(text)).toEqual(sentences));
