/** Dashboards about PostgreSQL that take a server by its instance. */
type Page = "postgres" | "postgres-locks" | "postgres-queries" | "postgres-replication" | "postgres-vacuum";

/** What alerts on PostgreSQL say of themselves, with the page that shows what they are about. */
export function toldOn(page: Page) {
  return {
    team: "database",
    service: "postgres",
    dashboard: { uid: page, variables: ["instance"] },
  } as const;
}
