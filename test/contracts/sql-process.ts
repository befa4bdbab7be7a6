import { join } from "node:path";
import { checkout } from "../../tools/cache";

/** Program and first arguments of the client in sql.ts. */
export const sqlProgram = process.execPath;
export const sqlArguments: readonly string[] = [
  "--import",
  join(checkout, "node_modules", "tsx", "dist", "loader.mjs"),
  join(__dirname, "sql.ts"),
];
