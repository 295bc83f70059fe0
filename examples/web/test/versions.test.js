// What is on the server: no network, newer versions, packs that cannot be used.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { KEY, PACK, browser, noBrowser, putUp, serve, visitor } from "./place.js";
import { enter, lead } from "./steps.js";

let chromium, up, server;
before(async () => {
  if (noBrowser) return;
  [chromium, up] = [await browser(), putUp()];
  server = await serve(up.folder);
});
after(async () => {
  await chromium?.close();
  await server?.close();
  up?.remove();
});

const text = (page, at) => page.locator(at).innerText();

test("without a network, after the first load", { skip: noBrowser }, async () => {
  const own = putUp();
  const here = await serve(own.folder);
  const { context, page } = await visitor(chromium, here);
  await page.goto(here.url);
  await page.waitForSelector("#offline");
  await here.close();
  await page.reload();
  await page.waitForSelector("#code");
  await enter(page, "011 0x81000008");
  await lead(page);
  await page.reload();
  await page.waitForSelector("#question");
  await context.close();
  own.remove();
});

test("a newer version is offered, and taken as a whole when it is asked for", { skip: noBrowser }, async () => {
  const own = putUp();
  const here = await serve(own.folder);
  const { context, page } = await visitor(chromium, here);
  await page.goto(here.url);
  await page.waitForSelector("#offline");
  writeFileSync(join(own.folder, "contacts.json"), JSON.stringify({ "caora-support-desk": { phone: "00-0000-0000", hours: "9–17" } }));
  own.again();
  await page.reload();
  await page.waitForSelector("#newer button");
  await enter(page, "ZZ99");
  await page.click("#again");
  await page.reload();
  await page.click("#newer button");
  await page.waitForFunction(() => !document.querySelector("#newer") && document.querySelector("#code"));
  await enter(page, "001");
  assert.match(await text(page, "main"), /00-0000-0000/);
  await context.close();
  await here.close();
  own.remove();
});

for (const [name, bytes, wanted] of [
  ["that is something else", Buffer.from("<html>"), /壊れているか、別のファイルです/],
  ["that is cut short", readFileSync(PACK).subarray(0, 9000), /壊れているか、別のファイルです/],
  ["that is not there", undefined, /読み込めません/],
]) {
  test(`a pack ${name} gets a clear message, in both languages`, { skip: noBrowser }, async () => {
    const { context, page } = await visitor(chromium, server);
    if (bytes) writeFileSync(join(up.folder, "broken.shindan"), bytes);
    await page.goto(`${server.url}?pack=${bytes ? "broken" : "missing"}.shindan`);
    await page.waitForSelector("[role=alert]");
    assert.match(await text(page, "[role=alert]"), wanted);
    await page.click('[data-lang="en"]');
    assert.match(await text(page, "[role=alert]"), /knowledge file/);
    await context.close();
  });
}

test("without the engine beside it, the page says so", { skip: noBrowser }, async () => {
  const own = putUp();
  const here = await serve(own.folder);
  for (const name of ["shindan_bg.wasm", "index.js"]) {
    rmSync(join(own.folder, "shindan", name));
    const { context, page } = await visitor(chromium, here);
    await page.goto(here.url);
    await page.waitForSelector("[role=alert]");
    assert.match(await text(page, "[role=alert]"), /プログラムを読み込めません/);
    await context.close();
  }
  await here.close();
  own.remove();
});

test("where a key is asked for, a pack that it did not sign gets a clear message", { skip: noBrowser }, async () => {
  const own = putUp();
  const index = join(own.folder, "index.html");
  const [key] = readFileSync(KEY, "utf8").trim().split("\n").slice(-1);
  writeFileSync(index, readFileSync(index, "utf8").replace('data-key=""', `data-key="${key}"`));
  const here = await serve(own.folder);
  const { context, page } = await visitor(chromium, here);
  await page.goto(here.url);
  await page.waitForSelector("[role=alert]");
  assert.match(await text(page, "[role=alert]"), /署名を確認できません/);
  await context.close();
  await here.close();
  own.remove();
});

test("a pack of another server is refused", { skip: noBrowser }, async () => {
  const { context, page } = await visitor(chromium, server);
  const other = await serve(up.folder);
  await page.goto(`${server.url}?pack=${encodeURIComponent(`${other.url}pack.shindan`)}`);
  await page.waitForSelector("[role=alert]");
  assert.deepEqual(other.asked, []);
  await other.close();
  await context.close();
});
