import { describe, expect, it } from "vitest";
import { byStack } from "../../review/compare/by-stack";
import { readResources } from "../../review/compare/read-resources";
import { readRouting } from "../../review/compare/routes";
import { type Point } from "../../review/pictures/layered";
import { routeTree } from "../../review/pictures/routes";
import { stackPicture } from "../../review/pictures/stack";
import { readStackGraph, type StackGraph } from "../../review/pictures/stack-graph";
import { standalone } from "../../review/pictures/svg";
import { widthOf } from "../../review/pictures/text";
import { committed } from "./review-trial";
import { all, readXml, textOf, type XmlElement } from "./xml";

const stacks = ["docker", "local", "production", "production-large", "production-stored"] as const;
const files = byStack(committed(...stacks));
const graphs = new Map<string, StackGraph>(
  [...files].map(([stack, own]) => [
    stack,
    readStackGraph(own, readResources(own.get("resources.yaml") ?? "")),
  ]),
);
const graphOf = (stack: (typeof stacks)[number]): StackGraph => graphs.get(stack) ?? { nodes: [], flows: [] };
const number = (element: XmlElement, name: string): number => Number(element.attributes[name]);
const having = (root: XmlElement, data: string) => all(root, "svg").filter((each) => data in each.attributes);

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const rectangle = (box: XmlElement): Rectangle => ({
  left: number(box, "x"),
  top: number(box, "y"),
  right: number(box, "x") + number(box, "width"),
  bottom: number(box, "y") + number(box, "height"),
});

const apart = (a: Rectangle, b: Rectangle): boolean =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

function expectApart(boxes: readonly XmlElement[]): void {
  const places = boxes.map(rectangle);
  for (const [at, one] of places.entries())
    for (const other of places.slice(at + 1)) expect(apart(one, other)).toBe(true);
}

function expectTextsInside(boxes: readonly XmlElement[]): void {
  for (const box of boxes)
    for (const text of all(box, "text")) {
      const meta = text.attributes["class"] === "meta";
      const width = widthOf(textOf(text), meta ? 8.5 : 10, !meta);
      const x = number(text, "x") - (text.attributes["class"] === "sign" ? width / 2 : 0);
      expect(x + width).toBeLessThanOrEqual(number(box, "width"));
      expect(number(text, "y")).toBeLessThan(number(box, "height"));
    }
}

const routing = (text: string) => readRouting(text);
const tree = `
route:
  receiver: chat
  group_by: [cluster, alertname]
  routes:
    - receiver: oncall
      matchers: ['severity="critical"', 'team=~"${"long|".repeat(60)}"']
      repeat_interval: 1h
      continue: true
      routes:
        - receiver: database
          matchers: ['team="database"']
          mute_time_intervals: [weekends]
          group_by: ['...']
    - matchers: ['severity="info"']
      active_time_intervals: [office]
receivers: [{ name: chat }, { name: oncall }, { name: database }, { name: "<old>" }]
`;

