import { readRequestHeaders } from "../../../src/live/cache/request-headers.ts";

const read = (raw: string[], url = "/lukeville") => readRequestHeaders(raw, url);

describe("the headers of a request", () => {
  test("that affect the answer are read in any case, and others are skipped", () => {
    expect(
      read(["ACCEPT", "text/html", "accept-language", "es", "Accept-Encoding", "br", "If-None-Match", '"a"']),
    ).toEqual({
      accept: "text/html",
      language: "es",
      encoding: "br",
      match: '"a"',
      hasTwoHosts: false,
    });
    // "Cookie" is as long as "Accept".
    expect(read(["Cookie", "a=1", "Host", "localhost", "Date", "today"])).toEqual({
      accept: undefined,
      language: undefined,
      encoding: undefined,
      match: undefined,
      hasTwoHosts: false,
    });
  });

  test("form one list if a header is sent twice", () => {
    expect(read(["If-None-Match", '"a"', "if-none-match", '"b"']).match).toBe('"a", "b"');
  });

  test("with two hosts are noticed, but not a host beside another header of the same length", () => {
    expect(read(["Host", "a", "host", "b"]).hasTwoHosts).toBe(true);
    expect(read(["Host", "a", "From", "b", "Date", "c"]).hasTwoHosts).toBe(false);
    // "host" is a value here.
    expect(read(["From", "host", "Host", "a"]).hasTwoHosts).toBe(false);
  });

  test.each(["facebookexternalhit/1.1", "WhatsApp/2.23", "Slackbot-LinkExpanding 1.0", "Mozilla/5.0 (TelegramBot)"])(
    "of the link previewer %s count as a request for HTML, unless it asks the API or for another type",
    (agent) => {
      expect(read(["User-Agent", agent]).accept).toBe("text/html");
      expect(read(["User-Agent", agent, "Accept", "*/*"]).accept).toBe("text/html");
      expect(read(["User-Agent", agent, "Accept", "text/plain"]).accept).toBe("text/plain");
      expect(read(["User-Agent", agent], "/v1/crossings").accept).toBeUndefined();
    },
  );

  test.each(["curl/8.5.0", "Mozilla/5.0 Firefox/140.0"])("of the program %s are as they were sent", (agent) => {
    expect(read(["User-Agent", agent, "Accept", "*/*"]).accept).toBe("*/*");
    expect(read(["User-Agent", agent]).accept).toBeUndefined();
  });
});
