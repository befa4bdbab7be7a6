import { describe, expect, it } from "vitest";
import { alert, type AlertDefinition } from "../../rules/alert";
import { fires, quiet, resolves } from "../../rules/cases/case";
import { recording } from "../../rules/recording";
import { promql } from "../../signals/promql";
import { signal } from "../../signals/signal";

const share = signal({
  title: "Share used",
  unit: "percentunit",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share in use.",
  value: (s) => promql`used{${s.select("x")}} / rate(all[${s.range}])`,
});

const text = { summary: "a is full", description: "Too full." };
const cases = [
  fires("full", { series: {}, at: "5m", labels: [{ instance: "a" }], text }),
  quiet("empty", { series: {}, at: "5m" }),
  resolves("emptied", { series: {}, labels: [{ instance: "a" }], firingAt: "5m", goneAt: "6m" }),
];

const told = {
  for: "5m",
  keepFiringFor: "0s",
  severity: "warning",
  team: "infrastructure",
  service: "host",
  summary: "{{ $labels.instance }} is {value} full",
  description: "More than {threshold} for {for}.",
  dashboard: { uid: "host", variables: ["instance"] },
  cases,
} as const;

const shareAlert = (change: Partial<AlertDefinition> = {}) =>
  alert("ShareHigh", { ...told, signal: share, above: 0.9, ...change } as AlertDefinition);

describe("alert", () => {
  it("compares its signal over all targets with the threshold, in the direction that was given", () => {
    expect(shareAlert().expr()).toBe('(used{job="x"} / rate(all[5m])) > 0.9 <= 10');
    const low = alert("ShareLow", { ...told, signal: share, below: 0.1, range: "1h" });
    expect(low.expr()).toBe('(used{job="x"} / rate(all[1h])) < 0.1 >= 0');
    expect(low.threshold).toEqual({ is: "below", value: 0.1 });
  });

  it("takes another threshold where one is asked for", () => {
    expect(shareAlert().expr({ threshold: 0.5 })).toContain("> 0.5");
  });

  it("adds a further condition for the same series", () => {
    const both = alert("ShareHigh", { ...told, signal: share, above: 0.9, and: () => promql`free < 8` });
    expect(both.expr()).toBe('((used{job="x"} / rate(all[5m])) > 0.9 <= 10) and (free < 8)');
  });

  it.each<[string, Partial<AlertDefinition>]>([
    ["its summary is empty", { summary: " " }],
    ["its summary has more than one line", { summary: "a\nb" }],
    ["its description is empty", { description: "" }],
    [
      "its summary uses the label mountpoint, which the alert does not carry; it has instance",
      { summary: "{{ $labels.mountpoint }}" },
    ],
    ["its description uses the label job", { description: '{{ index $labels "job" }}' }],
    [
      "its description states 90 %, which can be tuned; write {threshold}",
      { description: "More than 90 %." },
    ],
    [
      "{limit} is not known in texts of this alert; there is {for}, {value}, {threshold}",
      { description: "{limit}" },
    ],
    [
      "its threshold 90 is out of reach: Share used is a number between 0 and 1; write 0.9 for 90 %",
      { above: 90 },
    ],
    ["its threshold 1 is out of reach", { above: 1 }],
    ["its for of 15s is shorter than two scrapes", { for: "15s" }],
    [
      "neither its summary nor its description tells the value",
      { summary: "full", description: "Too full." },
    ],
    ['"soon" is not a duration', { for: "soon" as "5m" }],
    ["no case shows that it fires", { cases: cases.filter(({ kind }) => kind !== "fires") }],
    ["no case shows that it stays quiet", { cases: cases.filter(({ kind }) => kind !== "quiet") }],
    ["no case shows that it resolves", { cases: cases.filter(({ kind }) => kind !== "resolves") }],
    [
      "no case shows its rendered texts",
      { cases: [...cases.slice(1), fires("x", { series: {}, at: "5m", labels: [{}] })] },
    ],
    ['two cases are called "full"', { cases: [...cases, quiet("full", { series: {}, at: "1m" })] }],
    [
      'case "none" fires without labels',
      { cases: [...cases, fires("none", { series: {}, at: "1m", labels: [] })] },
    ],
    [
      'case "two" gives the text of one alert, but several fire',
      { cases: [...cases, fires("two", { series: {}, at: "1m", labels: [{}, {}], text })] },
    ],
    [
      'case "back" is over before it fires',
      { cases: [...cases, resolves("back", { series: {}, labels: [{}], firingAt: "5m", goneAt: "5m" })] },
    ],
    [
      "its dashboard takes the label device, which the alert does not carry",
      { dashboard: { uid: "host", variables: ["device"] } },
    ],
  ])("cannot be made when %s", (problem, change) => {
    expect(() => shareAlert(change)).toThrow(problem);
  });

  it("needs a name in UpperCamelCase", () => {
    for (const name of ["share_high", "shareHigh", "Share-High", ""])
      expect(() => alert(name, { ...told, signal: share, above: 0.9 })).toThrow("UpperCamelCase");
  });

  it("tells all mistakes at once", () => {
    const attempt = () => shareAlert({ summary: "", description: "", above: 90 });
    expect(attempt).toThrow(/summary is empty/);
    expect(attempt).toThrow(/description is empty/);
    expect(attempt).toThrow(/out of reach/);
  });

  it("that always fires needs no case in which it does not", () => {
    const made = alert("Always", {
      kind: "immediate",
      ...told,
      ...text,
      always: true,
      dashboard: { uid: "stack", variables: [] },
      cases: cases.slice(0, 1),
    });
    expect(made.expr()).toBe("vector(1)");
    expect(made.threshold).toBeUndefined();
  });
});

describe("recording", () => {
  it("records its signal over all targets", () => {
    const made = recording("instance:share:ratio", share, "1h");
    expect(made.record).toBe("instance:share:ratio");
    expect(made.expr()).toBe('used{job="x"} / rate(all[1h])');
    // Four scrapes at least.
    expect(made.expr({ scrapeSeconds: 1200 })).toBe('used{job="x"} / rate(all[4800s])');
  });

  it("is named by the labels of its series", () => {
    for (const name of ["job:share:ratio", "instance:share", "share", "Instance:share:ratio"])
      expect(() => recording(name, share)).toThrow("Begin it with instance:");
  });
});
