import { availableParallelism } from "node:os";
import { readConfig } from "../src/config.ts";
import { SOURCES } from "../src/feeds/index.ts";
import type { FeedSource } from "../src/feeds/source.ts";

describe("a list of URLs", () => {
  test.each([
    ["https://bwt.cbp.gov/api/bwtRss/HTML/-1/57,55/-1"],
    ["https://a.example/x,https://b.example/1,2/3", "https://a.example/x", "https://b.example/1,2/3"],
    ["https://a.example/x , file:///tmp/1,2.json,", "https://a.example/x", "file:///tmp/1,2.json"],
  ])("%s is split only where the next URL begins", (text, ...urls) => {
    expect(readConfig({ BWT_URLS: text }).BWT_URLS).toEqual(urls.length === 0 ? [text] : urls);
  });

  test.each(["bwt.json", "https://a.example/x,ftp://b.example", "https://a.example/x, and more", ",", "https://"])(
    "is refused if one item is not a URL: %s",
    (text) => {
      expect(() => readConfig({ BWT_URLS: text })).toThrow(/BWT_URLS is '.*': its part '.*' must be an http:/);
    },
  );
});

describe("a list of announcement sources", () => {
  const read = (text: string) =>
    readConfig({ ANNOUNCEMENT_URLS: text }).ANNOUNCEMENT_URLS.map(({ publisher, url }) => [publisher, url]);

  test("may have commas in names and URLs", () => {
    expect(read("Laredo, City of=https://l.example/rss")).toEqual([["Laredo, City of", "https://l.example/rss"]]);
    expect(read("A=https://a.example/57,55/-1,Laredo, City of=https://l.example/?x=1,2, C=file:///c.rss")).toEqual([
      ["A", "https://a.example/57,55/-1"],
      ["Laredo, City of", "https://l.example/?x=1,2"],
      ["C", "file:///c.rss"],
    ]);
  });

  test.each(["Laredo", "=https://a.example", "A=ftp://a.example", "A=https://a.example,B", "A=https://a.example B=x"])(
    "is refused if it is invalid: %s",
    (text) => {
      expect(() => read(text)).toThrow(/must be a list of Publisher=https:/);
    },
  );

  test("is refused if a name contains a slash", () => {
    expect(() => read("A=https://a.example/x,Laredo/Webb=https://b.example")).toThrow(/must be a list of Publisher/);
  });
});

describe("the database URL", () => {
  const refused = (text: string) => expect(() => readConfig({ DATABASE_URL: text }));

  test.each([
    "postgresql://garita:p%40s%3As%2Fw%23d%251@db.example:5432/garita",
    "postgres://garita:p@ss@db.example/garita?sslmode=require",
    "postgresql://garita@/garita?host=/var/run/postgresql",
    "postgresql://db.example/garita?schema=public",
    "postgresql:///garita?host=/tmp&user=a",
  ])("may be %s", (text) => {
    expect(readConfig({ DATABASE_URL: text }).DATABASE_URL).toBe(text);
  });

  test.each([
    "postgresql://garita:p@s:s/w#d%1@db.example:5432/garita",
    "postgresql://garita:12/34@db.example:5432/garita",
    "postgresql://garita:a#b@db.example:5432/garita",
    "postgresql://garita:a?b@db.example:5432/garita",
    "postgresql://garita:100%@db.example:5432/garita",
  ])("with an unescaped password is refused without printing the password: %s", (text) => {
    refused(text).toThrow(/DATABASE_URL is 'postgresql:\/\/garita:…@db\.example:5432\/garita': cannot be read:.*%40/);
  });

  test("with a schema other than public is refused, because locks and notifications apply to the whole database", () => {
    refused("postgresql://db.example/garita?schema=border").toThrow(
      /DATABASE_URL is .* must not name a schema \('border'\)/,
    );
  });

  test("with a scheme other than postgresql is refused", () => {
    refused("mysql://db.example/garita").toThrow(/DATABASE_URL is .* must be a postgresql:\/\/ address/);
  });
});

