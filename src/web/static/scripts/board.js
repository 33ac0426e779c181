// Favourite crossings on the board. They are kept in this browser only. Without this script, the list has no stars.
{
  const KEY = "garita.favourites";
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return new Set(Array.isArray(kept) ? kept : []);
    } catch {
      return new Set();
    }
  };
  const keep = (slugs) => {
    try {
      localStorage.setItem(KEY, JSON.stringify([...slugs]));
    } catch {
      // If the browser stores nothing, the row moves all the same, until the reader leaves the page.
    }
  };

  let favourites = read();
  /** The rows of the page, each with the list in which the server placed it. */
  let rows = [];

  const setUp = () => {
    const list = document.querySelector(".list[data-words]");
    rows = [];
    if (!list?.querySelector("[data-slug]")) return;
    const words = JSON.parse(list.dataset.words);
    const first = list.querySelector("h3, .crossings");
    const heading = Object.assign(document.createElement("h3"), { textContent: words.favourites });
    const top = Object.assign(document.createElement("ul"), { className: "crossings" });
    first.before(heading, top);
    rows = [...list.querySelectorAll("[data-slug]")].map((row) => ({ row, home: row.parentElement, top, heading }));
    for (const { row } of rows) row.querySelector("p").after(starOf(row, words));
    arrange();
  };

  const starOf = (row, words) => {
    const star = Object.assign(document.createElement("button"), { type: "button", className: "star" });
    star.setAttribute("aria-label", words.star.replace("{name}", row.querySelector("a").textContent));
    star.addEventListener("click", () => {
      const { slug } = row.dataset;
      if (!favourites.delete(slug)) favourites.add(slug);
      keep(favourites);
      arrange();
      star.focus({ preventScroll: true });
    });
    return star;
  };

  /** Moves the favourites to the top, and all others back to their places. */
  const arrange = () => {
    for (const { row, home, top } of rows) {
      const isFavourite = favourites.has(row.dataset.slug);
      row.querySelector(".star").setAttribute("aria-pressed", String(isFavourite));
      (isFavourite ? top : home).append(row);
    }
    for (const { home, top, heading } of rows) {
      heading.hidden = top.children.length === 0;
      const own = home.previousElementSibling;
      if (own?.matches("h3")) own.hidden = home.children.length === 0;
    }
  };

  setUp();
  document.addEventListener("garita:fresh", setUp);
  addEventListener("storage", ({ key }) => {
    if (key !== KEY) return;
    favourites = read();
    arrange();
  });
}
