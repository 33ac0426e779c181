// Submits the desk's forms so that a lost connection, a second click or a reload loses nothing. The desk works without
// this script.
const store = (() => {
  try {
    sessionStorage.setItem("garita", "");
    return sessionStorage;
  } catch {
    return null;
  }
})();

/** Longest wait for an answer: longer than any answer takes. A phone that lost its network seldom reports the loss. */
const PATIENCE_MS = 20_000;

// Reload a page from the browser's back-forward cache, because it still shows that a form is being sent.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

function prepare() {
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
