// Every view, light and dark, in both languages: no violation of accessibility rules. With SHOTS=FOLDER, pictures of each to look at.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, noBrowser, putUp, serve, visitor } from "./place.js";
import { NEVER, enter, lead, reply, walk } from "./steps.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.SHOTS;

let chromium, up, server;
before(async () => {
  if (noBrowser) return;
  if (shots) mkdirSync(shots, { recursive: true });
  [chromium, up] = [await browser(), putUp()];
  writeFileSync(join(up.folder, "broken.shindan"), "nothing");
  server = await serve(up.folder);
});
after(async () => {
  await chromium?.close();
  await server?.close();
  up?.remove();
});

const unfold = (page) => page.locator("details:not([open])").evaluateAll((all) => all.forEach((one) => { one.open = true; }));

/** Each view, and how to get there from the one before. */
const VIEWS = {
  start: unfold,
  unknown: (page) => enter(page, "ZZ99"),
  symptom: async (page) => {
    await page.click("#again");
    await enter(page, "リモートデスクトップで見ているときだけエラーになる");
  },
  "several-meanings": async (page) => {
    await page.click("#again");
    await enter(page, "0x81000008");
  },
  "code-alone": async (page) => {
    await page.click("#again");
    await enter(page, "FUJ906");
  },
  "two-codes": async (page) => {
    await page.click("#again");
    await enter(page, "011 0x81000008 FUJIP55");
  },
  answer: async (page) => {
    await page.click("#again");
    await enter(page, "015 0x04000013");
    await unfold(page);
  },
  tree: async (page) => {
    await page.click("#tree");
    await page.click("summary");
  },
  turn: async (page) => {
    await page.click("#to-answer");
    await lead(page);
    await unfold(page);
  },
  confirm: (page) => walk(page, NEVER, '[data-reply="proceed"]'),
  asked: (page) => reply(page, "proceed"),
  record: async (page) => {
    await page.click("#confirm-no");
    await page.click("#stop-here");
  },
  end: async (page) => {
    await page.click("#continue");
    await page.waitForSelector("#question");
    await walk(page, NEVER);
  },
  failed: async (page) => {
    await page.goto(`${server.url}?pack=broken.shindan`);
    await page.waitForSelector("[role=alert]");
  },
};

/** A picture of the printed page. */
async function paper(page, name) {
  const size = page.viewportSize();
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 700, height: 1000 });
  await page.screenshot({ path: join(shots, name), fullPage: true });
  await page.setViewportSize(size);
  await page.emulateMedia({ media: "screen" });
}

for (const colorScheme of ["light", "dark"]) {
  for (const [lang, locale] of [["ja", "ja-JP"], ["en", "en-GB"]]) {
    for (const [size, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } })) {
      test(`${size}, ${colorScheme}, ${lang}: every view can be used by everybody`, { skip: noBrowser }, async () => {
        const { context, page } = await visitor(chromium, server, { colorScheme, locale, viewport });
        await page.goto(server.url);
        await page.waitForSelector("#code");
        assert.equal(await page.getAttribute("html", "lang"), lang);
        for (const [name, reach] of Object.entries(VIEWS)) {
          await reach(page);
          if (shots) await page.screenshot({ path: join(shots, `${size}-${colorScheme}-${lang}-${name}.png`), fullPage: name !== "asked" });
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} is wider than the screen`);
          assert.doesNotMatch(await page.locator("body").innerText(), /\[object |undefined|null|NaN/, name);
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
          assert.deepEqual(violations.map(({ id, nodes }) => [name, id, nodes.map(({ html, failureSummary }) => [html.slice(0, 120), failureSummary])]), []);
          if (shots && ["answer", "tree", "record", "end"].includes(name) && size === "phone") await paper(page, `paper-${colorScheme}-${lang}-${name}.png`);
        }
        await context.close();
      });
    }
  }
}
