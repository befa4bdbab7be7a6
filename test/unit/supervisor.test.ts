import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { stackPaths, supervisorSocket } from "../../platforms/local/paths";
import { remove, stopProcess } from "../../platforms/local/supervisor";

const gone = { status: 400, body: '{"error":"no such process"}' };
const ok = { status: 200, body: "{}" };

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A supervisor that gives the prepared answers to changes, one after the other, and is alive. */
async function supervisor(answers: readonly { readonly status: number; readonly body: string }[]) {
  const root = mkdtempSync(join(tmpdir(), "observatory-supervisor-"));
  const paths = stackPaths(root, "local");
  const socket = supervisorSocket(paths.base);
  mkdirSync(dirname(socket), { recursive: true });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.url === "/live") return void response.end("{}");
    const answer = answers[asked.length] ?? ok;
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  ends.push(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(root, { recursive: true, force: true });
  });
  return { paths, asked };
}

describe("a process that ends in the moment in which it is told to end", () => {
  it("is gone, as asked: the rest of the update is asked for again", async () => {
    const { paths, asked } = await supervisor([gone]);
    await remove(paths, "blackbox-exporter");
    expect(asked).toEqual(["POST /project/configuration", "POST /project/configuration"]);
  });

  it("counts as stopped", async () => {
    const { paths, asked } = await supervisor([gone]);
    await stopProcess(paths, "loki");
    expect(asked).toEqual(["PATCH /process/stop/loki"]);
  });

  it("is told if asking again does not help", async () => {
    const { paths } = await supervisor([gone, gone]);
    await expect(remove(paths, "loki")).rejects.toThrow("The supervisor refused POST /project/configuration");
  });

  it("is another matter than a name that the supervisor does not know", async () => {
    const { paths, asked } = await supervisor([{ status: 400, body: '{"error":"no such process: loki"}' }]);
    await expect(remove(paths, "loki")).rejects.toThrow("no such process: loki");
    expect(asked).toHaveLength(1);
  });
});
