import type { Page } from "playwright-core";

type Point = readonly [x: number, y: number];

/**
 * Touches the screen with real touch events, as fingers do: all fingers go down, one after the other, move together in
 * steps to their ends, and are lifted. The page must be open in a context with `hasTouch`.
 */
export async function drag(page: Page, ...ways: readonly (readonly [from: Point, to: Point])[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", points: readonly Point[]) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
  const starts = ways.map(([from]) => from);
  for (const [i] of starts.entries()) await send("touchStart", starts.slice(0, i + 1));
  const steps = 8;
  for (let step = 1; step <= steps; step++)
    await send(
      "touchMove",
      ways.map(([[x, y], [toX, toY]]): Point => [x + ((toX - x) * step) / steps, y + ((toY - y) * step) / steps]),
    );
  await send("touchEnd", []);
  await session.detach();
}
