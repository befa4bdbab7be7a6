import { describe, expect, it } from "vitest";
import { type ConfigFile } from "../../platforms/workload";
import { filesIn, mapsOf, withFiles } from "./kubernetes-files";
import { podsNamed, podsOf, variantStack } from "./kubernetes-pods";

describe("files that take much room", () => {
  const stack = variantStack("small");
  const large = (count: number, kibibytes: number): ConfigFile[] =>
    Array.from({ length: count }, (_, index) => ({
      name: `dashboards/large-${index}.json`,
      content: "x".repeat(kibibytes * 1024),
      onChange: "watched",
    }));

  it.each([
    [1, 500],
    [9, 400],
    [400, 20],
  ])("%i of %i KiB are spread over as many maps as they need, and all are seen", (count, kibibytes) => {
    const objects = withFiles(stack, "grafana", (files) => [...files, ...large(count, kibibytes)]);
    const maps = mapsOf(objects);
    for (const { data } of maps) expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(1024 * 1024);
    const seen = filesIn(podsNamed(podsOf(objects), "grafana"), maps);
    for (const { name, content } of large(count, kibibytes))
      expect(seen.get(`/etc/observatory/${name}`)?.length).toBe(content.length);
    const parts = maps.filter(({ metadata }) => /^grafana-dashboards-\d+$/.test(metadata.name)).length;
    expect(Math.log2(Math.max(1, parts)) % 1).toBe(0);
  });

  it("more than a map holds are refused by name", () => {
    const [file] = large(1, 701);
    expect(() =>
      withFiles(stack, "grafana", (files) => [...files, ...(file === undefined ? [] : [file])]),
    ).toThrow(
      "grafana: dashboards/large-0.json has 717824 bytes, and a ConfigMap holds 716800; make it smaller",
    );
  });

  it("and that restart a server are refused where they are too large together", () => {
    const two = large(2, 600).map((file): ConfigFile => ({ ...file, onChange: "restart" }));
    expect(() => withFiles(stack, "grafana", (files) => [...files, ...two])).toThrow(
      /^grafana: the files that it reads at its start have \d+ bytes together, and a ConfigMap holds 716800; make them smaller$/,
    );
  });
});

describe("files that no ConfigMap can tell apart or hold", () => {
  const stack = variantStack("small");
  const grafana =
    (...files: readonly ConfigFile[]) =>
    () =>
      withFiles(stack, "grafana", () => files);
  const file = (name: string, onChange: ConfigFile["onChange"]): ConfigFile => ({
    name,
    content: "x",
    onChange,
  });

  it("are refused: two of one key", () => {
    expect(grafana(file("a/b.yml", "restart"), file("a.b.yml", "restart"))).toThrow(
      "grafana: two files would have the same key in a ConfigMap; rename one of them",
    );
  });

  it("are refused: folders in a folder that the running server takes up", () => {
    expect(grafana(file("dashboards/hosts/one.json", "watched"))).toThrow(
      "grafana: dashboards/hosts/one.json is taken up while the server runs; put it one folder deep at most",
    );
  });
});
