/**
 * A client of PostgreSQL in a process of its own: `sql.ts STATEMENT…` carries out statements, one after the other, and ends
 * with 1 at the first that fails. Without statements it carries out the lines of its standard input, goes on after those
 * that fail, and stays connected until it is ended. Where and as whom: DATABASE_URL, or the variables PGHOST, PGPORT, PGUSER
 * and PGDATABASE.
 */
import { createInterface } from "node:readline";
import { Client } from "pg";

async function main(statements: readonly string[]): Promise<void> {
  const url = process.env["DATABASE_URL"];
  const client = new Client(url === undefined ? {} : { connectionString: url });
  // A server that is stopped at once ends every session.
  client.on("error", () => process.exit(1));
  await client.connect();
  if (statements.length > 0) {
    for (const statement of statements) await client.query(statement);
    await client.end();
    return;
  }
  for await (const line of createInterface({ input: process.stdin }))
    await client.query(line).catch(() => undefined);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