describe("a database URL with several servers", () => {
  const refused = (text: string, mode = "full") => expect(() => readConfig({ DATABASE_URL: text, GARITA_MODE: mode }));

  test.each([
    "postgresql://garita:p%40s@one.example:5432,two.example:5433/garita?target_session_attrs=read-write",
    "postgresql://one.example,two.example/garita",
    "postgresql://garita@[::1]:5432,[::2]:5433/garita?target_session_attrs=primary",
    "postgresql://db.example/garita?target_session_attrs=any",
  ])("may be %s", (text) => {
    expect(readConfig({ DATABASE_URL: text }).DATABASE_URL).toBe(text);
  });

  test("may name standbys only if the process only reads", () => {
    const text = "postgresql://one.example,two.example/garita?target_session_attrs=prefer-standby";
    expect(readConfig({ DATABASE_URL: text, GARITA_MODE: "read" }).DATABASE_URL).toBe(text);
    refused(text).toThrow(/has target_session_attrs=prefer-standby, but this process also writes/);
    refused("postgresql://one.example,two.example/garita?target_session_attrs=any").toThrow(/use read-write/);
  });

  test("is refused with an unknown value of target_session_attrs, or with the servers in the query", () => {
    refused("postgresql://one.example,two.example/garita?target_session_attrs=leader").toThrow(
      /target_session_attrs=leader, which must be one of any, read-write/,
    );
    refused("postgresql:///garita?host=one.example,two.example").toThrow(
      /several servers before the name of the database/,
    );
  });

  test("is refused without printing the password if one port is invalid", () => {
    refused("postgresql://garita:secret@one.example:5432,two.example:port/garita").toThrow(/garita:…@.*cannot be read/);
  });
});

test.each([
  [{}, "needs EMAIL_FROM as well, to send e-mail"],
  [{ EMAIL_FROM: "news@garita.example" }, "needs PUBLIC_URL as well, to send e-mail"],
])("an SMTP server needs a sender and a public address, and its password is not shown: %j", (more, rule) => {
  const SMTP_URL = "smtps://user:secret@smtp.example:465";
  const read = () => readConfig({ SMTP_URL, ...more });
  expect(read).toThrow(`SMTP_URL is 'smtps://user:…@smtp.example:465': ${rule}`);
  expect(read).not.toThrow("secret");
});

test.each(["smtp.example", "http://smtp.example", "smtp://", "smtp://a b"])(
  "the address of an SMTP server is not %s",
  (SMTP_URL) => {
    expect(() => readConfig({ SMTP_URL })).toThrow("must be an address such as smtps://user:password@smtp.example:465");
  },
);

test("the address for migrations needs the address of the service, and its password is not shown", () => {
  const url = "postgresql://owner:secret@db.example:5432/garita";
  expect(() => readConfig({ MIGRATION_DATABASE_URL: url })).toThrow(
    /MIGRATION_DATABASE_URL is 'postgresql:\/\/owner:…@db\.example:5432\/garita': needs DATABASE_URL/,
  );
  expect(readConfig({ DATABASE_URL: url, MIGRATION_DATABASE_URL: url }).MIGRATION_DATABASE_URL).toBe(url);
});

test("a process that only reads needs a database URL", () => {
  expect(() => readConfig({ GARITA_MODE: "read" })).toThrow(/GARITA_MODE is 'read': needs DATABASE_URL/);
});

describe("the settings that switch a source on", () => {
  test.each(["desk@garita.example", "garita+alerts@mail.garita.example", "https://garita.example/about"])(
    "accept the contact %s",
    (text) => {
      expect(readConfig({ NWS_CONTACT: text }).NWS_CONTACT).toBe(text);
    },
  );

  test.each(["desk", "desk@garita.example)", "a b@garita.example", "desk@garita.example\r\nX-Header: 1", "on"])(
    "refuse a contact that is not an address or would break the header: %j",
    (text) => {
      expect(() => readConfig({ NWS_CONTACT: text })).toThrow(
        `NWS_CONTACT is '${text}': must be an e-mail address, or an http: or https: address`,
      );
    },
  );

  test("are refused without showing the value if it is an invalid key", () => {
    expect(() => readConfig({ ARIZONA_ROADS_KEY: "my secret key" })).toThrow(
      "ARIZONA_ROADS_KEY is '…': must be at most 200 letters, digits, or any of . _ ~ -",
    );
  });

  test("are refused with the name, the rule and the value if they are invalid", () => {
    expect(() => readConfig({ FEDERAL_REGISTER: "yes" })).toThrow("FEDERAL_REGISTER is 'yes': must be one of on, off");
    expect(() => readConfig({ ARIZONA_ROADS_KM: "0" })).toThrow("is '0': must be a whole number from 1 to 100");
    expect(() => readConfig({ NWS_URLS: "api.weather.gov" })).toThrow("its part 'api.weather.gov' must be an http:");
    expect(() => readConfig({ NWS_CRON: "* * * * *" })).toThrow("NWS_CRON is '* * * * *': fires more often than");
  });

  test("leave their sources off by default", () => {
    const config = readConfig({});
    expect(SOURCES.filter((source: FeedSource) => source.isOn?.(config) === false).map(({ name }) => name)).toEqual([
      "nws-alerts",
      "federal-register",
      "arizona-roads",
    ]);
  });
});

test("PROCESSES may be auto, for as many as can run at the same time", () => {
  expect(readConfig({ PROCESSES: "auto" }).PROCESSES).toBe(availableParallelism());
  expect(readConfig({ PROCESSES: "3" }).PROCESSES).toBe(3);
});
