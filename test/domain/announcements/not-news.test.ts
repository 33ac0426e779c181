import { isVoid, isVoidItem } from "../../../src/domain/announcements/not-news.ts";
import { plainLetters } from "../../../src/domain/announcements/sentences.ts";

const NEWS = "CBP will suspend operations at Lukeville on Monday";

/** Returns true if an item with this title and text is not news. */
const isIgnored = (title: string, ...text: string[]): boolean =>
  isVoidItem(plainLetters(title), [title, ...text].map(plainLetters));

describe("a whole item is ignored", () => {
  test.each([
    "CBP denies the report",
    "CBP deny it",
    "officials denied it",
    "a spokesman is denying it",
    "this is a rumor",
    "these are rumours",
    "it is a hoax",
    "the notice is fake",
    "the report is false",
    "the notice falsely names the port",
    "this is misinformation",
    "it is disinformation",
    "the claim was debunked",
    "there are no plans to do so",
    "CBP has no plan to do so",
    "that is not true",
    "there is no truth in it",
    "CBP desmiente la noticia",
    "CBP desmintió la noticia",
    "la oficina niega la noticia",
    "la oficina negó la noticia",
    "son rumores",
    "es un rumor",
    "la noticia es falsa",
    "es falso",
    "no hay planes",
    "no es cierto",
  ])("if it tells of a closure and says “%s”", (denial) => expect(isIgnored(NEWS, denial)).toBe(true));

  test("not if an officer denies somebody entry, or nothing is said of a closure", () => {
    expect(isIgnored(NEWS, "Officers denied entry to a traveler.")).toBe(false);
    expect(isIgnored(NEWS, "Officers denied admission to a traveler.")).toBe(false);
    expect(isIgnored("New hours at Lukeville", "CBP denies the report.")).toBe(false);
  });

  test.each(["Lukeville could close", "CBP will not close Lukeville", "Officers seize cocaine at Lukeville"])(
    "if its title is “%s”",
    (title) => expect(isIgnored(title, `${NEWS}.`)).toBe(true),
  );

  test("not if a seizure in the title closed the bridge", () => {
    expect(isIgnored("Bridge closed after officers seize ammunition")).toBe(false);
    expect(isIgnored(NEWS, "Officers seized cocaine there last week.")).toBe(false);
  });
});

