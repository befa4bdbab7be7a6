import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { extname, join, posix } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { findBrowser, noBrowser } from "../../../tools/browser";

/** Starts a browser without a window. Throws an Error where there is none: nothing is skipped. */
export function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser(process.env);
  if (executablePath === undefined) throw new Error(noBrowser);
  // Only pages that this checkout made are opened. A sandbox needs what containers often do not have.
  return puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** What goes wrong on a page, and what it asks for, as long as it is open. */
export interface Watched {
  readonly page: Page;
  readonly problems: string[];
  readonly requests: string[];
}

export async function openWatched(browser: Browser): Promise<Watched> {
  const page = await browser.newPage();
  const problems: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) problems.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${String(error)}`));
  page.on("requestfailed", (request) => problems.push(`${page.url()}: ${request.url()} failed`));
  page.on("request", (request) => requests.push(request.url()));
  return { page, problems, requests };
}

/** Paths of all pages below a folder. */
export function pagesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => posix.relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
};

/** A static host that has the book below a path, as a forge's pages do. Ends with `close`. */
export async function hostBelow(prefix: string, folder: string): Promise<{ server: Server; url: string }> {
  const known = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix.relative(folder, join(entry.parentPath, entry.name))),
  );
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    const file = path.startsWith(prefix) ? path.slice(prefix.length) : "";
    if (!known.has(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(join(folder, file)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}` };
}
