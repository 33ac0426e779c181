// Lets people pick the crossings of a list on a map. The page has the map once, in a template.

{
  /** Adds a folded map to a list of crossings, before its search. Its buttons and the check boxes stay equal. */
  const prepareMap = (picker, search) => {
    const template = document.getElementById("pick-map");
    if (!template) return;
    const fold = Object.assign(document.createElement("details"), { className: "pick-map" });
    fold.append(Object.assign(document.createElement("summary"), { textContent: template.dataset.title }));
    search.before(fold);
    const boxes = new Map([...picker.querySelectorAll("input[type=checkbox]")].map((box) => [box.value, box]));

    const draw = () => {
      fold.append(document.importNode(template.content, true));
      const section = fold.querySelector(".map");
      const counts = JSON.parse(section.dataset.counts);
      const count = section.querySelector("[role=status]");
      const marks = [...section.querySelectorAll("[data-slug]")];
      const find = search.querySelector("input");
      find.id ||= `${picker.querySelector("summary").id}-find`;
      section.querySelector(".skip").href = `#${find.id}`;
      const show = () => {
        for (const mark of marks) mark.setAttribute("aria-pressed", boxes.get(mark.dataset.slug)?.checked === true);
        count.textContent = counts[[...boxes.values()].filter((box) => box.checked).length];
      };
      section.addEventListener("click", (event) => {
        const mark = event.target.closest("[data-slug]");
        // The click that ends a drag picks nothing.
        if (mark && !event.defaultPrevented) boxes.get(mark.dataset.slug)?.click();
      });
      picker.addEventListener("change", show);
      show();
      return section;
    };

    let section;
    fold.addEventListener("toggle", () => {
      if (!fold.open) return;
      section ??= draw();
      section.dispatchEvent(new Event("garita:map", { bubbles: true }));
    });
  };

  document.addEventListener("garita:picker", ({ target }) => prepareMap(target.closest(".picker"), target));
}
