// Enlarges and moves the map, and arranges its icons for the size on screen. Without this script, the map is a picture
// whose icons are links. `SPOT_OFFSETS` and `spread` come before it in the served file, from `src/web/map/spread.ts`.
{
  /** Sizes in pixels on screen. */
  const APART = 27;
  const TARGET = 13;
  const LETTER = 7.8;
  /** At this enlargement, crowded areas show their crossings. */
  const CLOSE = 4;
  const MOST = 16;
  const element = (name, className) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    made.setAttribute("class", className);
    return made;
  };

  /** Returns the middle between pointers, and the distance between the first two. */
  const gripOf = ([a, b = a]) => ({
    clientX: (a.clientX + b.clientX) / 2,
    clientY: (a.clientY + b.clientY) / 2,
    apart: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
  });

  /** Starts a map with a view, and returns the function that arranges it for its size on screen. */
  const start = (section, view) => {
    const svg = section.querySelector("svg");
    const { width, height } = svg.viewBox.baseVal;
    const links = [...svg.querySelectorAll("[data-x]")];
    // The places do not depend on the order of the list, which changes with the answers.
    const marks = links
      .map((link) => ({
        link,
        group: link.querySelector("g"),
        name: link.querySelector(".name"),
        x: Number(link.dataset.x),
        y: Number(link.dataset.y),
      }))
      .sort((a, b) => a.x - b.x);
    const labels = [...svg.querySelectorAll(".far text, text.land")];
    const touches = [...svg.querySelectorAll(".far .touch")];
    const leader = svg.querySelector(".leader") ?? svg.insertBefore(element("path", "leader"), links[0] ?? null);
    const map = { section, svg, marks, labels, touches, leader, width, height };

    const addControls = (words) => {
      const controls = map.section.querySelector(".zoom");
      const add = (sign, label, act) => {
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
        button.setAttribute("aria-label", label);
        button.addEventListener("click", act);
        controls.append(button);
      };
      add("+", words.zoomIn, zoomIn);
      add("−", words.zoomOut, () => zoom(0.5));
      add("⤢", words.wholeMap, reset);
      map.section.addEventListener("keydown", pressed);
      for (const area of map.svg.querySelectorAll(".far[role=button]"))
        area.addEventListener("click", (event) => !event.defaultPrevented && enlarge(area));
      map.section.addEventListener("focusin", ({ target }) => {
        const mark = map.marks.find(({ link }) => link === target);
        if (mark && target.matches(":focus-visible") && !isInView(mark)) moveTo(mark.x, mark.y);
      });
    };

    const isInView = ({ x, y }) =>
      view.x <= x && x <= view.x + map.width / view.k && view.y <= y && y <= view.y + map.height / view.k;

    /** Enlarges around a point of the map, by default its centre. The point stays where it is on screen. */
    const zoom = (by, x = view.x + map.width / view.k / 2, y = view.y + map.height / view.k / 2) => {
      const k = Math.min(MOST, Math.max(1, view.k * by));
      view.x = x - ((x - view.x) * view.k) / k;
      view.y = y - ((y - view.y) * view.k) / k;
      view.k = k;
      arrange();
    };
    /** Enlarges around the crossing that is nearest to the centre, because most of the map has no crossings. */
    const zoomIn = () => {
      const [x, y] = [view.x + map.width / view.k / 2, view.y + map.height / view.k / 2];
      const off = (mark) => Math.hypot(mark.x - x, mark.y - y);
      const [nearest] = [...map.marks].sort((a, b) => off(a) - off(b));
      if (nearest) moveTo(nearest.x, nearest.y);
      zoom(2);
    };
    const moveTo = (x, y) => {
      view.x = x - map.width / view.k / 2;
      view.y = y - map.height / view.k / 2;
      arrange();
    };
    const reset = () => {
      view.k = 1;
      arrange();
    };

    /** Enlarges an area so that it fills the map, and gives the focus to its first crossing. */
    const enlarge = (area) => {
      const { x, y, width, height } = area.querySelector(".window").getBBox();
      view.k = Math.min(MOST, Math.max(CLOSE, 0.8 * Math.min(map.width / width, map.height / height)));
      moveTo(x + width / 2, y + height / 2);
      const isInside = (mark) => mark.x >= x && mark.x <= x + width && mark.y >= y && mark.y <= y + height;
      map.marks.find(isInside)?.link.focus({ preventScroll: true });
    };

    const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const pressed = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      const step = KEYS[key];
      const button = event.target.closest("svg [role=button]");
      // Buttons in a drawing get no click from the keyboard.
      if (button && (key === "Enter" || key === " ")) button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      else if (key === "+" || key === "=") zoomIn();
      else if (key === "-") zoom(0.5);
      else if (key === "0") reset();
      else if (step && view.k > 1) {
        view.x += (step[0] * map.width) / view.k / 4;
        view.y += (step[1] * map.height) / view.k / 4;
        arrange();
      } else return;
      event.preventDefault();
    };

    /** Returns the point of the map under a point of the screen. */
    const pointAt = ({ clientX, clientY }) => {
      const box = map.svg.getBoundingClientRect();
      const unit = map.width / view.k / box.width;
      return [view.x + (clientX - box.left) * unit, view.y + (clientY - box.top) * unit];
    };

    /**
     * Responds to Ctrl with the wheel, to dragging, and to two fingers. One finger on the whole map scrolls the page.
     */
    const follow = (svg) => {
      const pointers = new Map();
      let moved = 0;
      svg.addEventListener(
        "wheel",
        (event) => {
          if (!event.ctrlKey) return;
          event.preventDefault();
          zoom(2 ** (-event.deltaY / 200), ...pointAt(event));
        },
        { passive: false },
      );
      svg.addEventListener("pointerdown", (event) => {
        if (event.button !== 0) return;
        if (pointers.size === 0) moved = 0;
        pointers.set(event.pointerId, event);
      });
      svg.addEventListener("pointermove", (event) => {
        const last = pointers.get(event.pointerId);
        if (!last) return;
        moved += Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY);
        const before = gripOf([...pointers.values()]);
        pointers.set(event.pointerId, event);
        const now = gripOf([...pointers.values()]);
        if (moved < 4) return;
        svg.setPointerCapture(event.pointerId);
        if (pointers.size === 1 && view.k === 1) return;
        const [x, y] = pointAt(before);
        view.k = Math.min(MOST, Math.max(1, (view.k * now.apart) / before.apart));
        // The point between the fingers stays between them.
        const [newX, newY] = pointAt(now);
        view.x += x - newX;
        view.y += y - newY;
        arrange();
      });
      for (const end of ["pointerup", "pointercancel"])
        svg.addEventListener(end, ({ pointerId }) => pointers.delete(pointerId));
      // Otherwise the browser takes two fingers for scrolling, and cancels the pointers.
      for (const touch of ["touchstart", "touchmove"])
        svg.addEventListener(touch, (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
      svg.addEventListener("dragstart", (event) => event.preventDefault());
      // A drag that ends on a link does not open the link.
      svg.addEventListener(
        "click",
        (event) => {
          if (moved >= 4 && event.detail > 0) event.preventDefault();
        },
        true,
      );
    };

    /** Shows the view: icons keep their size on screen and their distance from each other. */
    const arrange = () => {
      const { svg, marks, labels, touches, leader, width, height } = map;
      const [w, h] = [width / view.k, height / view.k];
      view.x = Math.min(width - w, Math.max(0, view.x));
      view.y = Math.min(height - h, Math.max(0, view.y));
      svg.setAttribute("viewBox", `${view.x} ${view.y} ${w} ${h}`);
      svg.classList.toggle("close", view.k >= CLOSE);
      svg.classList.toggle("zoomed", view.k > 1);
      svg.classList.add("arranged");
      const pixel = w / (svg.getBoundingClientRect().width || width);
      const boxes = [];
      for (const touch of touches) {
        touch.setAttribute("r", TARGET * pixel);
        if (view.k < CLOSE) boxes.push(touch.getBBox());
      }
      for (const label of labels) {
        const [x, y] = [label.getAttribute("x"), label.getAttribute("y")];
        label.removeAttribute("transform");
        if (view.k < CLOSE) boxes.push(label.getBBox());
        if (view.k < CLOSE && label.matches(".far text")) boxes.push(label.previousElementSibling.getBBox());
        label.setAttribute("transform", `translate(${x} ${y}) scale(${1 / view.k}) translate(${-x} ${-y})`);
      }
      const shown = marks.filter((mark) => isInView(mark) && (view.k >= CLOSE || !mark.link.matches(".near")));
      for (const { link, group, x, y } of marks) {
        link.classList.remove("named");
        group.setAttribute("transform", `translate(${x} ${y}) scale(${pixel})`);
      }
      const apart = APART * pixel;
      const edge = apart / 2;
      const isInside = ({ x, y }) =>
        x > view.x + edge && x < view.x + w - edge && y > view.y + edge && y < view.y + h - edge;
      const spots = shown.map((mark) =>
        SPOT_OFFSETS.map(({ x, y, far }) => ({ x: mark.x + x * apart, y: mark.y + y * apart, far })).filter(
          (spot) => isInside(spot) && boxes.every((box) => !isOver(box, spot.x, spot.y, edge)),
        ),
      );
      const chosen = spread(spots, apart - 0.01);
      let lines = "";
      const placed = shown.map((mark, i) => {
        const { x, y, far } = chosen[i] ?? { ...mark, far: 0 };
        mark.group.setAttribute("transform", `translate(${x} ${y}) scale(${pixel})`);
        mark.link.querySelector(".touch").setAttribute("r", TARGET);
        if (far > 0) lines += `M${mark.x} ${mark.y}L${x} ${y}`;
        return { ...mark, x, y };
      });
      leader.setAttribute("d", lines);
      leader.setAttribute("stroke-width", pixel);
      name(placed, boxes, pixel, { x: view.x, y: view.y, width: w, height: h });
    };

    const isOver = (box, x, y, by) =>
      x > box.x - by && x < box.x + box.width + by && y > box.y - by && y < box.y + box.height + by;

    /**
     * Shows the names of those icons that have room for them. An icon with the focus or under the pointer always shows
     * its name.
     */
    const name = (placed, boxes, pixel, frame) => {
      const taken = [...boxes];
      for (const { link, name, x, y } of placed) {
        const [length, line] = [name.textContent.length * LETTER + 4, 19];
        const sides = [
          { anchor: "start", dx: 15, dy: 5, left: 15, top: -10 },
          { anchor: "end", dx: -15, dy: 5, left: -15 - length, top: -10 },
          { anchor: "middle", dx: 0, dy: 27, left: -length / 2, top: 12 },
          { anchor: "middle", dx: 0, dy: -17, left: -length / 2, top: -32 },
        ];
        const boxOf = ({ left, top }) => ({
          x: x + left * pixel,
          y: y + top * pixel,
          width: length * pixel,
          height: line * pixel,
        });
        const fits = (box) =>
          box.x >= frame.x &&
          box.x + box.width <= frame.x + frame.width &&
          box.y >= frame.y &&
          box.y + box.height <= frame.y + frame.height;
        const isFree = (box) =>
          taken.every(
            (other) =>
              box.x > other.x + other.width ||
              other.x > box.x + box.width ||
              box.y > other.y + other.height ||
              other.y > box.y + box.height,
          ) && placed.every((other) => other.link === link || !isOver(box, other.x, other.y, 12 * pixel));
        const within = sides.filter((side) => fits(boxOf(side)));
        const free = within.find((side) => isFree(boxOf(side)));
        const side = free ?? within[0] ?? sides[2];
        name.setAttribute("text-anchor", side.anchor);
        name.setAttribute("x", side.dx);
        name.setAttribute("y", side.dy);
        if (!free) continue;
        taken.push(boxOf(side));
        link.classList.add("named");
      }
    };

    addControls(JSON.parse(section.dataset.words));
    follow(svg);
    arrange();
    return arrange;
  };

  /** The arrange functions of the maps, by their sections. */
  const maps = new Map();
  const arrangeAll = () => {
    for (const [section, arrange] of maps)
      if (!section.isConnected) maps.delete(section);
      else if (section.checkVisibility?.() ?? section.getClientRects().length > 0) arrange();
  };

  /** The view is kept while the page updates itself. */
  const view = { x: 0, y: 0, k: 1 };
  const setUp = () => {
    const section = document.querySelector(".map[data-words]:not(.picking)");
    if (section?.querySelector("svg")) maps.set(section, start(section, view));
    arrangeAll();
  };

  setUp();
  document.addEventListener("garita:fresh", setUp);
  // A map that the page's own script shows.
  document.addEventListener("garita:map", ({ target }) => {
    if (maps.has(target)) maps.get(target)();
    else maps.set(target, start(target, { x: 0, y: 0, k: 1 }));
  });
  addEventListener("resize", arrangeAll);
}
