// Turns the links to the days of a period into a slider that recolours the map. The page is complete without this
// script.
const section = document.querySelector("[data-days]");
// The data of all days take a while to compute, so they are fetched only for readers who get to the map.
if (section)
  new IntersectionObserver(
    (entries, observer) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      play(section);
    },
    { rootMargin: "400px" },
  ).observe(section);

/** Loads the data. If the service is busy, tries again at the times that it names, at most three times. */
async function load(address, tries = 3) {
  const answer = await fetch(address, { headers: { accept: "application/json" } }).catch(() => null);
  const seconds = Number(answer?.headers.get("retry-after"));
  if (answer?.status !== 503 || !(seconds > 0) || tries === 0) return answer;
  await new Promise((done) => setTimeout(done, seconds * 1000));
  return load(address, tries - 1);
}

async function play(root) {
  const words = JSON.parse(root.dataset.words);
  const player = root.querySelector(".player");
  const range = player.querySelector("input");
  const button = player.querySelector(".play");
  const hint = document.getElementById("day-hint");
  const spoken = document.getElementById("spoken");
  const board = root.querySelector(".board-of");
  const answer = await load(root.dataset.days);
  if (!answer?.ok) return;
  const { days, marks, crossings } = await answer.json();
  const points = [...root.querySelectorAll(".map a")].flatMap((link) => {
    const crossing = crossings[new URL(link.href.baseVal ?? link.href, location.href).pathname.slice(1)];
    const icon = link.querySelector("use.mark");
    return crossing && icon ? [{ link, icon, crossing }] : [];
  });
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");
  let timer;

  range.max = days.length - 1;
  range.value = Math.max(
    0,
    days.findIndex(({ day }) => day === root.dataset.day),
  );
  range.setAttribute("aria-valuetext", days[range.value].text);
  button.hidden = stillness.matches;
  stillness.addEventListener("change", () => {
    stop();
    button.hidden = stillness.matches;
  });
  player.hidden = false;
  root.querySelector(".day-links").hidden = true;

  range.addEventListener("input", () => {
    stop();
    show();
  });
  player.querySelector(".earlier").addEventListener("click", () => step(-1));
  player.querySelector(".later").addEventListener("click", () => step(1));
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (range.value === range.max) range.value = 0;
    button.textContent = words.pause;
    timer = setInterval(advance, 900);
    show();
    speak();
  });
  document.addEventListener("visibilitychange", () => document.hidden && stop());

  function advance() {
    range.stepUp();
    show();
    speak();
    if (range.value === range.max) stop();
  }

  function step(by) {
    stop();
    range.value = Number(range.value) + by;
    show();
    speak();
  }

  function stop() {
    clearInterval(timer);
    timer = undefined;
    button.textContent = words.play;
  }

  // While the slider is moved, screen readers read its own text. This text is for the buttons and for playing.
  function speak() {
    spoken.textContent = days[range.value].text;
  }

  function show() {
    const { day, text } = days[range.value];
    range.setAttribute("aria-valuetext", text);
    player.querySelector(".shown-day").textContent = text;
    hint.textContent = words.hint.replace("{day}", text);
    board.textContent = words.board.replace("{day}", text);
    board.href = onDay(board.href, day);
    for (const { link, icon, crossing } of points) {
      const mark = marks[crossing.marks[range.value]];
      const name = `${crossing.name}: ${words.marks[mark]}`;
      icon.setAttribute("class", `mark ${mark}`);
      icon.setAttribute("href", `#mark-${mark}`);
      link.setAttribute("href", onDay(link.getAttribute("href"), day));
      link.setAttribute("aria-label", name);
      const title = link.querySelector("title");
      if (title) title.textContent = name;
    }
  }

  function onDay(address, day) {
    const { pathname, searchParams } = new URL(address, location.href);
    searchParams.set("on", day);
    return `${pathname}?${searchParams}`;
  }
}
