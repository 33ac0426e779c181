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
      told.textContent = "";
    } catch {
      told.textContent = stale;
    }
  };
  setInterval(() => document.hidden || renew(), 120000);
  document.addEventListener("visibilitychange", () => document.hidden || renew());
}