describe("the tree of routes", () => {
  it.each([...files].filter(([, own]) => own.has("alertmanager/alertmanager.yml")).map(([stack]) => stack))(
    "of %s has every receiver",
    (stack) => {
      const read = routing(files.get(stack)?.get("alertmanager/alertmanager.yml") ?? "");
      const root = readXml(standalone(routeTree(read)));
      const drawn = having(root, "data-receiver").map((each) => each.attributes["data-receiver"]);
      expect(read.receivers.length).toBeGreaterThan(0);
      for (const { name } of read.receivers) expect(drawn).toContain(name);
    },
  );

  it("says of each route its conditions, and what it does otherwise than its parent", () => {
    const root = readXml(standalone(routeTree(routing(tree))));
    const words = having(root, "data-route").map((each) => all(each, "text").map(textOf));
    expect(words[0]).toEqual([
      "every alert",
      "grouped by cluster, alertname",
      "waits 30s, then every 5m",
      "repeated every 4h",
    ]);
    expect(words[1]?.[0]).toBe('severity="critical"');
    expect(words[1]?.slice(-2)).toEqual(["repeated every 1h", "and on to the routes below"]);
    expect(words[2]).toEqual([
      'team="database"',
      "grouped by all labels: each alert alone",
      "muted in weekends",
    ]);
    expect(words[3]).toEqual(['severity="info"', "only in office"]);
  });

  it("has the receiver of each route beside it, inherited ones too, and those that no route tells below", () => {
    const root = readXml(standalone(routeTree(routing(tree))));
    const receivers = having(root, "data-receiver");
    expect(receivers.map((each) => each.attributes["data-receiver"])).toEqual([
      "chat",
      "oncall",
      "database",
      "chat",
      "<old>",
    ]);
    const last = receivers.at(-1);
    expect(last === undefined ? "" : textOf(last)).toContain("told by no route");
    having(root, "data-route").forEach((route, at) => {
      const receiver = receivers[at];
      if (receiver === undefined) throw new Error("a route without a receiver");
      const middle = (box: XmlElement) => number(box, "y") + number(box, "height") / 2;
      expect(middle(receiver)).toBeCloseTo(middle(route), 0);
    });
  });

  it("marks routes and receivers that the other side does not have", () => {
    const other = tree
      .replace("repeat_interval: 1h", "repeat_interval: 2h")
      .replace("name: database", "name: db");
    const root = readXml(
      standalone(routeTree(routing(tree), { comparedWith: routing(other), mark: "removed" })),
    );
    const marked = having(root, "data-marks");
    expect(marked.map(({ attributes }) => attributes["data-route"] ?? attributes["data-receiver"])).toEqual([
      "1",
      "database",
    ]);
    expect(marked.map(({ attributes }) => attributes["class"])).toEqual(["removed", "removed"]);
    expectTextsInside(marked);
    expect(standalone(routeTree(routing(tree), { comparedWith: routing(tree) }))).not.toContain("data-marks");
  });

  it("keeps boxes apart and texts within them", () => {
    const root = readXml(standalone(routeTree(routing(tree))));
    const boxes = [...having(root, "data-route"), ...having(root, "data-receiver")];
    expectApart(boxes);
    expectTextsInside(boxes);
    for (const box of boxes) expect(rectangle(box).bottom).toBeLessThanOrEqual(number(root, "height"));
  });
});

