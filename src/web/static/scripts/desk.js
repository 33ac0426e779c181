// Submits the desk's forms so that a lost connection, a second click or a reload loses nothing. The desk works without
// this script.
const usable = (find) => {
  try {
    find().setItem("garita", "");
    return find();
  } catch {
    return null;
  }
};
const store = usable(() => sessionStorage);
const settings = usable(() => localStorage);

/** Maximum wait for an answer. No answer takes that long, but a phone seldom reports that it has lost its network. */
const PATIENCE_MS = 20_000;

// Reload a page from the browser's back-forward cache, because it still shows that a form is being sent.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

function prepare() {
  prepareKeys();
  for (const picker of document.querySelectorAll("details.picker")) preparePicker(picker);
  for (const button of document.querySelectorAll("[data-source]")) prepareSource(button);
  for (const form of document.querySelectorAll("form[data-desk]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form, event.submitter);
    });
    if (form.dataset.keep === undefined) continue;
    form.addEventListener("input", () => keep(form));
    form.addEventListener("change", () => keep(form));
    restore(form);
  }
  // Signing out clears the stored forms.
  document.querySelector("form[data-leave]")?.addEventListener("submit", () => store?.clear());
}

// Keyboard shortcuts act on the entry of the work list that has the focus, and nowhere else. They can be switched off.
function prepareKeys() {
  const hint = document.querySelector("details.keys");
  if (!hint) return;
  hint.hidden = false;
  const off = hint.querySelector("input");
  off.checked = settings?.getItem("garita-keys") === "off";
  off.addEventListener("change", () => settings?.setItem("garita-keys", off.checked ? "off" : "on"));
  const entries = [...document.querySelectorAll("[data-keys] > li")];
  for (const [place, entry] of entries.entries())
    entry.addEventListener("keydown", (event) => {
      if (off.checked || event.ctrlKey || event.altKey || event.metaKey) return;
      const step = { [hint.dataset.next]: 1, [hint.dataset.previous]: -1 }[event.key];
      const link =
        step === undefined
          ? entry.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
          : entries[place + step]?.querySelector("a");
      if (!link) return;
      event.preventDefault();
      if (step === undefined) link.click();
      else link.focus();
    });
}

// Adds a search field to a list of crossings. Each place with several crossings gets a button that ticks them all.
function preparePicker(picker) {
  const boxes = [...picker.querySelectorAll("input[type=checkbox]")];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const label = Object.assign(document.createElement("label"), { className: "find", textContent: picker.dataset.find });
  const find = Object.assign(document.createElement("input"), { type: "search" });
  label.append(" ", find);
  picker.querySelector(".pick").before(label);
  label.dispatchEvent(new Event("garita:picker", { bubbles: true }));
  find.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = fold(find.value).split(/\s+/);
    for (const place of picker.querySelectorAll(".place")) {
      const city = place.querySelector("b").textContent;
      const checks = [...place.querySelectorAll(".check")];
      for (const check of checks) {
        const name = fold(`${city} ${check.textContent}`);
        check.hidden = !words.every((word) => name.includes(word));
      }
      place.hidden = checks.every((check) => check.hidden);
    }
    for (const group of picker.querySelectorAll("fieldset"))
      group.hidden = [...group.querySelectorAll(".place")].every((place) => place.hidden);
  });
  // Enter would submit the form.
  find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  for (const place of picker.querySelectorAll("[data-all]")) {
    const all = Object.assign(document.createElement("button"), {
      type: "button",
      className: "quiet pick-all",
      textContent: place.dataset.all,
    });
    all.addEventListener("click", () => {
      const some = [...place.querySelectorAll("input")];
      const isEvery = some.every((box) => box.checked);
      for (const box of some) box.checked = !isEvery;
      picker.dispatchEvent(new Event("change", { bubbles: true }));
    });
    place.lastElementChild.append(all);
  }
  const chosen = picker.querySelector("[data-chosen]");
  picker.addEventListener("change", () => {
    const names = boxes.filter((box) => box.checked).map((box) => box.nextElementSibling.textContent);
    if (names.length > 0) chosen.textContent = names.join("; ");
    else chosen.textContent = "–";
  });
}

