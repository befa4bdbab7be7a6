/**
 * A script for a page: texts whose colour differs less from the ground behind them than `least`, by the formula of WCAG 2.2
 * for contrast, each once: "a: HostCpu… 3.1". Pictures are left out: their texts are in the table as well.
 */
export function contrastBelow(least: number): string {
  return `(() => {
    const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
    const light = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const ground = (element) => {
      for (let each = element; each !== null; each = each.parentElement) {
        const colour = parts(getComputedStyle(each).backgroundColor);
        if (colour.length === 3) return colour;
      }
      return [255, 255, 255];
    };
    const found = new Set();
    for (const element of document.querySelectorAll("body *:not(svg *)")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
      if (!own || element.closest("svg") !== null) continue;
      const [a, b] = [light(parts(getComputedStyle(element).color)), light(ground(element))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < ${least})
        found.add(element.tagName + "." + element.className + " " + contrast.toFixed(2));
    }
    return [...found];
  })()`;
}
