import { type Known, lines } from "./settings-example";

/** Mistakes in the services of a cluster. */
export const knownServices: readonly Known[] = [
  {
    name: "services with one name",
    set: [["services.1.name", "cart"]],
    text: "services[0] and services[1] have the same name cart. Give each service a name of its own.",
  },
  {
    name: "service with the name of a job",
    set: [["services.2.name", "node"]],
    text: lines(
      "services[2] is called node, as a job of observatory itself: alerts could not tell the two apart.",
      "Give the service another name.",
    ),
  },
  {
    name: "service without labels",
    set: [["services.4.labels", {}]],
    text: lines(
      "services[4].labels is empty, so that every pod of the namespace would be mail. Write, for",
      "example:",
      "",
      "observatory:services:",
      "  - name: mail",
      "    labels:",
      "      app: mail",
    ),
  },
  {
    name: "label that no pod can have",
    set: [["services.5.labels", { "my app": "news" }]],
    text: lines(
      'services[5].labels has the key "my app", not the name of a Kubernetes label: letters, digits, -,',
      "_ and dots, at most 63, and a domain with a / before it where it has one. Write, for example:",
      "",
      "observatory:services:",
      "  - name: news",
      "    labels:",
      "      app: checkout",
    ),
  },
  {
    name: "port that no container can have",
    set: [["services.6.port", 70000]],
    text: lines(
      "services[6].port is 70000, not a whole number from 1 to 65535 or the name of a port: lower-case",
      "letters, digits and single hyphens, with a letter, at most 15. Write, for example:",
      "",
      "observatory:services:",
      "  - name: users",
      "    port: http",
    ),
  },
  {
    name: "path without a slash",
    set: [["services.7.path", "metrics"]],
    text: lines(
      'services[7].path is "metrics", not the path of a URL: it starts with /, without spaces. Write,',
      "for example:",
      "",
      "observatory:services:",
      "  - name: pay",
      "    path: /internal/metrics",
    ),
  },
];