describe("a sentence is ignored that tells", () => {
  test.each([
    ["a possibility", "Lukeville could close on Monday"],
    ["a possibility", "Lukeville might close on Monday"],
    ["a possibility", "CBP would close Lukeville"],
    ["a possibility", "CBP may suspend operations"],
    ["a possibility", "operations may be suspended"],
    ["a possibility", "the port may temporarily close"],
    ["a possibility", "a possible closure of the port"],
    ["a possibility", "the port will possibly close"],
    ["a possibility", "a potential closure of the port"],
    ["a possibility", "podría cerrar la garita"],
    ["a possibility", "podrían cerrar la garita"],
    ["a possibility", "la garita pudiera cerrar"],
    ["a possibility", "un posible cierre de la garita"],
    ["a threat", "the president threatens to close the border"],
    ["a threat", "the president threatened a closure"],
    ["a threat", "amenaza con cerrar la frontera"],
    ["a warning", "the mayor warns of a closure"],
    ["a plan", "CBP considers a closure of the port"],
    ["a plan", "CBP is considering a closure of the port"],
    ["a plan", "the council votes on the closure"],
    ["a plan", "CBP proposes to close the port"],
    ["a plan", "a proposal to close the port"],
    ["a plan", "officials are weighing a closure"],
    ["a plan", "the bill to close the port"],
    ["a plan", "CBP analiza cerrar la garita"],
    ["a plan", "propone cerrar la garita"],
    ["a demand", "the governor calls for a closure"],
    ["a demand", "the senator urges CBP to reopen the port"],
    ["a demand", "merchants demand the reopening"],
    ["a demand", "the mayor wants to reopen the port"],
    ["a demand", "exigen reabrir la garita"],
    ["a demand", "el alcalde pide reabrir la garita"],
    ["a condition", "the port will close if the river rises"],
    ["a condition", "in the event of flooding the bridge will close"],
    ["a condition", "in case of flooding the bridge will close"],
    ["a condition", "should the river rise, the bridge will close"],
    ["a condition", "the bridge will close unless the river falls"],
    ["a condition", "CBP decides whether the bridge will close"],
    ["a condition", "en caso de lluvia cerrará el puente"],
    ["a condition", "cerrará el puente si el río crece"],
    ["a condition", "cerrará el puente a menos que baje el río"],
    ["what will not happen", "the port will not close"],
    ["what will not happen", "the port is not closed"],
    ["what will not happen", "the port won't be closed"],
    ["what will not happen", "the port isn’t closing"],
    ["what will not happen", "CBP doesn't plan to suspend operations"],
    ["what will not happen", "CBP is not planning to suspend operations"],
    ["what will not happen", "the port is not expected to reopen on Monday"],
    ["what will not happen", "rail traffic was never halted"],
    ["what will not happen", "no closures are planned"],
    ["what will not happen", "no suspension of traffic is ordered"],
    ["what will not happen", "a closure was ruled out"],
    ["what will not happen", "no se cerrará la garita"],
    ["what will not happen", "no habrá cierre de la garita"],
    ["what will not happen", "no suspenderán el servicio"],
    ["background", "the port closed two years ago"],
    ["background", "the port was closed last year"],
    ["background", "CBP closed it last winter"],
    ["background", "on the anniversary of the closure"],
    ["background", "CBP reminds travelers that the port closes on Christmas"],
    ["background", "a reminder: the port is closed on Christmas"],
    ["background", "la garita cerró hace dos años"],
    ["background", "la garita cerró el año pasado"],
    ["background", "se recuerda que la garita cierra a las 8"],
    ["a seizure", "officers seized cocaine at the closed port"],
    ["a seizure", "a man was arrested at the bridge"],
    ["a seizure", "officers apprehended a man"],
    ["a seizure", "the driver was convicted of smuggling"],
    ["a seizure", "decomisan droga en la garita"],
    ["a seizure", "aseguran armas en el puente"],
    ["a seizure", "detienen a un hombre en el puente"],
    ["advice", "expect longer waits at the bridge"],
    ["advice", "wait times are high"],
    ["advice", "travelers should plan ahead"],
    ["advice", "peak hours are from 6 a.m. to 9 a.m."],
    ["advice", "los tiempos de espera son altos"],
    ["advice", "horas pico de 6 a 9"],
    ["a halt that is over", "traffic was stopped for a few minutes"],
    ["a halt that is over", "the bridge was closed on Monday for about two hours"],
    ["a halt that is over", "the bridge was shut for an hour"],
    ["a halt that is over", "el puente fue cerrado por dos horas"],
    ["a halt that is over", "el puente cerró por unos minutos"],
  ])("%s: “%s”", (_, sentence) => expect(isVoid(plainLetters(sentence))).toBe(true));
});

describe("a sentence counts as news that tells", () => {
  test.each([
    ["a closure in May", "the bridge will close on May 4"],
    ["a closure", NEWS],
    ["a reopening", "Lukeville will reopen on January 4"],
    ["a closure, with advice", "wait times will be longer because the bridge is closed"],
    ["a closure of two hours to come", "the bridge will be closed on Monday for two hours"],
    ["a closure of two hours to come", "el puente será cerrado el lunes por dos horas"],
    ["a closure of two weeks", "the bridge was closed for two weeks"],
    ["new hours", "Lukeville operates from 6 a.m. to 8 p.m."],
    ["a suspension", "se suspende el servicio en la garita"],
  ])("%s: “%s”", (_, sentence) => expect(isVoid(plainLetters(sentence))).toBe(false));
});
