import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { barsOf, type MonthCount, stretch, touches } from "./months.ts";

const month = (name: string, count: number, top = 0): MonthCount => ({ month: name, count, top });

test("months without documents have a bar too", () => {
  const { bars, step } = barsOf([month("2020-11", 3), month("2021-02", 1, 2)], 60);
  assert.equal(step, 1);
  assert.deepEqual(
    bars.map((bar) => [bar.from, bar.count, bar.top]),
    [
      ["2020-11", 3, 0],
      ["2020-12", 0, 0],
      ["2021-01", 0, 0],
      ["2021-02", 1, 2],
    ],
  );
});

test("more months than fit are joined to quarters, then to years", () => {
  const decade = Array.from({ length: 120 }, (_, i) =>
    month(`${2010 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`, 1),
  );
  const quarters = barsOf(decade, 60);
  assert.equal(quarters.step, 3);
  assert.equal(quarters.bars.length, 40);
  const years = barsOf(decade, 20);
  assert.equal(years.step, 12);
  assert.deepEqual(years.bars[0], { from: "2010-01", to: "2010-12", count: 12, top: 0 });
});

test("a few strays do not squeeze the rest, and are counted", () => {
  const months = [month("1970-01", 1), month("2020-01", 600), month("2020-02", 500), month("2036-01", 2)];
  const { bars, earlier, later } = barsOf(months, 60);
  assert.equal(bars.length, 2);
  assert.equal(earlier, 1);
  assert.equal(later, 2);
});

test("nothing is lost between months and bars", () => {
  const anyMonth = fc.record({
    year: fc.integer({ min: 1900, max: 2100 }),
    number: fc.integer({ min: 1, max: 12 }),
    count: fc.nat(50),
    top: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(anyMonth, { maxLength: 40 }), fc.integer({ min: 6, max: 150 }), (list, most) => {
      const months = list
        .map((one) => month(`${one.year}-${String(one.number).padStart(2, "0")}`, one.count, one.top))
        .sort((a, b) => a.month.localeCompare(b.month));
      const { bars, earlier, later } = barsOf(months, most);
      const sum = bars.reduce((total, bar) => total + bar.count + bar.top, earlier + later);
      assert.equal(
        sum,
        list.reduce((total, one) => total + one.count + one.top, 0),
      );
      assert.ok(bars.length <= most + 1);
    }),
  );
});

test("a stretch of whole years is named by its years", () => {
  const year = (name: string) => ({ from: `${name}-01`, to: `${name}-12`, count: 1, top: 0 });
  assert.deepEqual(stretch(year("2020"), year("2021")), { from: "2020", to: "2021" });
  const march = { from: "2020-03", to: "2020-03", count: 1, top: 0 };
  assert.deepEqual(stretch(march, march), { from: "2020-03", to: "2020-03" });
  assert.deepEqual(stretch({ ...march, from: "2020-05", to: "2020-05" }, march), {
    from: "2020-03",
    to: "2020-05",
  });
});

test("a bar knows whether it touches what is chosen", () => {
  const march = { from: "2020-03", to: "2020-03", count: 1, top: 0 };
  assert.ok(touches(march, { from: "2020", to: "2020" }));
  assert.ok(touches(march, { from: "2020-03-15", to: "2020-03-17" }));
  assert.ok(touches(march, { from: null, to: "2020-03" }));
  assert.ok(!touches(march, { from: "2020-04", to: null }));
  assert.ok(!touches(march, { from: "2019", to: "2019" }));
});
