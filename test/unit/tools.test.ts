import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { imageOf, versions } from "../../stacks/versions";
import { duration } from "../../tools/build";
import { cachedPath, cacheRoot, checkout } from "../../tools/cache";
import { find } from "../../tools/find";
import { holdLock, tryLock } from "../../tools/lock";
import { program, programs } from "../../tools/programs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "observatory-tools-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pinned = (name: string, module: string): string | undefined =>
  new RegExp(`^\\s*(?:require )?${module.replaceAll(".", "\\.")} (v\\S+)`, "m").exec(
    readFileSync(join(checkout, "tools", program(name).folder, "go.mod"), "utf8"),
  )?.[1];

describe("programs", () => {
  it.each(Object.entries(versions).filter(([, { module }]) => module !== undefined))(
    "%s is pinned to the same version in stacks/versions.ts and in its go.mod",
    (_name, { module, program: executable }) => {
      expect(pinned(executable ?? "", module?.path ?? "")).toBe(module?.version);
    },
  );

  it.each([...programs.keys()])("%s has checksums for all that goes into it", (name) => {
    expect(readFileSync(join(checkout, "tools", program(name).folder, "go.sum"), "utf8")).toMatch(/h1:/);
  });

  it("are images of the same version, but for Alertmanager", () => {
    const differing = Object.entries(versions).filter(([, { module, tag }]) => {
      // Prometheus numbers its modules 0.3xx where its releases are 3.xx.
      const version = module?.version.replace(/^v0\.3(\d\d)\./, "v3.$1.").replace(/^v/, "");
      return module !== undefined && tag?.replace(/^v/, "") !== version;
    });
    expect(differing.map(([name]) => name)).toEqual(["alertmanager"]);
  });

  it("say what to do about a name that nobody knows", () => {
    expect(() => program("promtol")).toThrow("add it to tools/programs.ts");
  });

  it("have images with a tag, and with the digest where it is known", () => {
    expect(imageOf("prometheus")).toBe("quay.io/prometheus/prometheus:v3.14.0");
  });
});

describe("the cache", () => {
  it("lies where the user's caches lie, outside of the checkout", () => {
    expect(cacheRoot({ XDG_CACHE_HOME: "/caches" })).toBe("/caches/observatory");
    expect(cacheRoot({})).toMatch(/\/\.cache\/observatory$/);
  });

  it("tells two pins of one version apart", () => {
    mkdirSync(join(folder, "tools", "prometheus"), { recursive: true });
    writeFileSync(join(folder, "tools", "prometheus", "go.mod"), "one");
    const one = cachedPath(program("prometheus"), folder);
    writeFileSync(join(folder, "tools", "prometheus", "go.mod"), "two");
    expect(cachedPath(program("prometheus"), folder)).not.toBe(one);
  });
});

describe("finding a program", () => {
  const install = (version: string): void => {
    const path = join(folder, "promtool");
    writeFileSync(path, `#!/bin/sh\necho "promtool, version ${version} (branch: HEAD)"\n`);
    chmodSync(path, 0o755);
  };
  const env = () => ({
    PATH: `${folder}:${process.env["PATH"] ?? ""}`,
    XDG_CACHE_HOME: join(folder, "cache"),
  });

  it("takes the pinned version on PATH", () => {
    install(program("promtool").version);
    expect(find("promtool", checkout, env())).toMatchObject({
      origin: "path",
      path: join(folder, "promtool"),
    });
  });

  it("passes over another version on PATH, also one that only begins or ends alike", () => {
    for (const version of ["3.14.01", "13.14.0", "3.13.9"]) {
      install(version);
      expect(find("promtool", checkout, env()).origin).toBe("to build");
    }
  });

  it("passes over a program that does not run", () => {
    writeFileSync(join(folder, "promtool"), "#!/nonexistent\n");
    chmodSync(join(folder, "promtool"), 0o755);
    expect(find("promtool", checkout, env()).origin).toBe("to build");
  });
});

describe("the lock of builds", () => {
  it("is held by one at a time", async () => {
    const lock = join(folder, "lock");
    const release = await holdLock(lock, () => undefined);
    expect(tryLock(lock)).toBe(false);
    release();
    expect(tryLock(lock)).toBe(true);
  });

  it("says that it waits, and goes on when the other has ended", async () => {
    const lock = join(folder, "lock");
    const release = await holdLock(lock, () => undefined);
    let told = 0;
    const second = holdLock(lock, () => {
      told += 1;
      release();
    });
    (await second)();
    expect(told).toBe(1);
  });

  it("of a process that is gone is taken over", () => {
    const lock = join(folder, "lock");
    // Above the kernel's largest process id.
    writeFileSync(lock, "4194305");
    expect(tryLock(lock)).toBe(true);
  });
});

it("durations read as people say them", () => {
  expect([duration(9), duration(60), duration(75), duration(480)]).toEqual([
    "9 s",
    "1 min",
    "1 min 15 s",
    "8 min",
  ]);
});
