import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cadvisor } from "../../components/cadvisor";
import { countersFile, type DcgmCounter, dcgmCounters } from "../../components/dcgm-counters";
import { dcgmExporter } from "../../components/dcgm-exporter";
import { dockerSocketProxy, pathPattern, readableByCadvisor } from "../../components/docker-socket-proxy";
import { dockerSite } from "../../platforms/docker";
import { settings, workloads } from "./docker-stack";

const site = dockerSite(settings());
const container = "0".repeat(56) + "89abcdef";

describe("docker-socket-proxy", () => {
  // The proxy puts ^ and $ around the pattern itself.
  const allows = (method: "GET" | "HEAD", path: string) =>
    new RegExp(`^${pathPattern(readableByCadvisor[method])}$`).test(path);

  it.each([
    "/_ping",
    "/version",
    "/info",
    "/v1.52/info",
    "/v1.44/version",
    `/v1.52/containers/${container}/json`,
  ])("lets cAdvisor read %s", (path) => {
    expect(allows("GET", path)).toBe(true);
  });

  it.each([
    "/containers/json",
    "/v1.52/containers/json",
    `/containers/${container}/logs`,
    `/containers/${container}/archive`,
    `/containers/${container}/json/../start`,
    `/containers/${container}/export`,
    "/containers/observatory/json",
    "/images/json",
    "/secrets",
    "/swarm",
    "/events",
    "/v1.52/v1.52/info",
    "/info/",
    "/x/info",
    "/",
  ])("refuses %s", (path) => {
    expect(allows("GET", path)).toBe(false);
  });

  it("allows no other method: nothing can be started, changed or deleted", () => {
    const { args } = dockerSocketProxy(settings(), site).workload;
    const methods = args.flatMap((arg) => /^-allow([A-Z]+)=/.exec(arg)?.[1] ?? []);
    expect(methods).toEqual(["GET", "HEAD"]);
    expect(args.filter((arg) => arg.includes("=.*"))).toEqual([]);
  });

  it("answers cAdvisor alone, and its own health check", () => {
    const { args } = dockerSocketProxy(settings(), site).workload;
    expect(args).toContain("-allowfrom=cadvisor");
    expect(args).toContain("-allowhealthcheck");
  });
});

describe("cAdvisor", () => {
  const { workload, scrape } = cadvisor(settings(), site);

  it("asks Docker through the proxy, after it is there", () => {
    expect(workload.args).toContain("--docker=tcp://docker-socket-proxy:2375");
    expect(workload.after).toEqual(["docker-socket-proxy"]);
  });

  it("measures as often as it is scraped", () => {
    expect(cadvisor(settings({ scrapeInterval: "1m" }), site).workload.args).toContain(
      "--housekeeping_interval=60000ms",
    );
  });

  it("keeps the labels and the environment of other people's containers to itself", () => {
    expect(workload.args).toContain("--store_container_labels=false");
  });

  it("is scraped under the name of its host", () => {
    expect(scrape).toEqual([{ job: "cadvisor", port: "http", instance: "gpu-1" }]);
  });
});

describe("dcgm-exporter", () => {
  const known = new Map(
    readFileSync(join(__dirname, "..", "contracts", "dcgm-fields.tsv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.split("\t") as [string, string]),
  );
  const counters: readonly DcgmCounter[] = Object.values(dcgmCounters).flat();

  it("asks only for fields that the exporter knows, with the type that they have", () => {
    const wrong = counters.filter(({ field, type }) => known.get(field) !== type);
    expect(wrong).toEqual([]);
  });

  it("asks for each field once", () => {
    expect(new Set(counters.map(({ field }) => field)).size).toBe(counters.length);
  });

  it.each([
    ["XID errors in a window", "DCGM_EXP_XID_ERRORS_COUNT"],
    ["corrected ECC errors", "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL"],
    ["uncorrectable ECC errors", "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL"],
    ["throttling for heat", "DCGM_FI_DEV_THERMAL_VIOLATION"],
    ["throttling for power", "DCGM_FI_DEV_POWER_VIOLATION"],
    ["NVLink errors", "DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL"],
    ["NVLink traffic", "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL"],
    ["SM activity", "DCGM_FI_PROF_SM_ACTIVE"],
    ["remapped rows", "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS"],
    ["PCIe replays", "DCGM_FI_DEV_PCIE_REPLAY_COUNTER"],
    ["energy", "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION"],
  ])("asks for %s", (_, field) => {
    expect(counters.map((counter) => counter.field)).toContain(field);
  });

  it("writes three fields a line, as the exporter wants them, and comments", () => {
    const lines = countersFile(dcgmCounters)
      .split("\n")
      .filter((line) => line !== "");
    const fields = lines.filter((line) => !line.startsWith("#"));
    expect(fields).toHaveLength(counters.length);
    expect(fields.filter((line) => !/^DCGM_[A-Z0-9_]+, (counter|gauge|label), [^,"]+$/.test(line))).toEqual(
      [],
    );
  });

  it("refuses a help text that would need escaping", () => {
    const subject = { x: [{ field: "DCGM_X", type: "gauge", help: "one, two" } as const] };
    expect(() => countersFile(subject)).toThrow(
      "the help of DCGM_X has a comma, quote or line break; write it without",
    );
  });

  it("reads that file and no other", () => {
    const { args, files = [] } = dcgmExporter(settings(), site).workload;
    expect(args).toContain("--collectors=/etc/observatory/counters.csv");
    expect(files.map(({ name }) => name)).toEqual(["counters.csv"]);
  });

  it("runs on hosts with GPUs only", () => {
    const names = (gpu: boolean) => workloads(settings({ gpu })).map(({ name }) => name);
    expect(names(true)).toContain("dcgm-exporter");
    expect(names(false)).not.toContain("dcgm-exporter");
  });
});
