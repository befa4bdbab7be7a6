import { join } from "node:path";
import { expect, it } from "vitest";
import { renderAll } from "../../review/render-all";
import { staleness } from "../../review/rendered-folder";

const root = join(__dirname, "..", "..");

it("rendered/ is what the program renders now", async () => {
  const stale = staleness(join(root, "rendered"), await renderAll(root));
  const advice = `rendered/ is out of date. Type\n\n  ./observatory render\n\nand commit what changed:\n${stale.join("\n")}`;
  expect(stale, advice).toEqual([]);
});
