import type { Locator, Page } from "playwright-core";

/**
 * Seconds for each operator of the keystroke-level model: a key or a click (K, for a typist of 40 words a minute),
 * pointing (P), moving the hand between mouse and keyboard (H), and preparing mentally (M). From Card, Moran and
 * Newell, "The keystroke-level model for user performance time with interactive systems", Communications of the ACM 23
 * (1980), pages 396–410.
 */
const SECONDS = { K: 0.28, P: 1.1, H: 0.4, M: 1.35 };

/** Maximum number of presses of the Tab key to reach a field. */
const MOST_TABS = 9;

/** A person at a page. Each action is carried out in the browser, and adds its operators to the model. */
export interface ModelledPerson {
  /** Clicks. `isCommand` is true if the click does something, and false if it only selects a field or a value. */
  click(target: Locator, isCommand?: boolean): Promise<void>;
  /** Opens a selection with the mouse and clicks an option. */
  choose(select: Locator, label: string): Promise<void>;
  /** Types into the field with the focus. */
  type(text: string): Promise<void>;
  /** Presses Tab until the field has the focus. */
  tabTo(field: Locator): Promise<void>;
  /** Number of fields and buttons used so far. Reaching a field and typing into it count as one. */
  actions(): number;
  /** The operators so far, such as `MPK`, and their seconds. */
  operators(): string;
  seconds(): number;
}

/**
 * Makes a person whose hand is at the mouse. By the rules of the paper, there is one operator M before each command and
 * before each run of Tab keys, and none before values. The model has no operator for scrolling. If a target is out of
 * sight, the person first turns the wheel until the target is in the middle, which counts as pointing.
 */
export function modelPerson(page: Page): ModelledPerson {
  let operators = "";
  let actions = 0;
  let isAtMouse = true;
  const takeMouse = (isMouse: boolean) => {
    if (isMouse !== isAtMouse) operators += "H";
    isAtMouse = isMouse;
  };
  const point = async (target: Locator) => {
    takeMouse(true);
    const box = await target.boundingBox();
    const height = page.viewportSize()?.height ?? 0;
    if (box === null) throw new Error(`${target} is not visible`);
    if (box.y < 0 || box.y + box.height > height) {
      operators += "P";
      await target.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
    }
    operators += "P";
  };
  return {
    async click(target, isCommand = false) {
      actions++;
      if (isCommand) operators += "M";
      await point(target);
      operators += "K";
      await target.click();
    },
    async choose(select, label) {
      actions++;
      await point(select);
      // The browser draws the options itself, so a test cannot point at them.
      operators += "KPK";
      await select.selectOption({ label });
    },
    async type(text) {
      takeMouse(false);
      // A capital letter needs two keys.
      for (const letter of text) operators += /\p{Lu}/u.test(letter) ? "KK" : "K";
      await page.keyboard.type(text);
    },
    async tabTo(field) {
      actions++;
      takeMouse(false);
      operators += "M";
      const id = await field.getAttribute("id");
      for (let i = 0; (await page.evaluate<string>("document.activeElement.id")) !== id; i++) {
        if (i === MOST_TABS) throw new Error(`${field} is not within ${MOST_TABS} presses of Tab`);
        operators += "K";
        await page.keyboard.press("Tab");
      }
    },
    actions: () => actions,
    operators: () => operators,
    seconds: () => [...operators].reduce((sum, operator) => sum + SECONDS[operator as keyof typeof SECONDS], 0),
  };
}
