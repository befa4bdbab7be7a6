/** What the dashboards of PostgreSQL share: the choices at their top, and the words of empty panels. */
import { type Drill } from "../model/panel";
import { type Variable } from "../model/variables";

/** Servers, for pages on which they stand beside each other. */
export const servers: Variable = { name: "instance", label: "Server", job: "postgres", multi: true };

/** One server, for pages that go into detail. */
export const oneServer: Variable = { name: "instance", label: "Server", job: "postgres", multi: false };

/** Databases of a server; panels about the server as a whole are left as they are. */
export const database: Variable = {
  name: "database",
  label: "Database",
  of: "datname",
  metric: "pg_stat_database_xact_commit",
  job: "postgres",
  multi: true,
  inner: true,
};

export const toServer: Drill = {
  title: "Open the server",
  uid: "postgres",
  variables: { instance: "instance" },
};

export const toReplication: Drill = {
  title: "Open its replication",
  uid: "postgres-replication",
  variables: { instance: "instance" },
};

/** What an empty panel means where nothing else explains it. */
export const noData = "No data: the exporter of this server is not scraped, or gets no connection";
export const noStatements = "No data: the extension pg_stat_statements is not in this database";
export const noStandby = "This server is no standby";
export const noFollower = "No standby or subscriber is connected";
export const noSlot = "No replication slots";
export const noTables = "No tables in the database that the exporter is connected to";
