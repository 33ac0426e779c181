import { revokeApiKey } from "../../../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../../../src/store/connections.ts";
import { type LoanedService, loanService } from "../../../support/service.ts";
import { makeVisitor, signIn, type Visitor } from "../../../support/visitor.ts";

const NOW = "2026-11-24T22:00:00Z";

let service: LoanedService;
let key: string;
let visitor: Visitor;
beforeAll(async () => {
  service = await loanService({ seeded: false });
  key = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());
beforeEach(() => {
  service.clock.set(NOW);
  visitor = makeVisitor(service.url);
});

const later = (minutes: number) =>
  service.clock.set(String(service.clock.now().add({ seconds: Math.round(minutes * 60) })));
const sessions = async () => (await connectionsOf(service.ctx.db).pool.query("SELECT * FROM desk_session")).rows;
const isIn = async () => (await visitor.open("/desk")).heading === "To review";

describe("signing in", () => {
  test("with a key leads to the desk, or to the requested page", async () => {
    expect((await visitor.open("/desk/reports?whose=all")).heading).toBe("Sign in to the desk");
    const page = await visitor.press(await visitor.open("/desk/reports?whose=all"), "Sign in", { key: ` ${key}\n` });
    expect([page.status, page.path, page.heading]).toEqual([200, "/desk/reports?whose=all", "Reports"]);
    expect(page.text).toContain("desk (recorder)");
    expect((await visitor.open("/desk/sign-in")).path).toBe("/desk");
  });

  test("never leads to a page outside the desk", async () => {
    for (const to of ["https://evil.example/desk", "//evil.example", "/lukeville", "/deskx", "javascript:alert(1)"]) {
      const page = await visitor.open(`/desk/sign-in?to=${encodeURIComponent(to)}`);
      expect((await visitor.press(page, "Sign in", { key })).path).toBe("/desk");
      visitor.cookies.clear();
    }
  });

  test("with an unknown key, without a key, or with an app's key is refused with an error beside the field", async () => {
    const wrong = await signIn(visitor, "garita_nobody");
    expect([wrong.status, wrong.heading]).toEqual([401, "Sign in to the desk"]);
    expect(wrong.markup).toMatch(/id="f-key"[^>]*aria-describedby="f-key-hint f-key-error" aria-invalid="true"/);
    expect(wrong.text).toContain("This key is unknown or has been revoked.");
    expect(wrong.markup).not.toContain("garita_nobody");
    expect((await signIn(visitor, "")).status).toBe(400);
    const app = await signIn(visitor, await service.keyFor("app", "subscriber"));
    expect([app.status, app.text.includes("a key for apps")]).toEqual([403, true]);
    expect(visitor.cookies.size).toBe(0);
  });

  test("stores a token in a cookie that scripts cannot read and other sites cannot send, and its hash in the database", async () => {
    const answer = await fetch(`${service.url}/desk/sign-in`, {
      method: "POST",
      body: new URLSearchParams({ key }),
      redirect: "manual",
    });
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^garita-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = cookie.slice("garita-desk=".length, cookie.indexOf(";"));
    const rows = JSON.stringify(await sessions());
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(key);
  });

  test("again ends the previous session", async () => {
    await signIn(visitor, key);
    const before = new Map(visitor.cookies);
    await visitor.send("/desk/sign-in", [["key", key]]);
    expect(visitor.cookies).not.toEqual(before);
    visitor.cookies.set("garita-desk", before.get("garita-desk") ?? "");
    expect(await isIn()).toBe(false);
  });

  test("tells the visitor if the browser rejects cookies", async () => {
    const page = await visitor.open("/desk/arrived?to=%2Fdesk");
    expect(page.text).toContain(`open the desk at ${service.url}/desk.`);
  });
});

describe("a session", () => {
  beforeEach(() => signIn(visitor, key));

  test("ends after half an hour without a request, but not earlier", async () => {
    for (const minutes of [29, 29.9, 29.9]) {
      later(minutes);
      expect(await isIn()).toBe(true);
    }
    later(30.1);
    const over = await visitor.open("/desk/jobs");
    expect([over.heading, over.text.includes("Your session has ended.")]).toEqual(["Sign in to the desk", true]);
  });

  test("ends after twelve hours, even if in use", async () => {
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      later(20);
      expect(await isIn()).toBe(true);
    }
    later(20.1);
    expect(await isIn()).toBe(false);
  });

  test("ends at once when its key is revoked", async () => {
    const leaver = makeVisitor(service.url);
    await signIn(leaver, await service.keyFor("leaver", "recorder"));
    expect((await leaver.open("/desk")).heading).toBe("To review");
    await revokeApiKey(service.ctx.db, "leaver", service.ctx.now);
    expect((await leaver.open("/desk")).heading).toBe("Sign in to the desk");
    expect(await isIn()).toBe(true);
  });

  test("ends with signing out, in the browser and in the database", async () => {
    const token = visitor.cookies.get("garita-desk") ?? "";
    const before = (await sessions()).length;
    const page = await visitor.press(await visitor.open("/desk"), "Sign out");
    expect([page.path, visitor.cookies.size]).toEqual(["/desk/sign-in", 0]);
    expect((await sessions()).length).toBe(before - 1);
    visitor.cookies.set("garita-desk", token);
    expect(await isIn()).toBe(false);
  });

  test("that ends while an operator fills in a form does not lose the form", async () => {
    const form = await visitor.open("/desk/report");
    later(31);
    const over = await visitor.press(form, "Preview", { title: "Typed & <kept>", note: "Two\nlines" });
    expect([over.status, over.heading]).toEqual([401, "Sign in to the desk"]);
    expect(over.text).toContain("nothing you typed is lost");
    const wrong = await visitor.press(over, "Sign in", { key: "wrong" });
    expect(wrong.status).toBe(401);
    const back = await visitor.press(wrong, "Sign in", { key });
    expect(back.text).toContain("You are signed in again.");
    const again = await visitor.press(back, "Continue");
    expect(again.markup).toContain('value="Typed &amp; &lt;kept&gt;"');
    expect(again.markup).toContain(">\nTwo\nlines</textarea>");
  });
});

