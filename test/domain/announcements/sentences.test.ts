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
