import { describe, expect, it } from "vitest";
import { colours, tones } from "../../dashboards/model/colours";
import { timeseries } from "../../dashboards/model/panel";
import { oneHost } from "../../dashboards/model/variables";
import { signal, type Signal } from "../../signals/signal";
import { promql } from "../../signals/promql";
import { networkReceived, networkSent } from "../../signals/network";
import { around, panelOf, words } from "./dashboards-trial";

/** Grafana's backgrounds of panels, as of its themes "dark" and "light". */
const backgrounds = { dark: "#181b1f", light: "#ffffff" };

type Linear = readonly [red: number, green: number, blue: number];

const linear = (hex: string): Linear => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
};

/** WCAG 2.2: relative luminance and contrast. */
const luminance = ([red, green, blue]: Linear) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
const contrast = (a: string, b: string) => {
  const [darker = 0, lighter = 0] = [a, b].map((each) => luminance(linear(each))).sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
};

/** How people see who lack one kind of cone: matrices of Machado, Oliveira and Fernandes (2009), severity 1. */
const eyes: Readonly<Record<string, readonly Linear[]>> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b* of a colour as these eyes see it, under the white of screens (D65). */
function seen(hex: string, eye: readonly Linear[]): readonly [number, number, number] {
  const [r, g, b] = linear(hex);
  const [red = 0, green = 0, blue = 0] = eye.map((row) =>
    Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b)),
  );
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function difference(a: string, b: string, eye: readonly Linear[]): number {
  const [one, other] = [seen(a, eye), seen(b, eye)];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

const { neutral, ...judgements } = colours;

describe("colours", () => {
  it("of text follow the theme", () => {
    expect(neutral).toBe("text");
  });

  it.each(Object.entries({ ...judgements, ...tones }))("%s stands out on dark and on light", (_, colour) => {
    for (const background of Object.values(backgrounds))
      expect(contrast(colour, background)).toBeGreaterThanOrEqual(3);
  });

  // From about 10 on people take two areas side by side for two colours.
  it.each(Object.entries(eyes))("differ for eyes with %s", (_, eye) => {
    for (const set of [judgements, tones]) {
      const all = Object.entries(set);
      const alike = all.flatMap(([name, colour], at) =>
        all
          .slice(at + 1)
          .filter(([, other]) => difference(colour, other, eye) < 10)
          .map(([other]) => `${name} and ${other}`),
      );
      expect(alike).toEqual([]);
    }
  });
});

describe("the colour of a line", () => {
  const trial = (unit: Signal["unit"], more: Partial<Signal> = {}): Signal =>
    signal({
      title: `In ${unit}`,
      unit,
      by: [],
      min: 0,
      meaning: "A trial.",
      value: (s) => promql`sum(up${s.any})`,
      ...more,
    });
  const coloursOf = (...given: Parameters<typeof panelOf>) =>
    panelOf(...given).fieldConfig.overrides.flatMap(({ matcher, properties }) =>
      properties.filter(({ id }) => id === "color").map(({ value }) => [matcher.options, value]),
    );
  const fixed = (fixedColor: string) => ({ mode: "fixed", fixedColor });

  it("says what it is about: times and rates by their unit, others where the signal says it", () => {
    const failures = trial("short", { title: "Failures", tone: "error" });
    const panel = timeseries([trial("s"), trial("reqps"), failures, trial("short")], words);
    expect(coloursOf(panel)).toEqual([
      ["A", fixed(tones.latency)],
      ["B", fixed(tones.traffic)],
      ["C", fixed(tones.error)],
    ]);
  });

  it("is that of the panel where it says so", () => {
    expect(coloursOf(timeseries(trial("short"), { ...words, tone: "saturation" }))).toEqual([
      ["A", fixed(tones.saturation)],
    ]);
  });

  it("is Grafana's own where there are several of one kind, which one colour could not tell apart", () => {
    const both = timeseries([networkReceived, networkSent], words);
    expect(panelOf(both, around, [oneHost("node")]).fieldConfig.overrides).toEqual([]);
    expect(panelOf(timeseries(trial("s", { by: ["job"] }), words)).fieldConfig.overrides).toEqual([]);
  });
});
