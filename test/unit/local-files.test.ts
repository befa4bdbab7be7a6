import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changedFiles, readTree, writeTree } from "../../platforms/local/files";
import { lastLines, metricValue } from "../../platforms/local/health";
import { isFree, listener } from "../../platforms/local/listeners";
import { stackPaths, supervisorSocket } from "../../platforms/local/paths";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "observatory-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a server's files", () => {
  const names = fc.constantFrom("a.yml", "b.yml", "rules/a.yml", "rules/b.yml", "deep/er/c.json");
  const trees = fc.dictionary(names, fc.string(), { maxKeys: 5 });

  it("are exactly those that are stated, whatever lay there", () => {
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        writeTree(folder, before, 0o600);
        const changed = writeTree(folder, after, 0o600);
        expect(readTree(folder)).toEqual(after);
        expect(changed).toEqual(changedFiles(before, after));
        expect(writeTree(folder, after, 0o600)).toEqual([]);
        writeTree(folder, {}, 0o600);
      }),
    );
  });

  it("are readable to their owner alone, and no half-written one is left", () => {
    writeTree(folder, { secret: "x" }, 0o600);
    expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["secret"]);
  });
});

describe("paths", () => {
  it("of two checkouts have nothing in common", () => {
    expect(stackPaths("/one", "local").base).not.toBe(stackPaths("/two", "local").base);
    expect(supervisorSocket("/one/.observatory/local")).not.toBe(supervisorSocket("/two/.observatory/local"));
  });

  it("of sockets stay within what the kernel takes, however deep the checkout lies", () => {
    const deep = `/${"very-long-folder-name/".repeat(10)}.observatory/local`;
    expect(Buffer.byteLength(supervisorSocket(deep))).toBeLessThan(108);
    expect(supervisorSocket(deep)).not.toBe(supervisorSocket(`${deep}2`));
  });
});

describe("ports", () => {
  it("are told to be taken, and by whom", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await isFree("127.0.0.1", port)).toBe(false);
    expect(listener(port)).toContain(`(pid ${process.pid})`);
    await new Promise((resolve) => server.close(resolve));
    expect(await isFree("127.0.0.1", port)).toBe(true);
    expect(listener(port)).toBeUndefined();
  });
});

describe("reading what a server says", () => {
  it("takes the last lines of its log, without empty ones", () => {
    const log = join(folder, "log");
    writeFileSync(log, `${Array.from({ length: 5000 }, (_, index) => `line ${index}`).join("\n")}\n\n`);
    expect(lastLines(log, 2)).toEqual(["line 4998", "line 4999"]);
    expect(lastLines(join(folder, "none"), 2)).toEqual([]);
  });

  it("finds a metric by its whole name", () => {
    const text = "# HELP a b\nup_time 1\nup 1.7e+09\n";
    expect(metricValue(text, "up")).toBe(1.7e9);
    expect(metricValue(text, "down")).toBeUndefined();
  });
});
