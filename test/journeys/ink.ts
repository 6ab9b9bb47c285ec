/** Looks at what was really drawn. */
import type { Page } from "playwright-core";

/** Part of the drawn page that is not white, 0 to 1. */
export function inkOf(page: Page): Promise<number> {
  return page.locator(".pdf-page canvas").evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark += 1;
    return dark / (data.length / 4);
  });
}
