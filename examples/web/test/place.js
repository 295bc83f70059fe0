// Puts the page up in a folder of its own, serves it, and starts a browser for it.
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
  ".wasm": "application/wasm", ".json": "application/json", ".webmanifest": "application/manifest+json" };
export const PACK = at("../../../tests/conformance/packs/caora.shindan");
export const KEY = at("../../../tests/fixtures/pack/base.pub");
export const PACKAGE = process.env.SHINDAN_PACKAGE ?? at("../../../bindings/wasm/pkg");

/** A folder with the page in it, and what puts it up again with another pack. */
export function putUp() {
  const folder = mkdtempSync(join(tmpdir(), "shindan-page-"));
  const again = (pack = PACK) => execFileSync("node", [at("../put-up.mjs"), folder, pack, PACKAGE], { encoding: "utf8" });
  again();
  return { folder, again, remove: () => rmSync(folder, { recursive: true }) };
}

export function serve(folder) {
  const asked = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://here");
    asked.push(pathname);
    const path = normalize(decodeURIComponent(pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end("not here");
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({
    url: `http://127.0.0.1:${server.address().port}/`, asked,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  })));
}

const CHROMIUM = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
export const noBrowser = CHROMIUM ? false : "no Chromium here; install it, or name it in CHROMIUM";

export function browser() {
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
}

/** A page of a new visitor, that fails on anything that the browser complains about and on any request that leaves the server. */
export async function visitor(chromium, server, options = {}) {
  const context = await chromium.newContext({ locale: "ja-JP", viewport: { width: 390, height: 844 }, serviceWorkers: "allow", ...options });
  context.setDefaultTimeout(15000);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`${error}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  context.on("request", (request) => !request.url().startsWith(server.url) && !request.url().startsWith("data:") && complaints.push(`asked ${request.url()}`));
  return { context, page, complaints };
}
