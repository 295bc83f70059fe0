// What a visitor does, in words that the tests share.
import assert from "node:assert/strict";

export async function enter(page, text) {
  await page.fill("#code", text);
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-view=answer] h1");
}

export async function lead(page) {
  await page.click("button.lead");
  await page.waitForSelector("[data-view=diagnosis] h1");
}

/** A click that comes too soon after a question appeared counts as the second half of a double click. */
export async function reply(page, id) {
  await page.waitForTimeout(450);
  await page.click(`[data-reply="${id}"]`);
}

/** Replies with the first of `ids` that is offered, until the end or until `stop` is on the page; the steps that were shown. */
export async function walk(page, ids, stop = "#no-such-thing") {
  const shown = [];
  while (await page.locator("#question").count() > 0 && await page.locator(stop).count() === 0) {
    assert.ok(shown.length < 60, "a diagnosis has an end");
    const question = await page.locator(".turn").innerText();
    shown.push(question);
    const offered = await page.locator("[data-reply]").evaluateAll((all) => all.map((one) => one.dataset.reply));
    const id = ids.find((one) => offered.includes(one)) ?? offered[0];
    const before = await page.locator(".progress").innerText();
    await reply(page, id);
    if (await page.locator("dialog[open]").count() > 0) await page.click("#confirm-yes");
    await page.waitForFunction((was) => document.querySelector(".progress")?.innerText !== was, before);
  }
  return shown;
}

export const NEVER = ["not_fixed", "no", "proceed", "dont_know"];