describe("the picture of a stack", () => {
  it.each(stacks)(
    "of %s has every server once, apart from the others, and every text in its box",
    (stack) => {
      const graph = graphOf(stack);
      const root = readXml(standalone(stackPicture(graph)));
      const boxes = having(root, "data-node");
      expect(boxes.map((each) => each.attributes["data-node"])).toEqual(graph.nodes.map(({ id }) => id));
      const servers = [...readResources(files.get(stack)?.get("resources.yaml") ?? "").values()].filter(
        ({ type, inputs }) =>
          /:(StatefulSet|Deployment|DaemonSet|Server)$/.test(type) ||
          (type.endsWith(":Container") && inputs["start"] !== false),
      );
      const words = boxes.map(textOf).join("\n");
      expect(servers.length).toBeGreaterThan(8);
      for (const { urn } of servers) expect(words).toContain(urn.split(/::|\//).at(-1));
      expectApart(boxes);
      expectTextsInside(boxes);
    },
  );

  it.each(stacks)("of %s has lines that cross no box", (stack) => {
    const root = readXml(standalone(stackPicture(graphOf(stack))));
    const boxes = having(root, "data-node").map(rectangle);
    const lines = all(root, "path").filter((each) => "data-flow" in each.attributes);
    expect(lines).toHaveLength(graphOf(stack).flows.length);
    for (const line of lines)
      for (const { x, y } of along(line.attributes["d"] ?? ""))
        for (const box of boxes)
          expect(x > box.left + 1 && x < box.right - 1 && y > box.top + 1 && y < box.bottom - 1).toBe(false);
  });

  it.each([
    ["local", "node-exporter", "scrape", "prometheus"],
    ["local", "prometheus", "alert", "alertmanager"],
    ["local", "loki", "read", "grafana"],
    ["local", "collector", "send", "loki"],
    ["docker", "docker-socket-proxy", "read", "cadvisor"],
    ["docker", "cadvisor", "scrape", "prometheus"],
    ["production", "collector-gateway", "send", "prometheus"],
    ["production", "targets", "scrape", "prometheus"],
    ["production", "thanos-query", "read", "grafana"],
    ["production-large", "loki", "store", "bucket:observatory-logs"],
    ["production-large", "prometheus", "store", "bucket:observatory-metrics"],
    ["production-large", "bucket:observatory-metrics", "store", "thanos-store"],
    ["production-large", "thanos-store", "read", "thanos-query"],
  ] as const)("of %s: %s, %s, %s", (stack, from, kind, to) => {
    expect(graphOf(stack).flows).toContainEqual(expect.objectContaining({ from, kind, to }));
  });

  it("has each scrape job either as a line or in words", () => {
    for (const stack of stacks) {
      const { nodes, flows } = graphOf(stack);
      const told = [
        ...flows.map(({ says }) => says),
        ...nodes.flatMap(({ notes, parts }) => [...notes, ...parts]),
      ];
      const jobs = [
        ...(files.get(stack)?.get("prometheus/prometheus.yml") ?? "").matchAll(/job_name: (\S+)/g),
      ];
      expect(jobs.length).toBeGreaterThan(8);
      for (const [, job = ""] of jobs) expect(told.join("\n")).toMatch(new RegExp(`\\b${job}\\b`));
    }
  });

  it("marks servers and lines that the other side does not have", () => {
    const [old, now] = [graphOf("production"), graphOf("production-large")];
    const root = readXml(standalone(stackPicture(now, { comparedWith: old })));
    const marked = having(root, "data-marks").map((each) => each.attributes["data-node"]);
    expect(marked).toEqual(
      now.nodes.map(({ id }) => id).filter((id) => !old.nodes.some((each) => each.id === id)),
    );
    expect(marked).toContain("thanos-store");
    expect(standalone(stackPicture(now, { comparedWith: now }))).not.toContain("data-marks");
  });

  it("is the same for the same input", () => {
    const again = () => standalone(stackPicture(graphOf("production-large")));
    expect(again()).toBe(again());
  });
});

describe("the reader of markup of these tests", () => {
  it.each([
    "<a>",
    "<a></b>",
    "<a/><b/>",
    '<a b="<"/>',
    "<a>&nope;</a>",
    "<a>&</a>",
    '<a b="1" b="2"/>',
    "<a b=1/>",
    "text",
  ])("rejects %s", (text) => {
    expect(() => readXml(text)).toThrow();
  });
});

/** Points along a path of M, H and C in whole pixels; the picture of a stack is shifted by its key, and so are its boxes. */
function along(d: string): readonly Point[] {
  const points: Point[] = [];
  let at: Point = { x: 0, y: 0 };
  for (const [, command = "", text = ""] of d.matchAll(/([MHC])([^MHC]*)/g)) {
    const [a = 0, b = 0, c = 0, e = 0, f = 0, g = 0] = text.trim().split(/\s+/).map(Number);
    const start = at;
    const steps = Array.from({ length: 40 }, (_, step) => (step + 1) / 40);
    if (command === "M") at = { x: a, y: b };
    if (command === "H") {
      points.push(...steps.map((t) => ({ x: start.x + (a - start.x) * t, y: start.y })));
      at = { x: a, y: start.y };
    }
    if (command === "C") {
      const mix = (t: number, p: number, q: number, r: number, s: number) =>
        (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s;
      points.push(...steps.map((t) => ({ x: mix(t, start.x, a, c, f), y: mix(t, start.y, b, e, g) })));
      at = { x: f, y: g };
    }
  }
  return points;
}