test("after a session has ended, a form without fields also continues after sign-in, and signing out needs no key", async () => {
  const chief = makeVisitor(service.url);
  const admin = await service.keyFor("chief", "admin");
  await signIn(chief, admin);
  const jobs = await chief.open("/desk/jobs");
  later(31);
  const back = await chief.press(await chief.press(jobs, "Run prune now"), "Sign in", { key: admin });
  expect(back.text).toContain("You are signed in again.");
  expect((await chief.press(back, "Continue")).path).toBe("/desk/jobs?started=prune");
  later(31);
  const out = await chief.press(jobs, "Sign out");
  expect([out.path, chief.cookies.size]).toEqual(["/desk/sign-in", 0]);
});

describe("the pages of the desk", () => {
  test("cannot be cached, framed, or read by other sites", async () => {
    const { headers } = await signIn(visitor, key);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
    });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("are in Spanish if chosen, and keep the choice", async () => {
    const page = await visitor.press(await visitor.open("/desk?lang=es"), "Iniciar sesión", { key });
    expect([page.path, page.heading]).toEqual(["/desk?lang=es", "Por revisar"]);
    expect(page.markup).toContain('href="/desk/report?lang=es"');
    expect(page.markup).toContain('action="/desk/sign-out?lang=es"');
  });

  test("that do not exist have an error page of the desk", async () => {
    await signIn(visitor, key);
    expect((await visitor.open("/desk/nothing")).status).toBe(404);
    expect((await visitor.open("/desk/reports/none")).status).toBe(404);
    expect((await visitor.open("/desk?colour=red")).status).toBe(400);
    const { text } = await service.ask("/metrics");
    expect(text).toContain('route="/desk/reports/:id",status="404"');
  });
});

test("an IP address that tries many invalid keys is blocked for a while, except for valid keys", async () => {
  const strict = await loanService({ seeded: false, settings: { WRITES_PER_MINUTE: "5" } });
  try {
    const mine = await strict.keyFor("desk", "recorder");
    const stranger = makeVisitor(strict.url);
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await stranger.send("/desk/sign-in", [["key", `x${i}`]])).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const late = await stranger.send("/desk/sign-in", [["key", "x5"]]);
    expect([late.status, Number(late.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect(stranger.cookies.size).toBe(0);
    // Another operator at the same IP address can still sign in.
    const colleague = makeVisitor(strict.url);
    expect((await colleague.send("/desk/sign-in", [["key", mine]])).status).toBe(200);
    expect(colleague.cookies.size).toBe(1);
  } finally {
    await strict.release();
  }
});

test("if the public URL is https, the cookie is sent over TLS only, and its prefix makes browsers enforce this", async () => {
  const tls = await loanService({ seeded: false, settings: { PUBLIC_URL: "https://garita.example" } });
  try {
    const mine = await tls.keyFor("desk", "recorder");
    const answer = await fetch(`${tls.url}/desk/sign-in`, {
      method: "POST",
      body: new URLSearchParams({ key: mine }),
      headers: { origin: "https://garita.example" },
      redirect: "manual",
    });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-garita-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  } finally {
    await tls.release();
  }
});
