import { type Form, formsOf, textOf } from "./form.ts";

/** A page as a browser without scripts shows it. */
export interface SeenPage {
  status: number;
  /** The path and query after all redirects. */
  path: string;
  headers: Headers;
  markup: string;
  text: string;
  heading: string;
}

/** Values to fill in, by field name. A list ticks boxes; null removes a field. */
export type Filled = Record<string, string | readonly string[] | null>;

/** A browser without scripts: it keeps cookies, follows redirects and submits forms. */
export interface Visitor {
  cookies: Map<string, string>;
  /** Headers of every request. */
  headers: Record<string, string>;
  open(path: string): Promise<SeenPage>;
  /** Fills in the form that has this button, and presses the button. */
  press(page: SeenPage, button: string, filled?: Filled): Promise<SeenPage>;
  /** Sends fields to any address. */
  send(path: string, pairs: readonly (readonly [string, string])[]): Promise<SeenPage>;
}

export function makeVisitor(base: string): Visitor {
  const cookies = new Map<string, string>();
  const headers: Record<string, string> = { accept: "text/html", origin: base };

  async function ask(path: string, init: RequestInit = {}): Promise<SeenPage> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(`${base}${path}`, {
      ...init,
      headers: { ...headers, ...(cookie === "" ? {} : { cookie }) },
      redirect: "manual",
    });
    for (const set of answer.headers.getSetCookie()) keep(set);
    const markup = await answer.text();
    const next = answer.headers.get("location");
    if (answer.status === 303 && next !== null) return ask(next);
    const heading = textOf(/<h1[^>]*>(.*?)<\/h1>/s.exec(markup)?.[1] ?? "");
    return { status: answer.status, path, headers: answer.headers, markup, text: textOf(markup), heading };
  }
  function keep(set: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === "") cookies.delete(name);
    else cookies.set(name, value);
  }
  const send = (path: string, pairs: readonly (readonly [string, string])[]) =>
    ask(path, {
      method: "POST",
      body: new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])),
    });

  return {
    cookies,
    headers,
    open: (path) => ask(path),
    send,
    press(page, button, filled = {}) {
      const [form, pressed] = findButton(page, button);
      const kept = form.pairs.filter(([name]) => !Object.hasOwn(filled, name));
      const added = Object.entries(filled).flatMap(([name, value]) =>
        (value === null ? [] : [value].flat()).map((each): [string, string] => [name, each]),
      );
      const own: [string, string][] = pressed.name === undefined ? [] : [[pressed.name, pressed.value]];
      return send(form.action, [...kept, ...added, ...own]);
    },
  };
}

function findButton(page: SeenPage, text: string): [Form, Form["buttons"][number]] {
  for (const form of formsOf(page.markup)) {
    const button = form.buttons.find((each) => each.text === text);
    if (button !== undefined) return [form, button];
  }
  throw new Error(`there is no button '${text}' at ${page.path} (${page.status}): ${page.text.slice(0, 2000)}`);
}

/** Signs in at the desk with a key. */
export async function signIn(visitor: Visitor, key: string): Promise<SeenPage> {
  return visitor.press(await visitor.open("/desk"), "Sign in", { key });
}
