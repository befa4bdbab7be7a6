import { stringify } from "yaml";
import { type Source } from "../../review/book/contents";

/** A text that would take over a page that does not escape it. */
export const hostile = `"><img src=x onerror="alert(1)"></script><script>alert(2)</script>'`;

const link = `[open](javascript:alert(3)) ![](https://example.com/x.png) [away](../../etc/passwd) <b onclick=alert(4)>`;

/** A stack whose every text is hostile, names of alerts, dashboards and receivers included. */
export function hostileSource(): Source {
  const name = `../${hostile}`;
  const texts = { summary: hostile, description: `${hostile} ${link}`, dashboard_url: `/d/x${hostile}` };
  const rules = [
    { record: "level:metric:sum", expr: "sum(metric)", labels: {} },
    {
      alert: name,
      expr: `metric{job="${"<script>"}"} > 1`,
      labels: { severity: hostile, team: hostile },
      annotations: texts,
    },
  ];
  const panel = {
    id: 1,
    type: hostile,
    title: hostile,
    description: `${hostile}\n\n${link}`,
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    targets: [{ refId: "A", expr: `{job="${hostile.replaceAll('"', "")}"} |= \`x\``, legendFormat: hostile }],
    fieldConfig: {
      defaults: { unit: hostile, links: [{ title: hostile, url: "javascript:alert(5)" }] },
      overrides: [],
    },
  };
  const board = {
    uid: name,
    title: hostile,
    description: `${hostile} ${link}`,
    links: [{ title: hostile, url: "javascript:alert(6)" }],
    templating: { list: [{ name: hostile, label: hostile, type: "query", query: hostile }] },
    panels: [panel],
  };
  const routing = {
    route: { receiver: hostile, routes: [{ receiver: hostile, matchers: [`team="${"<b>"}"`] }] },
    receivers: [{ name: hostile, webhook_configs: [{ url: hostile }] }],
    inhibit_rules: [
      { name: hostile, source_matchers: [hostile], target_matchers: [hostile], equal: [hostile] },
    ],
  };
  return {
    stack: hostile,
    files: new Map([
      ["prometheus/rules/all.yml", stringify({ groups: [{ name: hostile, interval: "30s", rules }] })],
      ["grafana/dashboards/hostile.json", JSON.stringify(board)],
      ["alertmanager/alertmanager.yml", stringify(routing)],
    ]),
    alerts: {},
    off: new Map([[`off ${hostile}`, hostile]]),
    runbooks: new Map([
      [name, `# ${hostile}\n\n## Meaning\n\n${hostile}\n\n${link}\n\n\`\`\`\n${hostile}\n\`\`\`\n`],
    ]),
    emitters: new Map([["metric", [hostile]]]),
    settings: `# Settings\n\n### ${hostile}\n\n${link}\n\n| a | b |\n| - | - |\n| ${hostile} | x |\n`,
    written: { target: hostile },
  };
}
