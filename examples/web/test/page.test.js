// The page as people use it, in a real browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, noBrowser, putUp, serve, visitor } from "./place.js";
import { NEVER, enter, lead, reply, walk } from "./steps.js";

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

/** A test with a visitor of its own, that ends without a complaint of the browser. */
function visits(name, work, options) {
  test(name, { skip: noBrowser }, async () => {
    const { context, page, complaints } = await visitor(chromium, server, options);
    try {
      await page.goto(server.url);
      await page.waitForSelector("#code");
      await work(page, context, complaints);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });
}

const text = (page, at) => page.locator(at).innerText();

visits("001 to the end by clicking: everything safe comes first, then whom to call", async (page) => {
  await enter(page, "001");
  assert.match(await text(page, "#match"), /詳細コードがまだわかりません/);
  await lead(page);
  const shown = await walk(page, NEVER);
  assert.ok(shown.length >= 8, `${shown.length} steps`);
  assert.ok(shown.findIndex((one) => one.includes("業務が一時止まる")) > shown.findIndex((one) => one.includes("汚れを取り除きます")));
  assert.equal(await text(page, "h1"), "引き継いでください");
  assert.match(await text(page, ".contacts"), /Caoraサポートデスク/);
  assert.match(await text(page, ".source"), /1ページ.*caora 0\.1\.0 \(493efebb5690\)/);
});

visits("011 with 0x81000008 to the end: what is above the role becomes whom to call", async (page) => {
  await enter(page, "０１１　０ｘ８１０００００８");
  assert.equal(await text(page, ".codes"), "011 0x81000008");
  assert.match(await text(page, "#match"), /全角・半角の違い/);
  assert.match(await text(page, "main"), /件の手順は、システム担当者に連絡してください/);
  assert.doesNotMatch(await text(page, "main"), /IPv4を使用しないようにネットワーク設定を変更/);
  await lead(page);
  await walk(page, NEVER);
  assert.equal(await text(page, "h1"), "引き継いでください");
  assert.match(await page.inputValue("#record"), /011 0x81000008/);
});

visits("FUJ905 with 0x02000001 by keyboard alone, and solved", async (page) => {
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.dataset.reply || document.activeElement.className);
  const tabTo = async (wanted) => {
    for (let pressed = 0; pressed < 60; pressed++) {
      await page.keyboard.press("Tab");
      if ((await focused()).split(" ").includes(wanted)) return;
    }
    assert.fail(`${wanted} cannot be reached by Tab`);
  };
  assert.equal(await focused(), "code");
  await page.keyboard.type("FUJ905 0x02000001");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-view=answer] h1");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  await tabTo("lead");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#question");
  assert.equal(await focused(), "question");
  assert.match(await text(page, "#live"), /手順1/);
  await tabTo("no");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
  assert.equal(outline, "4px");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.querySelector("#live").textContent.includes("手順2"));
  assert.equal(await focused(), "question");
  await tabTo("fixed");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".outcome.resolved");
  assert.equal(await page.locator("#resume-code").count(), 0);
});

visits("what cannot be undone is shown in full and asked, and may be refused", async (page) => {
  await enter(page, "015 0x04000013");
  assert.match(await page.locator(".caution.loud").first().innerText(), /照合番号B/);
  await lead(page);
  await walk(page, NEVER, '[data-reply="proceed"]');
  await reply(page, "proceed");
  assert.match(await text(page, "#confirm-text"), /残り回数が1回減ります/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "confirm-no");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog").count(), 0);
  await reply(page, "proceed");
  await page.click("#confirm-no");
  assert.equal(await page.locator('[data-reply="proceed"]').count(), 1);
  await reply(page, "proceed");
  await page.click("#confirm-yes");
  await page.waitForFunction(() => !document.querySelector('[data-reply="proceed"]'));
});

visits("back, another code, another role and language, a reload", async (page) => {
  await enter(page, "FUJ905 0x02000001");
  await lead(page);
  const first = await text(page, "#question");
  assert.ok(await page.locator("#back").isDisabled());
  await reply(page, "no");
  await page.click("#back");
  assert.equal(await text(page, "#question"), first);
  await page.click('[data-lang="en"]');
  assert.match(await text(page, "#question"), /Remote Desktop/);
  await page.selectOption("#role", "admin");
  assert.match(await text(page, "#live"), /Now used by/);
  await page.reload();
  await page.waitForSelector("#question");
  assert.match(await text(page, "#question"), /Remote Desktop/);
  assert.equal(await page.inputValue("#role"), "admin");
  await page.click("#another-code summary");
  await page.fill("#another", "011 0x81000005");
  await page.keyboard.press("Enter");
  assert.equal(await text(page, ".notice"), "“011 0x81000005” was added.");
  await page.click("#stop-here");
  assert.match(await page.inputValue("#record"), /FUJ905 0x02000001.*011 0x81000005/);
  await page.click("#forget");
  await page.waitForSelector("#code");
  assert.equal(await page.evaluate(() => JSON.parse(sessionStorage.shindan).session), undefined);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

visits("the record is copied and printed, and another device goes on from the code", async (page, context) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await enter(page, "FUJ905 0x02000001");
  await lead(page);
  await reply(page, "no");
  await page.click("#stop-here");
  const record = await page.inputValue("#record");
  await page.click("#copy");
  await page.waitForFunction(() => document.querySelector("#done").textContent !== "");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), record);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.click("#print");
  assert.ok(await page.evaluate(() => window.printed));
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".paper").isVisible() && await page.locator(".qr").isVisible());
  assert.equal(await page.locator("button:visible, header:visible, textarea:visible").count(), 0);
  await page.emulateMedia({ media: "screen" });
  const code = await text(page, "#resume-code");
  const question = await page.evaluate(() => history.back()).then(() => page.waitForSelector("#question")).then((one) => one.innerText());

  const other = await visitor(chromium, server);
  await other.page.goto(server.url);
  await other.page.click("summary");
  await other.page.fill("#resume", code.replace("1", "2"));
  await other.page.keyboard.press("Enter");
  assert.match(await other.page.locator("form .wrong:visible").innerText(), /書きまちがい/);
  await other.page.fill("#resume", code.toLowerCase());
  await other.page.keyboard.press("Enter");
  await other.page.waitForSelector("#question");
  assert.equal(await text(other.page, "#question"), question);
  assert.deepEqual(other.complaints, []);
  await other.context.close();
});

