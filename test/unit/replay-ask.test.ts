import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { courses } from "../../review/replay/ask";

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

type Form = Readonly<Record<string, string>>;

/** A stand-in for Prometheus that answers each query with what `answer` makes of its form. */
async function prometheus(answer: (form: Form) => readonly [status: number, body: unknown]) {
  const asked: Form[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += String(part)));
    request.on("end", () => {
      const form = Object.fromEntries(new URLSearchParams(text));
      asked.push(form);
      const [status, body] = answer(form);
      response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

const success = (result: unknown) =>
  [200, { status: "success", data: { resultType: "matrix", result } }] as const;

describe("a replay", () => {
  it("asks in parts of at most 11,000 points, and joins the series of all parts", async () => {
    const { url, asked } = await prometheus(({ start }) =>
      success([{ metric: { __name__: "up", instance: "a" }, values: [[Number(start), "0"]] }]),
    );
    const found = await courses(url, "up == 0", { from: 0, to: 15 * 25_000, step: 15 });
    expect(asked.map(({ start, end }) => [Number(start), Number(end)])).toEqual([
      [0, 164_985],
      [165_000, 329_985],
      [330_000, 375_000],
    ]);
    expect(found).toEqual([{ labels: { instance: "a" }, times: [0, 165_000, 330_000] }]);
  });

  it("tells Prometheus' own words where it refuses", async () => {
    const { url } = await prometheus(() => [400, { status: "error", error: "invalid parameter query" }]);
    await expect(courses(url, "up ==", { from: 0, to: 60, step: 15 })).rejects.toThrow(
      "invalid parameter query",
    );
  });

  it("says where something else answers", async () => {
    const { url } = await prometheus(() => [200, "<html>"]);
    await expect(courses(url, "up", { from: 0, to: 60, step: 15 })).rejects.toThrow(
      "answers 200, and not as Prometheus does",
    );
  });
});
