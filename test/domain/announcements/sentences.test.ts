import { sentencesOf } from "../../../src/domain/announcements/sentences.ts";

test.each([0, 1])("a text and a sentence that are too long are cut between characters (shifted by %i)", (shift) => {
  const long = `A${"a".repeat(shift)}${"😀".repeat(500)} closed! `;
  const sentences = sentencesOf(`Opening hours. ${long.repeat(30)}`);
  expect(sentences.length).toBeGreaterThan(10);
  for (const sentence of sentences) expect(sentence).not.toMatch(/\p{Surrogate}/u);
});