visits("a wrong code says what it is not, and what to tell; nothing typed gets a word, too", async (page) => {
  await page.click("button.big");
  assert.match(await text(page, "#code-wrong"), /入力してください/);
  await enter(page, "ZZ99");
  assert.equal(await text(page, "h1"), "見つかりませんでした");
  assert.match(await text(page, "main"), /サポートデスクへ伝えてください/);
  assert.equal(await page.locator("button.lead").count(), 0);
  await page.click("#again");
  await enter(page, "0x81000008");
  assert.match(await text(page, "#match"), /意味が違います/);
  await page.click("text=011 (通信エラー)");
  await page.waitForSelector("button.lead");
  assert.equal(await text(page, ".codes"), "011 0x81000008");
});

visits("what somebody says finds candidates, without their steps; the answer opens from there", async (page) => {
  await enter(page, "リモートデスクトップで見ているときだけエラーになる");
  assert.match(await text(page, "#match"), /症状から探した候補です/);
  assert.equal(await page.locator(".effort").count(), 0);
  await page.click("button.reply >> nth=0");
  await page.waitForSelector("button.lead");
  assert.equal(await text(page, ".codes"), "FUJ905 0x02000001");
});

visits("a description that nothing comes near asks for more, and is not called a code", async (page) => {
  await enter(page, "さっぱりわからない");
  assert.match(await text(page, "#match"), /書き足すか/);
  assert.doesNotMatch(await text(page, "#match"), /このコードは/);
});

visits("a scanned resume code goes on from the first field", async (page) => {
  await enter(page, "FUJ905 0x02000001");
  await lead(page);
  await reply(page, "no");
  const question = await text(page, "#question");
  await page.click("#stop-here");
  const code = await text(page, "#resume-code");
  await page.click("#forget");
  await page.fill("#code", code);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#question");
  assert.equal(await text(page, "#question"), question);
});

visits("several codes at once: the likely cause first, each step once", async (page) => {
  await enter(page, "011 0x81000008 FUJIP55");
  assert.match(await text(page, "main"), /FUJIP55を引き起こしている可能性があります/);
  assert.match(await text(page, "main"), /上の答えと同じです/);
  assert.equal(await page.locator("button.lead").count(), 1);
  assert.equal(await page.getByText("院内ネットワークのLANケーブル").count(), 1);
});

visits("a double click answers one question only", async (page) => {
  await enter(page, "001");
  await lead(page);
  await page.waitForTimeout(450);
  const again = () => page.evaluate(() => document.querySelector('[data-reply="no"]').dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 2 })));
  await page.click('[data-reply="no"]');
  await again();
  assert.match(await text(page, ".progress"), /手順2/);
});

visits("a page without a clipboard of its own copies, too", async (page) => {
  await enter(page, "FUJ905 0x02000001");
  await lead(page);
  await page.click("#stop-here");
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.click("#copy");
  await page.waitForFunction(() => document.querySelector("#done").textContent === "コピーしました。");
  assert.equal(await page.evaluate(() => document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)), await page.inputValue("#record"));
});

visits("the flowchart, as a picture and as text", async (page) => {
  await enter(page, "FUJ905 0x02000001");
  await page.click("#tree");
  await page.waitForFunction(() => document.querySelector("img.tree").naturalWidth > 100);
  await page.click("summary");
  assert.match(await text(page, "#tree-text"), /引き継ぎ先/);
});

visits("targets are large enough to touch", async (page) => {
  await enter(page, "FUJ905 0x02000001");
  await lead(page);
  for (const box of await page.locator("button:visible, select:visible, input:visible, summary:visible").evaluateAll((all) =>
    all.map((one) => [one.innerText, one.getBoundingClientRect().height, one.getBoundingClientRect().width]))) {
    assert.ok(box[1] >= 48 && box[2] >= 48, `${box}`);
  }
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
});
