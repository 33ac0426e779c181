import { type Statement, statementsOf } from "../../../src/domain/announcements/statements.ts";
import { GAZETTEER } from "./made-gazetteer.ts";

const statements = (text: string, title = "Notice"): Statement[] => statementsOf(title, text, GAZETTEER);

/** Writes what a statement says: the news, and where, for whom and when it applies. */
function shown({ act, crossings, modes, directions, whens, hours }: Statement): string {
  const day = whens.start?.day;
  const start = [
    ...(day == null
      ? []
      : [
          day.kind === "weekday"
            ? `weekday ${day.weekday}`
            : day.kind === "date"
              ? `${day.month}/${day.day}`
              : day.kind,
        ]),
    ...(whens.start?.time == null ? [] : [`${whens.start.time.hour}:00`]),
  ].join(" ");
  return [
    act.kind === "status" ? act.status + (act.limited ? ", limited" : "") : act.kind,
    crossings.map(({ slug }) => slug).join(" and "),
    ...(modes.length === 0 ? [] : [modes.join(" and ")]),
    ...(directions.length === 0 ? [] : [directions.join(" and ")]),
    ...(start === "" ? [] : [`from ${start}`]),
    ...(whens.until?.day?.kind === "date" ? [`until ${whens.until.day.month}/${whens.until.day.day}`] : []),
    ...(hours === null ? [] : [hours.text]),
  ].join("; ");
}
const told = (text: string, title?: string) => statements(text, title).map(shown);

describe("a statement", () => {
  test("says what happens where, for whom and when", () => {
    expect(told("CBP will suspend northbound pedestrian operations at Lukeville on March 4 at 6 a.m.")).toEqual([
      "suspended; lukeville; pedestrian; northbound; from 3/4 6:00",
    ]);
    expect(told("Naco will be open from 6 a.m. to 2 p.m. daily beginning March 4.")).toEqual([
      "hours; naco; from 3/4; 06:00-14:00",
    ]);
    expect(told("Naco will be closed from March 4 until March 6.")).toEqual(["suspended; naco; from 3/4; until 3/6"]);
  });

  test("needs news and a crossing", () => {
    expect(told("Officials met in Naco on March 4.")).toEqual([]);
    expect(told("CBP will suspend operations in San Diego on March 4.")).toEqual([]);
    expect(told("Naco remains open. Lukeville will be closed.")).toEqual(["suspended; lukeville"]);
  });

  test("quotes its sentence, and knows the headline", () => {
    expect(
      statements("Officials met. Lukeville is closed.", "Naco will close").map(({ quote, headline }) => [
        quote,
        headline,
      ]),
    ).toEqual([
      ["Naco will close", true],
      ["Lukeville is closed.", false],
    ]);
  });

  test("does not read a mode in the name of a crossing", () => {
    expect(told("Trains will stop: operations at the Eagle Pass International Railway Bridge are suspended.")).toEqual([
      expect.stringContaining("suspended; eagle-pass-rail"),
    ]);
    expect(told("Operations at the Eagle Pass International Railway Bridge are suspended.")).toEqual([
      "suspended; eagle-pass-rail",
    ]);
  });

  test.each([
    ["Lukeville was closed on Monday.", true],
    ["Lukeville has been closed.", true],
    ["Lukeville reopened Monday.", true],
    ["CBP halted operations at Lukeville.", true],
    ["Cerró el puente Lukeville.", true],
    ["Lukeville is closing.", false],
    ["Lukeville will be closed.", false],
    ["Lukeville, closed next Monday.", false],
    ["Lukeville is to be closed.", false],
    ["Lukeville is set to be closed.", false],
    ["Lukeville closed beginning Monday.", false],
    ["Lukeville closed effective Monday.", false],
    ["Lukeville cerrará y fue anunciado.", false],
  ])("is about the past or not: “%s” %s", (text, past) =>
    expect(statements(text).map((each) => each.past)).toEqual([past]),
  );
});

describe("a statement with a word for the past", () => {
  test.each([
    ...["was", "were", "has been", "have been", "suspended", "closed", "reopened", "resumed", "halted", "shut"],
    ...["fue", "fueron", "suspendio", "cerro", "reabrio", "reanudo"],
  ])("is about the past with “%s”", (word) => {
    expect(statements(`The suspension of operations at Lukeville ${word} it.`).map(({ past }) => past)).toEqual([true]);
  });

  test.each([
    ...["will", "this", "next", "coming", "proximo", "proxima", "to be", "to close", "to suspend", "to resume"],
    ...["to reopen", "to halt", "to reduce", "to limit", "beginning", "starting", "effective", "set to", "going to"],
    ...["a partir", "sera", "seran", "cerrara", "cerraran", "abrira", "abriran"],
  ])("is not if it also has “%s”", (word) => {
    expect(statements(`The closure of Lukeville was ${word} it.`).map(({ past }) => past)).toEqual([false]);
  });
});

