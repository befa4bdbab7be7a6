import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { client, type DemoProcess, spawnDemo, until } from "./demo-service";

// A process takes its time to start on a busy machine; nothing here is measured.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const started: DemoProcess[] = [];
const spawn = (env: Record<string, string>): DemoProcess => {
  const demo = spawnDemo(env);
  started.push(demo);
  return demo;
};
afterEach(async () => {
  for (const { process: child, ended } of started.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
});

const logOf = (demo: DemoProcess) =>
  demo
    .stdout()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("the demo service as a process", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "ends with 0 on %s, and finishes requests first",
    async (signal) => {
      const demo = spawn({ PORT: "0" });
      const { url, get, post, scrape } = client(await demo.url);
      await post("/faults", { slowSeconds: 2 });
      const slow = get("/orders");
      await until(
        async () => (await scrape()).value("http_requests_in_flight"),
        (count) => count === 1,
      );
      demo.process.kill(signal);
      await until(
        () => demo.stdout(),
        (text) => text.includes('"msg":"stopping"'),
      );
      await expect(fetch(`${url}/health`)).rejects.toThrow();
      const answer = await slow;
      expect(answer.status).toBe(200);
      expect(answer.headers.get("connection")).toBe("close");
      expect(await demo.ended).toBe(0);
      expect(logOf(demo).at(-1)).toMatchObject({ level: "info", msg: "stopped" });
      expect(demo.stderr()).toBe("");
    },
  );

  it("finishes accepted tasks before it ends", async () => {
    const demo = spawn({ PORT: "0" });
    const { post } = client(await demo.url);
    for (let n = 0; n < 10; n += 1) await post("/tasks", { task: "report" });
    demo.process.kill("SIGTERM");
    expect(await demo.ended).toBe(0);
    expect(logOf(demo).filter(({ msg }) => msg === "task completed")).toHaveLength(10);
  });

  it("refuses a wrong environment with one error and exit 1, without starting", async () => {
    const demo = spawn({ PORT: "eighty", DEMO_TRAFFIC: "yes" });
    expect(await demo.ended).toBe(1);
    expect(demo.stdout()).toBe("");
    expect(demo.stderr()).toBe(
      'PORT is "eighty". Write a whole number from 0 to 65535, for example PORT=8088.\n' +
        'DEMO_TRAFFIC is "yes". Write DEMO_TRAFFIC=true or DEMO_TRAFFIC=false.\n',
    );
  });

  it("says that its port is taken, and exits 1", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const demo = spawn({ PORT: String(port) });
    expect(await demo.ended).toBe(1);
    expect(demo.stderr()).toBe(
      `Port ${port} of 127.0.0.1 is taken. Set PORT to a free one, for example PORT=${port + 1}.\n`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it("says that its address is none of this machine's, and exits 1", async () => {
    const demo = spawn({ HOST: "192.0.2.1", PORT: "0" });
    expect(await demo.ended).toBe(1);
    expect(demo.stderr()).toBe(
      "192.0.2.1 is no address of this machine. Set HOST, for example HOST=127.0.0.1.\n",
    );
  });

  it("goes on when the reader of its log goes away", async () => {
    const demo = spawn({ PORT: "0" });
    const { get } = client(await demo.url);
    demo.process.stdout?.destroy();
    for (let n = 0; n < 5; n += 1) expect((await get("/orders")).status).toBe(200);
    demo.process.kill("SIGTERM");
    expect(await demo.ended).toBe(0);
  });

  it("sends itself no traffic unless told", async () => {
    const demo = spawn({ PORT: "0" });
    const { scrape } = client(await demo.url);
    expect((await scrape()).value("http_requests_total")).toBe(0);
    expect(logOf(demo)).toHaveLength(1);
  });

  it("sends itself traffic of every kind when told, and ends in order", async () => {
    const demo = spawn({ PORT: "0", DEMO_TRAFFIC: "true", HOST: "0.0.0.0" });
    const { scrape } = client(await demo.url);
    const exposition = await until(scrape, ({ value }) => value("app_tasks_total") >= 2);
    expect(exposition.value("app_users_active")).toBe(1);
    expect(exposition.value("app_processing_total", { result: "success" })).toBeGreaterThan(0);
    expect(exposition.value("http_requests_total", { route: "/orders", status: "200" })).toBeGreaterThan(0);
    expect(exposition.value("http_requests_in_flight")).toBeLessThanOrEqual(1);
    demo.process.kill("SIGTERM");
    expect(await demo.ended).toBe(0);
    expect(demo.stdout()).not.toContain("own traffic failed");
  });
});
