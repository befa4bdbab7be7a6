import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { measuringPanels } from "../../dashboards/lint/finding";
import { canonicalJson } from "../../dashboards/model/canonical-json";
import { row } from "../../dashboards/model/dashboard";
import { type Surroundings } from "../../dashboards/model/draw-panel";
import { logs, stat, stateTimeline, timeseries, type Panel } from "../../dashboards/model/panel";
import { panelId, panelIds, slug } from "../../dashboards/model/panel-id";
import { draw, render } from "../../dashboards/model/render";
import { cluster, instance, job, oneHost } from "../../dashboards/model/variables";
import { cpuBusy } from "../../signals/host";
import { errorLines, logLines } from "../../signals/logs";
import { networkReceived, networkSent } from "../../signals/network";
import { targetUp } from "../../signals/targets";
import { around, boardOf, define, everyKind, panelOf, words } from "./dashboards-trial";

describe("variables", () => {
  const definition = define(
    [row("Row", stat(cpuBusy, words), stateTimeline(targetUp, { ...words, states: {} }))],
    [cluster, job, instance],
  );

  it("narrow each other in their order", () => {
    expect(draw(definition, around).variables.map((each) => each.query)).toEqual([
      "label_values(up, cluster)",
      'label_values(up{cluster=~"$cluster"}, job)',
      'label_values(up{cluster=~"$cluster", job=~"$job"}, instance)',
    ]);
  });

  it("stand in every query, the job only where the signal has none of its own", () => {
    const [cpu, up] = measuringPanels(boardOf(definition)).map((each) => each.targets[0]?.expr);
    expect(cpu).toContain('{job="node", cluster=~"$cluster", instance=~"$instance", mode=~"idle|iowait"}');
    expect(cpu).toContain("[$__rate_interval]");
    expect(up).toContain('up{cluster=~"$cluster", job=~"$job", instance=~"$instance"}');
  });

  it("with one value are compared as they are, and do not clutter legends", () => {
    const target = panelOf(timeseries([networkReceived, networkSent], words), around, [oneHost("node")])
      .targets[0];
    expect(target?.expr).toContain('instance="$instance"');
    expect(target?.legendFormat).toBe("Network received {{device}}");
  });

  it("are left out of panels that ask past them", () => {
    expect(panelOf(stat(cpuBusy, { ...words, past: ["instance"] })).targets[0]?.expr).not.toContain(
      "$instance",
    );
  });

  it("select log lines by the host that wrote them", () => {
    expect(panelOf(logs(errorLines, words), around, [oneHost("node")]).targets[0]?.expr).toBe(
      '{service_name=~".+", host="$instance"} | detected_level=~"error|critical|fatal"',
    );
  });

  it("that are words look into the lines, or into a label that is in no index", () => {
    const typed = [
      { name: "search", label: "Search", source: "words", multi: false },
      { name: "level", label: "Level", of: "detected_level", source: "words", multi: false },
    ] as const;
    expect(panelOf(logs(logLines, words), around, typed).targets[0]?.expr).toBe(
      '{service_name=~".+"} |~ "(?i)$search" | detected_level=~"(?i).*($level).*"',
    );
  });

  it("bring the data source of logs only where logs are shown", () => {
    const names = (panel: Panel) =>
      boardOf(define([row("Row", panel)])).templating.list.map((each) => each.name);
    expect(names(stat(cpuBusy, words))).toEqual(["datasource", "cluster", "instance"]);
    expect(names(logs(errorLines, words))).toEqual(["datasource", "loki_datasource", "cluster", "instance"]);
  });
});

describe("links", () => {
  const drill = [{ title: "Open", uid: "host", variables: { instance: "instance" } }];
  const url = (surroundings: Surroundings) =>
    panelOf(stat(cpuBusy, { ...words, drill }), surroundings).fieldConfig.defaults.links.map(
      (each) => each.url,
    );

  it("lead to a dashboard for the value's own host, time and data source", () => {
    expect(url(around)).toEqual([
      "/d/host?var-instance=${__field.labels.instance:percentencode}&${datasource:queryparam}&${__url_time_range}",
    ]);
  });

  it("are left out where the dashboard is not there", () => {
    expect(url({ ...around, dashboards: new Map() })).toEqual([]);
  });

  it("are not hidden in the menu of controls", () => {
    expect(render(define([row("Row", stat(cpuBusy, words))]), around).json).not.toContain("inControlsMenu");
  });
});

describe("names and ids", () => {
  it("come from titles", () => {
    expect(slug("Disk space, by mount (%)")).toBe("disk-space-by-mount");
  });

  it("never change: links and alerts hold them", () => {
    expect(panelId("cpu-busy")).toBe(12845723);
  });

  it("are refused when two panels have one, with what to write", () => {
    expect(() =>
      render(define([row("A", stat(cpuBusy, words)), row("B", timeseries(cpuBusy, words))]), around),
    ).toThrow(
      'The dashboard trial has two panels named cpu-busy. Give one of them another title, or an id: { id: "cpu-busy-2" }.',
    );
  });

  it("are refused when two names fall on one id", () => {
    const seen = new Map<number, string>();
    const clash = Array.from({ length: 50_000 }, (_, at) => `panel-${at}`).find((name) => {
      const id = panelId(name);
      const taken = seen.has(id);
      if (!taken) seen.set(id, name);
      return taken;
    });
    if (clash === undefined) throw new Error("no two names with one id among 50000");
    expect(() => panelIds("trial", [seen.get(panelId(clash)) ?? "", clash])).toThrow("get the same id");
  });
});

describe("the file", () => {
  it("has its keys in order, two spaces, and a newline at its end", () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: () => 0, aa: null })).toBe(
      '{\n  "aa": null,\n  "b": [\n    {\n      "d": 1\n    }\n  ]\n}\n',
    );
    const { json } = render(define([row("Row", ...everyKind)]), around);
    expect(json).toBe(canonicalJson(JSON.parse(json)));
  });
});

describe("the Grafana Foundation SDK", () => {
  it("is known to one folder only", () => {
    const root = join(__dirname, "../..");
    const folders = ["dashboards", "signals", "rules", "components", "stacks"];
    const users = folders
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
          (file) => `${folder}/${file}`,
        ),
      )
      .filter(
        (file) =>
          file.endsWith(".ts") && readFileSync(join(root, file), "utf8").includes("grafana-foundation-sdk"),
      );
    expect(users.map((file) => file.split("/").slice(0, -1).join("/"))).toEqual(
      users.map(() => "dashboards/model/grafana"),
    );
    expect(users).not.toEqual([]);
  });
});
