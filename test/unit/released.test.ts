import { describe, expect, it } from "vitest";
import { type StateEntry, unusedData } from "../../cli/released";
import { claims } from "../../platforms/kubernetes/claims";
import { describeFor } from "../../stacks/main";
import { settings as dockerSettings } from "../render/docker-stack";
import { settings, stackOf, variants } from "../render/kubernetes-stack";

const claimType = "kubernetes:core/v1:PersistentVolumeClaim";
const entry = (type: string, name: string, protect = true): StateEntry => ({
  urn: `urn:pulumi:production::observatory::observatory:platform:Kubernetes$${type}::${name}`,
  type,
  protect,
});

/** The state of a variant, as far as claims go. */
const stateOf = (variant: string): StateEntry[] => {
  const of = settings(variants[variant]);
  return stackOf(of).workloads.flatMap((workload) =>
    claims(workload, of).map(({ metadata }) => entry(claimType, metadata.name)),
  );
};
const unused = (state: readonly StateEntry[], variant: string): string[] => {
  const of = settings(variants[variant]);
  return unusedData(state, { settings: of, stack: stackOf(of) }).map(
    ({ urn }) => urn.split("::").at(-1) ?? "",
  );
};

describe("volumes that no server uses any more", () => {
  it("are none while the stack stays as it is, or grows", () => {
    expect(unused(stateOf("small"), "small")).toEqual([]);
    expect(unused(stateOf("medium"), "large")).toEqual([]);
  });

  it("are those of the single Loki and of Grafana, when these keep their data elsewhere", () => {
    expect(unused(stateOf("small"), "medium").sort()).toEqual(["data-grafana-0", "data-loki-0"]);
  });

  it("are of servers only: a namespace is never let go", () => {
    expect(unused([entry("kubernetes:core/v1:Namespace", "old")], "small")).toEqual([]);
  });

  it("are told only where something protects them", () => {
    expect(unused([entry(claimType, "data-old-0", false)], "small")).toEqual([]);
  });

  it("are found on Docker as well", () => {
    const of = dockerSettings({ grafana: { enabled: false } });
    const { stack } = describeFor(of, { root: "/observatory", missing: [] });
    const volumes = ["grafana-data", "prometheus-data"].map((name) =>
      entry("docker:index/volume:Volume", name),
    );
    expect(unusedData(volumes, { settings: of, stack }).map(({ urn }) => urn.split("::").at(-1))).toEqual([
      "grafana-data",
    ]);
  });
});
