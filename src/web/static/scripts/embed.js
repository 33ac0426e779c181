{
  const { stale } = document.currentScript.dataset;
  const told = document.getElementById("stale");
  const renew = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-cache" });
      if (!answer.ok) throw new Error(answer.statusText);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector("main").replaceWith(fresh.querySelector("main"));
      document.querySelector("defs").replaceWith(fresh.querySelector("defs"));
      document.title = fresh.title;
      // The service answers from memory while it cannot read its database.
      told.textContent = answer.headers.get("garita-stale") === null ? "" : stale;
    } catch {
      told.textContent = stale;
    }
  };
  // The first renewal comes early, because a browser may have restored an old page.
  setTimeout(renew, 5000);
  setInterval(() => document.hidden || renew(), 120000);
  document.addEventListener("visibilitychange", () => document.hidden || renew());
}
