// Serves folders to the browser of the tests, and starts it.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm", ".json": "application/json", ".tsv": "text/plain; charset=utf-8",
};

/** Serves `folders`, `{ "/pkg/": directory }`, and `texts`, `{ "/page.html": text }`. */
export function serve(folders, texts = {}) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://here").pathname));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    if (texts[path] !== undefined) return response.writeHead(200, { "content-type": type }).end(texts[path]);
    const under = Object.keys(folders).find((start) => path.startsWith(start));
    const file = under && join(folders[under], path.slice(under.length));
    if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end("not here");
    response.writeHead(200, { "content-type": type });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () =>
    resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })));
}

const CHROMIUM = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
export const noBrowser = CHROMIUM ? false : "no Chromium here; install it, or name it in CHROMIUM";

export function browser() {
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
}
