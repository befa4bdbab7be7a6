import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Given } from "../../stacks/mistakes/given";
import { parseSettings } from "../../stacks/parse-settings";
import { catalogue, errorOf, only, textsOf, valid, withMistakes } from "./settings-example";
import { knownClashes } from "./settings-known-clashes";
import { knownForm } from "./settings-known-form";
import { knownSecrets } from "./settings-known-secrets";

const known = [...knownForm, ...knownClashes, ...knownSecrets];

describe("a stack file with one mistake", () => {
  it("starts from one without", () => {
    expect(() => parseSettings(valid)).not.toThrow();
  });

  it.each(known)("$name", (one) => {
    expect(textsOf(withMistakes([one]))).toEqual([one.text]);
  });
});

describe("a stack file with many mistakes", () => {
  it("tells all of them, in the order of the settings", () => {
    const all = textsOf(withMistakes(known));
    expect([...all].sort()).toEqual(known.map(({ text }) => text).sort());
    const first = (start: string) => all.findIndex((text) => text.startsWith(start));
    expect(first("cluster")).toBeLessThan(first("portOffset"));
    expect(first("portOffset")).toBeLessThan(first("hosts[0]"));
    expect(first("hosts[0]")).toBeLessThan(first("hosts[1]"));
    expect(first("dashboards")).toBeLessThan(first("wibble"));
  });

  it("tells any choice of them completely, however the file is ordered", () => {
    const order = textsOf(withMistakes(known));
    fc.assert(
      fc.property(fc.shuffledSubarray([...known], { minLength: 1 }), fc.array(fc.nat()), (some, weights) => {
        const given = withMistakes(some);
        const shuffled = {
          ...given,
          values: reordered(given.values, weights),
          secretKeys: [...given.secretKeys].reverse(),
        };
        const expected = order.filter((text) => some.some((one) => one.text === text));
        expect(textsOf(shuffled)).toEqual(expected);
      }),
    );
  });

  it("numbers them below the name of the file", () => {
    const given: Given = {
      stack: "docker",
      values: { target: "docker", alerts: { HostCpuSaturatd: {} } },
      secretKeys: [],
      catalogue,
    };
    expect(errorOf(given).message).toBe(`stacks/Pulumi.docker.yaml has 2 mistakes.

1. Nobody is told about critical alerts: no receiver is set. Write, for example:

   observatory:receivers:
     oncall:
       kind: webhook
       url: https://alerts.example.com/hook
   observatory:routes:
     critical: [oncall]

   or, if nobody shall be told:

   observatory:routes:
     critical: []

2. alerts.HostCpuSaturatd is not an alert. Did you mean HostCpuSaturated?
`);
  });

  it("counts one in the singular", () => {
    expect(errorOf(only({ gpus: true })).message).toBe(
      "stacks/Pulumi.local.yaml has 1 mistake.\n\n1. gpus is not a setting. Did you mean gpu?\n",
    );
  });
});

/** The same object with its keys in another order. */
function reordered(values: Readonly<Record<string, unknown>>, weights: readonly number[]) {
  const ranked = Object.entries(values).map((entry, index) => ({ entry, rank: weights[index] ?? 0 }));
  return Object.fromEntries(ranked.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry));
}

describe("the target", () => {
  it("has to be set", () => {
    expect(textsOf({ stack: "local", values: {}, secretKeys: [], catalogue })).toEqual([
      "target is missing. Write local, docker, kubernetes or content, for example:\n\nobservatory:target: local",
    ]);
  });

  it("is not called missing when only its namespace is misspelt", () => {
    const given: Given = {
      stack: "a",
      values: {},
      secretKeys: [],
      catalogue,
      otherKeys: ["observatry:target"],
    };
    expect(textsOf(given)).toEqual(["observatry:target belongs to nobody. Did you mean observatory:target?"]);
  });

  it("offers the nearest", () => {
    expect(textsOf(only({ target: "dokcer" }))).toEqual([
      'target is "dokcer", not local, docker, kubernetes or content. Write:\n\nobservatory:target: docker',
    ]);
  });

  it("cannot be local with GPUs", () => {
    expect(textsOf(only({ gpu: true }))).toEqual([
      [
        "gpu is true, but GPUs are watched by the DCGM exporter, which needs the target docker or",
        "kubernetes. Take the line away, or write, for example:",
        "",
        "observatory:target: docker",
      ].join("\n"),
    ]);
  });
});

