import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseExposition } from "./demo-exposition";
import { normalise } from "./demo-normalise";
import { client, type Client, type DemoProcess, spawnDemo, until } from "./demo-service";

const root = path.resolve(__dirname, "../..");
const contractFile = path.join(root, "test/contracts/demo.prom");
const doc = readFileSync(path.join(root, "docs/metric-contract.md"), "utf8");

let demo: DemoProcess;
let exposition: string;

/** Every business route, with every status that a client can bring about at will. */
async function callEverything({ url, get, post }: Client): Promise<void> {
  const { json } = await post("/login", { user: "user-1" });
  const bearer = { authorization: `Bearer ${String(json["token"])}` };
  await post("/login", { user: "nobody" });
  await post("/login", {});
  await get("/orders", bearer);
  await get("/orders?x=1");
  await fetch(`${url}/orders`, { method: "HEAD" });
  await fetch(`${url}/orders`, { method: "DELETE" });
  await post("/orders", { item: "pen", quantity: 1 }, bearer);
  await post("/orders", { item: "pen", quantity: 0 });
  await post("/orders", { padding: " ".repeat(70_000) });
  await fetch(`${url}/orders`, { method: "POST", body: "{}" });
  await get("/orders/1");
  await get("/orders/none");
  for (const task of ["email", "import", "report"]) await post("/tasks", { task });
  await post("/tasks", { task: "none" });
  await post("/logout", undefined, bearer);
  await post("/logout", undefined, bearer);
  await get("/nowhere");
}

beforeAll(async () => {
  demo = spawnDemo({ PORT: "0" });
  const calls = client(await demo.url);
  await callEverything(calls);
  // Series of garbage collection are there after the first collection of each kind.
  await calls.post("/faults", { leakBytesPerRequest: 16 * 1024 * 1024 });
  const kinds = async () => {
    for (let n = 0; n < 10; n += 1) await calls.get("/orders");
    const { value } = await calls.scrape();
    return ["major", "minor"].map((kind) => value("nodejs_gc_duration_seconds_count", { kind }));
  };
  await until(kinds, (counts) => counts.every((count) => count > 0));
  exposition = await (await fetch(`${calls.url}/metrics`)).text();
}, 60_000);

afterAll(async () => {
  demo.process.kill("SIGTERM");
  await demo.ended;
});

describe("the metric contract", () => {
  // process_* needs /proc; `npx vitest run test/unit/demo-contract.test.ts -u` writes the file anew.
  it.runIf(process.platform === "linux")("is what the running service exposes", async () => {
    await expect(normalise(exposition)).toMatchFileSnapshot(contractFile);
  });

  it("follows the naming rules of Prometheus", () => {
    const { types } = parseExposition(exposition);
    const ours = Object.entries(types).filter(([name]) => /^(http|app)_/.test(name));
    expect(ours.length).toBeGreaterThan(10);
    for (const [name, type] of ours) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect([name, name.endsWith("_total")]).toEqual([name, type === "counter"]);
      if (type === "histogram") expect(name).toMatch(/_(seconds|bytes)$/);
      expect(name).not.toMatch(/milliseconds|_ms\b|minutes|kilobytes|percent/);
    }
  });

  it("is documented metric by metric, with each label, and documents nothing that is not there", () => {
    const { types, samples } = parseExposition(exposition);
    const ours = Object.keys(types).filter((name) => /^(http|app)_/.test(name));
    const documented = [...doc.matchAll(/^\| `((?:http|app)_\w+)` +\| (\w+) +\| [^|]*\| ([^|]*)\|/gm)];
    expect(documented.map(([, name]) => name).sort()).toEqual([...ours].sort());
    for (const [, name = "", type, labels = ""] of documented) {
      expect([name, type]).toEqual([name, types[name]]);
      const own = samples.filter((sample) => sample.name.replace(/_(bucket|sum|count)$/, "") === name);
      const used = new Set(own.flatMap((sample) => Object.keys(sample.labels)).filter((key) => key !== "le"));
      expect([name, [...labels.matchAll(/`(\w+)`/g)].map(([, key]) => key).sort()]).toEqual([
        name,
        [...used].sort(),
      ]);
    }
  });

  it("shows code that is the demo's own", () => {
    const blocks = [...doc.matchAll(/^```ts services\/demo\/([\w-]+\.ts)\n([\s\S]*?)^```$/gm)];
    expect(blocks.length).toBeGreaterThan(1);
    for (const [, file = "", code = ""] of blocks) {
      const source = readFileSync(path.join(root, "services/demo", file), "utf8");
      // An ellipsis stands for lines left out; the page indents on its own.
      const flat = (text: string): string => text.replace(/^\s+/gm, "");
      for (const part of code.split(/^\s*\/\/ …\n/m)) expect(flat(source)).toContain(flat(part));
    }
  });
});
