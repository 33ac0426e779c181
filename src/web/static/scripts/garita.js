// Keeps a page about the present up to date, and shows the page's age while it cannot. The page is complete without
// this script.
const { body } = document;
const words = JSON.parse(body.dataset.words ?? "{}");
const stale = document.getElementById("stale");
const spoken = document.getElementById("spoken");

const near = document.querySelector("[data-near]");
if (near && navigator.geolocation) {
  near.hidden = false;
  near.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const { form } = near;
        const field =
          form.elements.near ??
          form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "near" }));
        // Two decimals are about a kilometre, which is precise enough to sort crossings by distance.
        field.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        form.requestSubmit();
      },
      () => {
        spoken.textContent = stale.textContent = words.noPlace;
      },
    );
  });
}

// The worker keeps the offline page. It starts after the page has loaded, so that it does not delay the page.
if ("serviceWorker" in navigator && "live" in body.dataset)
  addEventListener("load", () => navigator.serviceWorker.register("/service-worker.js").catch(() => {}));

if ("live" in body.dataset && "EventSource" in window) follow();

function follow() {
  const { crossing } = body.dataset;
  let seenAt = Date.now() - ageOf(document, Date.now());
  let lost = false;
  let waiting;

  const source = new EventSource(`/v1/stream${crossing ? `?crossing=${crossing}` : ""}`);
  source.addEventListener("report", soon);
  source.addEventListener("standing", soon);
  source.addEventListener("open", () => {
    if (lost) refresh();
  });
  source.addEventListener("error", () => lose());
  addEventListener("offline", () => lose());
  addEventListener("online", () => refresh());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - seenAt > 60_000) refresh();
  });
  // A browser may restore yesterday's page from its cache, with or without running this script again.
  const [loaded] = performance.getEntriesByType("navigation");
  if (loaded?.transferSize === 0 && Date.now() - seenAt > 60_000) refresh();
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) refresh();
  });
  setInterval(() => {
    if (lost) tell();
  }, 10_000);

  // Several reports often arrive at once. The random delay spreads the requests of all open pages.
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 200 + Math.random() * 800);
  }

  async function refresh() {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-cache" });
      if (!answer.ok) throw new Error(answer.statusText);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      swap(fresh);
      seenAt = Date.now() - ageOf(fresh, Date.parse(answer.headers.get("date")) || Date.now());
      const behind = Number(answer.headers.get("garita-stale") ?? 0);
      if (behind > 0) {
        seenAt -= behind * 1000;
        lose();
      } else find();
    } catch {
      lose();
    }
  }

  // Screen readers announce only the answer, and only if it has changed.
  function swap(fresh) {
    const before = told();
    let focused = null;
    for (const part of document.querySelectorAll(".live")) {
      const after = fresh.getElementById(part.id);
      if (!after) continue;
      if (part.contains(document.activeElement)) focused = document.activeElement;
      for (const { id } of part.querySelectorAll("details[open]")) fresh.getElementById(id)?.setAttribute("open", "");
      part.replaceChildren(...after.childNodes);
    }
    document.dispatchEvent(new Event("garita:fresh"));
    if (focused)
      [...document.querySelectorAll(".live :is(a, button, summary, [tabindex])")]
        .find((each) => isSame(each, focused))
        ?.focus({ preventScroll: true });
    document.title = fresh.title;
    if (told() === before) return;
    spoken.textContent = document.querySelector(".answer h1")?.textContent ?? words.updated;
    document.querySelector(".answer, .tally")?.classList.add("changed");
  }

  function told() {
    return [...document.querySelectorAll(".tally, .answer h1, .summary, .crossings")]
      .map((each) => each.textContent)
      .join();
  }

  function isSame(one, other) {
    return (
      one.id === other.id && ["href", "aria-label"].every((name) => one.getAttribute(name) === other.getAttribute(name))
    );
  }

  function lose() {
    lost = true;
    tell();
  }
  function find() {
    lost = false;
    stale.textContent = "";
  }
  function tell() {
    const seconds = Math.max(0, Math.round((Date.now() - seenAt) / 1000));
    const age =
      seconds < 60 ? words.seconds.replace("{n}", seconds) : words.minutes.replace("{n}", Math.floor(seconds / 60));
    const text = words.stale.replace("{age}", age);
    if (stale.textContent !== text) stale.textContent = text;
  }
}

// Returns the age of a page at the time `at`, in milliseconds. A page from a cache is not new. A wrong clock must not
// give a negative age.
function ageOf(page, at) {
  return Math.max(0, at - Date.parse(page.body.dataset.at));
}
