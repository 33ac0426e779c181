import { plainLetters, sentencesOf } from "../../../src/domain/announcements/sentences.ts";

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

describe("a text is not divided", () => {
  test.each([
    ...[
      "jan",
      "feb",
      "mar",
      "apr",
      "jun",
      "jul",
      "aug",
      "sep",
      "sept",
      "oct",
      "nov",
      "dec",
      "ene",
      "abr",
      "ago",
      "dic",
    ],
    ...[
      "mon",
      "tue",
      "tues",
      "wed",
      "thur",
      "thurs",
      "fri",
      "sat",
      "sun",
      "no",
      "st",
      "ft",
      "dr",
      "mr",
      "ms",
      "mrs",
      "gov",
    ],
    ...["u.s", "u. s", "ee.uu", "ee. uu", "uu", "ee", "intl", "approx"],
  ])("after the abbreviation “%s.”", (word) => {
    for (const each of [word, word.toUpperCase()])
      expect(sentencesOf(`It is ${each}. Naco today`)).toEqual([`It is ${each}. Naco today`]);
  });

  test("before a small letter", () => {
    expect(sentencesOf("It is at no. 5 ext. naco today.")).toHaveLength(1);
    expect(sentencesOf("It ends here. naco goes on.")).toHaveLength(1);
    expect(sentencesOf("It ends here. 5 lanes.")).toEqual(["It ends here.", "5 lanes."]);
  });

  test.each([
    ...["EST", "CT", "MDT", "PST", "UTC", "GMT", "Eastern", "Central", "Mountain", "Pacific", "Local", "Arizona"],
    ...["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ...[
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
    ...["on Monday", "5 people", "(and later)"],
  ])("after “a.m.” before “%s”", (word) => {
    expect(sentencesOf(`It opens at 6 a.m. ${word} and closes`)).toHaveLength(1);
    expect(sentencesOf(`It opens at 6 A. M. ${word} and closes`)).toHaveLength(1);
  });

  test("at a point within a number or a word", () => {
    expect(sentencesOf("It costs 5.50 at cbp.gov, they said.")).toHaveLength(1);
  });
});

describe("a text is divided", () => {
  test.each([".", "!", "?", "…", ".”", ".'", ".)", '!"', "?’"])("after “%s”", (stop) => {
    expect(sentencesOf(`It closed${stop} Naco opened.`)).toEqual([`It closed${stop}`, "Naco opened."]);
  });

  test.each(["Naco", "“Naco", "¿Naco", "¡Naco", "(Naco", "Álamo"])("after “a.m.” before “%s”", (word) => {
    expect(sentencesOf(`It opens at 6 a.m. ${word} too.`)).toEqual(["It opens at 6 a.m.", `${word} too.`]);
  });

  test("after ! and ? also before a small letter", () => {
    expect(sentencesOf("Stop! naco is shut? yes it is.")).toEqual(["Stop!", "naco is shut?", "yes it is."]);
  });

  test("at lines and bullets, which are left out", () => {
    expect(sentencesOf("One •two · three\n\n \n* four\n– five\n-six")).toEqual([
      "One",
      "two",
      "three",
      "four",
      "five",
      "-six",
    ]);
  });

  test("into sentences with letters only", () => {
    expect(sentencesOf("One. 5. !\n\n---\n. Two 2.")).toEqual(["One.", "Two 2."]);
    expect(sentencesOf("")).toEqual([]);
  });

  test("with single spaces", () => expect(sentencesOf("  One \t two   three. ")).toEqual(["One two three."]));
});

test("the letters of a text are plain for comparisons", () => {
  expect(plainLetters("  Él dijo: ‘Sí’, “No” «Ya» –1 —2 −3’  ")).toBe(`el dijo: 'si', "no" "ya" -1 -2 -3'`);
});