// A source of an earlier report fills in the fields of the source.
function prepareSource(button) {
  button.closest("[hidden]")?.removeAttribute("hidden");
  button.addEventListener("click", () => {
    for (const [name, value] of Object.entries(JSON.parse(button.dataset.source)))
      button.form.elements[name].value = value;
    button.form.dispatchEvent(new Event("change"));
  });
}

const nameOf = (form) => `garita ${form.dataset.keep}`;
const pairsOf = (form) => [...new FormData(form)].filter(([name]) => name !== "token");

function keep(form) {
  store?.setItem(nameOf(form), JSON.stringify(pairsOf(form)));
}

// Restores the fields that were typed before a reload or a crash. If the form had other crossings then, the desk
// renders it again.
function restore(form) {
  const kept = store?.getItem(nameOf(form));
  if (!kept || !("fresh" in form.dataset || form.dataset.keep.startsWith("/"))) {
    if (kept) keep(form);
    return;
  }
  const pairs = JSON.parse(kept);
  const names = new Set(pairs.map(([name]) => name));
  const here = new Set([...form.elements].map((each) => each.name));
  if ([...names].every((name) => here.has(name))) {
    fill(form, pairs, names);
    tellRestored(form);
  } else send(form, null, pairs);
}

function fill(form, pairs, names) {
  for (const each of form.elements) {
    if (!names.has(each.name) && each.type !== "checkbox") continue;
    if (each.name === "token" || each.type === "submit" || each.type === "fieldset") continue;
    const values = pairs.filter(([name]) => name === each.name).map(([, value]) => value);
    if (each.type === "checkbox") each.checked = values.includes(each.value);
    else each.value = values[0];
  }
  for (const picker of form.querySelectorAll("details.picker")) picker.dispatchEvent(new Event("change"));
}

function tellRestored(form) {
  const words = JSON.parse(form.dataset.words);
  const line = document.createElement("p");
  line.className = "notice look";
  line.setAttribute("role", "status");
  const over = Object.assign(document.createElement("button"), {
    type: "button",
    className: "quiet",
    textContent: words.discard,
  });
  over.addEventListener("click", () => {
    store?.removeItem(nameOf(form));
    location.reload();
  });
  line.append(`${words.restored} `, over);
  form.before(line);
}

async function send(form, button, pairs) {
  if (form.dataset.busy === "yes") return;
  form.dataset.busy = "yes";
  if (form.dataset.keep !== undefined && !pairs) keep(form);
  const words = JSON.parse(form.dataset.words);
  const label = button?.textContent;
  const body = new URLSearchParams(pairs ?? pairsOf(form));
  body.set("token", form.elements.token?.value ?? "");
  if (pairs) body.set("do", "edit");
  else if (button?.name) body.set(button.name, button.value);
  if (!form.elements.token) body.delete("token");
  form.querySelector(".lost")?.remove();
  if (button) {
    button.textContent = words.sending;
    button.setAttribute("aria-disabled", "true");
  }
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { accept: "text/html" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.redirected) {
      store?.removeItem(nameOf(form));
      location.assign(answer.url);
      return;
    }
    show(page, Boolean(pairs));
  } catch {
    form.dataset.busy = "";
    if (button) {
      button.textContent = label;
      button.removeAttribute("aria-disabled");
    }
    lose(form, button, words, pairs);
  }
}

// Shows the page that answered the form, as if the browser had opened it.
function show(page, isRestored) {
  document.title = page.title;
  document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
  prepare();
  if (isRestored) {
    const form = document.querySelector("form[data-keep]");
    if (form) tellRestored(form);
    return;
  }
  const first =
    document.querySelector("[autofocus]") ?? document.querySelector(".notice") ?? document.querySelector("h1");
  if (!first) return;
  if (!first.hasAttribute("tabindex") && !first.matches("button, input")) first.tabIndex = -1;
  first.focus();
  first.scrollIntoView({ block: "start" });
}

function lose(form, button, words, pairs) {
  const line = document.createElement("p");
  line.className = "lost";
  line.setAttribute("role", "alert");
  const again = Object.assign(document.createElement("button"), { type: "button", textContent: words.retry });
  again.addEventListener("click", () => send(form, button, pairs));
  line.append(`${words.lost} `, again);
  (button?.closest(".go") ?? form).append(line);
  again.focus();
}

prepare();
