import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkout } from "../../tools/cache";

const files = readdirSync(join(checkout, "stacks")).filter((name) => /^Pulumi\..+\.yaml$/.test(name));

it("stack files are there", () => {
  expect(files).toEqual([
    "Pulumi.content.yaml",
    "Pulumi.docker.yaml",
    "Pulumi.local.yaml",
    "Pulumi.production.yaml",
  ]);
});

it.each(files)("%s carries no salt of somebody's passphrase: nobody else could open it", (name) => {
  expect(readFileSync(join(checkout, "stacks", name), "utf8")).not.toMatch(/^encryptionsalt:/m);
});

it.each(files)("%s holds no secret: nobody else could decrypt it", (name) => {
  expect(readFileSync(join(checkout, "stacks", name), "utf8")).not.toMatch(/secure:/);
});