describe("clauses of one sentence", () => {
  test("share the news if only the first states it", () => {
    expect(
      told("CBP will suspend operations at Lukeville at 6 a.m. on March 4 and Naco at 10 a.m. on March 5."),
    ).toEqual(["suspended; lukeville; from 3/4 6:00", "suspended; naco; from 3/5 10:00"]);
  });

  test("share the day if the second has only a time", () => {
    expect(told("On March 4, CBP will suspend operations at Lukeville at 6 a.m. and Naco at 10 a.m.")[1]).toBe(
      "suspended; naco; from 3/4 10:00",
    );
  });

  test("share the crossing if the second names none", () => {
    expect(told("Lukeville will close to pedestrians on March 4, and will reopen on March 6.")).toEqual([
      "suspended; lukeville; pedestrian; from 3/4",
      "open; lukeville; from 3/6",
    ]);
    expect(told("Lukeville will close on March 4; vehicle processing will resume on March 6.")).toEqual([
      "suspended; lukeville; from 3/4",
      "open; lukeville; passenger; from 3/6",
    ]);
  });

  test("do not share the crossing with a place that is not known", () => {
    expect(told("Lukeville will close on March 4; Laredo will reopen on March 6.")).toEqual([
      "suspended; lukeville; from 3/4",
    ]);
  });

  test("do not share news across one that says that nothing changes", () => {
    expect(told("CBP will suspend operations at Lukeville on March 4; Naco remains open; Naco at 6 a.m.")).toEqual([
      "suspended; lukeville; from 3/4",
    ]);
  });
});

describe("later sentences", () => {
  test("share the crossing of earlier ones", () => {
    expect(
      told("Lukeville is in Arizona. Lukeville will close on March 4. Operations will resume on March 6."),
    ).toEqual(["suspended; lukeville; from 3/4", "open; lukeville; from 3/6"]);
  });

  test("share the news of a sentence that ends in a colon, as the items of a list", () => {
    expect(told("CBP will suspend operations at:\n- Lukeville\n- Naco\nOfficials met.\n- Eagle Pass Bridge I")).toEqual(
      ["suspended; lukeville", "suspended; naco", "suspended; eagle-pass-1"],
    );
    expect(told("CBP will suspend operations on Monday.\n- Lukeville\n- Naco")).toEqual([]);
  });

  test("lend their date if they say that it takes effect", () => {
    for (const verb of [
      ...["takes effect", "will take effect", "took effect", "is effective", "goes into effect", "will go into effect"],
      ...["begins", "will begin", "starts", "will start", "entra en vigor", "entrara en vigor", "surte efecto"],
      ...["iniciara", "comenzara"],
    ])
      expect(told(`CBP will suspend operations at Lukeville. The change ${verb} on March 4.`)).toEqual([
        "suspended; lukeville; from 3/4",
      ]);
    expect(told("CBP suspenderá operaciones en Lukeville. El cambio entra en vigor el 4 de marzo.")).toEqual([
      "suspended; lukeville; from 3/4",
    ]);
    expect(told("CBP will suspend operations at Lukeville. Officials met on March 4.")).toEqual([
      "suspended; lukeville",
    ]);
    expect(told("CBP will suspend operations at Lukeville on March 3. It takes effect on March 4.")).toEqual([
      "suspended; lukeville; from 3/3",
    ]);
  });

  test("lend their end", () => {
    expect(told("CBP will suspend operations at Lukeville on March 3. This lasts until March 6.")).toEqual([
      "suspended; lukeville; from 3/3; until 3/6",
    ]);
    expect(told("CBP will suspend operations at Lukeville until March 5. This lasts until March 6.")).toEqual([
      "suspended; lukeville; until 3/5",
    ]);
  });

  test("with hours begin when earlier sentences say", () => {
    expect(told("Naco will reduce its hours of operation on Monday. It will operate from 6 a.m. to 2 p.m.")).toEqual([
      "hours; naco; from weekday 1",
      "hours; naco; from weekday 1; 06:00-14:00",
    ]);
    expect(
      told("Naco will reduce its hours of operation on March 4. It will operate Monday from 6 a.m. to 2 p.m.")[1],
    ).toMatch(/^hours; naco; from 3\/4; /);
  });
});

describe("the doubts of a statement", () => {
  const doubts = (text: string) => statements(text).map((each) => each.doubts);

  test("name times that were not understood, and times without a place in the draft", () => {
    expect(doubts("CBP will suspend operations at Lukeville on March 4 until sunset.")).toEqual([
      ['"sunset" looks like a time of day but was not understood; check it in the text.'],
    ]);
    expect(doubts("CBP will suspend operations at Lukeville on March 4 at 6 a.m., then again 8 p.m.")).toEqual([
      ['"8 p.m." is in the text but not in the draft.'],
    ]);
  });

  test("include those of a later sentence that says when it takes effect", () => {
    const doubt = '"sunset" looks like a time of day but was not understood; check it in the text.';
    expect(doubts("CBP will suspend operations at Lukeville. It takes effect at sunset.")).toEqual([[doubt]]);
    expect(doubts("CBP will suspend operations at Lukeville. Officials met at sunset.")).toEqual([[]]);
  });
});

test("an empty item has no statements", () => expect(statements("", "")).toEqual([]));