describe("ports", () => {
  it("end at 65535, the offset included", () => {
    const given = only({ portOffset: 20000, postgres: [{ name: "orders", port: 60000 }] }, ["ordersDsn"]);
    expect(textsOf(given)).toEqual([
      [
        "Port 60000 of the exporter of orders is 80000 with portOffset 20000; ports end at 65535. Write,",
        "for example:",
        "",
        "observatory:postgres:",
        "  - name: orders",
        "    port: 9188",
      ].join("\n"),
    ]);
  });

  it("below 1024 belong to root", () => {
    expect(textsOf(only({ postgres: [{ name: "orders", port: 80 }] }, ["ordersDsn"]))[0]).toContain(
      "postgres[0].port is 80, not a whole number from 1024 to 65535.",
    );
  });

  it("are those of the catalogue where it has some", () => {
    const ports = [{ port: 9999, owner: "collector" }];
    const given = only({ postgres: [{ name: "orders", port: 9999 }] }, ["ordersDsn"]);
    expect(textsOf({ ...given, catalogue: { ...catalogue, ports } })[0]).toContain(
      "Port 9999 is that of collector, and of the exporter of orders too.",
    );
    expect(() => parseSettings(given)).not.toThrow();
  });
});

describe("names", () => {
  it("of databases must not end in one secret", () => {
    const given = only({ postgres: [{ name: "a-1" }, { name: "a1" }] }, ["a1Dsn"]);
    expect(textsOf(given)).toEqual(["Databases a-1 and a1 would share the secret a1Dsn. Rename one."]);
  });

  it("may be those of JavaScript's own properties, and are unknown all the same", () => {
    const given = only({
      constructor: 1,
      prometheus: { toString: 1 },
      alerts: JSON.parse('{"__proto__": {}}') as unknown,
      dashboards: { valueOf: true },
    });
    expect(textsOf(given)).toHaveLength(4);
  });
});

describe("alerts", () => {
  const given = (tuning: unknown) => only({ alerts: { HostCpuSaturated: tuning } });
  /** What is told, on one line: where lines break is another matter. */
  const told = (tuning: unknown) => textsOf(given(tuning)).map((text) => text.replace(/\s+/g, " "));

  it("take only thresholds that their signal can reach", () => {
    expect(told({ threshold: 90 })).toEqual([
      "alerts.HostCpuSaturated.threshold: its threshold 90 is out of reach: CPU busy is a number between 0 and 1; write 0.9 for 90 %.",
    ]);
    expect(textsOf(only({ alerts: { TargetDown: { threshold: 1 } } }))[0]).toMatch(
      /^alerts.TargetDown.threshold is set, but TargetDown has no threshold./,
    );
  });

  it("take only parameters that they have", () => {
    expect(told({ parameters: { flor: 3 } })[0]).toMatch(
      /^alerts.HostCpuSaturated.parameters.flor is not a parameter of HostCpuSaturated./,
    );
  });

  it("take only labels that their series have, in a selector and in exceptions", () => {
    expect(told({ selector: 'instnce!="a"' })[0]).toContain("Did you mean instance?");
    expect(told({ selector: "instance" })[0]).toContain("is not a list of label matchers");
    expect(told({ exceptions: [{ where: { job: "x" }, threshold: 0.5 }] })[0]).toContain(
      "names the label job, by which the series of HostCpuSaturated",
    );
    expect(told({ exceptions: [{ where: { instance: "(" } }] })[0]).toContain("is not a regular expression");
    expect(told({ exceptions: [{ where: {} }] })[0]).toContain("names no label");
    expect(told({ exceptions: [{ where: { instance: "a" }, threshold: 95 }] })[0]).toMatch(
      /^alerts.HostCpuSaturated.exceptions\[0\].threshold/,
    );
    const good = { selector: 'instance!~"ci-.*"', exceptions: [{ where: { instance: "a" }, for: "1h" }] };
    expect(() => parseSettings(given(good))).not.toThrow();
  });

  it("need two scrapes for their time, or none", () => {
    expect(told({ for: "20s" })[0]).toContain("shorter than 30s");
    expect(told({ exceptions: [{ where: { instance: "a" }, for: "20s" }] })[0]).toMatch(
      /^alerts.HostCpuSaturated.exceptions\[0\].for is 20s/,
    );
    expect(() => parseSettings(given({ for: "0s" }))).not.toThrow();
  });
});

describe("a value that could be a secret", () => {
  it.each(["ghp_0123456789abcdefghij", "550e8400-e29b-41d4-a716-446655440000"])(
    "is not repeated: %s",
    (value) => {
      const [text] = textsOf(only({ scrapeInterval: value }));
      expect(text).toContain(`scrapeInterval is a text of ${value.length} characters, not a duration`);
      expect(text).not.toContain(value);
    },
  );
});
