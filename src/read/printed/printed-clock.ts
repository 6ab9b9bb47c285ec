/** Reads clock and zone in a text without white space: `9:04pm`, `09h04`, `03:49:45+0000`, `12:31:26pmedt`. */

/** Offsets in minutes. Names that stand for several zones (IST, BST of Bangladesh) are left out but for the usual reading. */
const zones = new Map<string, number>([
  ["gmt", 0],
  ["utc", 0],
  ["z", 0],
  ["wet", 0],
  ["bst", 60],
  ["west", 60],
  ["cet", 60],
  ["mez", 60],
  ["cest", 120],
  ["mesz", 120],
  ["eet", 120],
  ["eest", 180],
  ["msk", 180],
  ["jst", 540],
  ["est", -300],
  ["edt", -240],
  ["cst", -360],
  ["cdt", -300],
  ["mst", -420],
  ["mdt", -360],
  ["pst", -480],
  ["pdt", -420],
  ["akst", -540],
  ["akdt", -480],
  ["hst", -600],
  ["hne", -300],
  ["hae", -240],
  ["easternstandardtime", -300],
  ["easterndaylighttime", -240],
  ["centralstandardtime", -360],
  ["centraldaylighttime", -300],
  ["mountainstandardtime", -420],
  ["mountaindaylighttime", -360],
  ["pacificstandardtime", -480],
  ["pacificdaylighttime", -420],
]);

export interface Clock {
  hour: number;
  minute: number;
  second: number;
  offset: number | null;
  /** The clock is one of twelve hours: AM or PM is printed. */
  halfDay: boolean;
  end: number;
}

const clockPattern =
  /^(?:[,;.|()-]|at|a|um|om|alle|ore|as|las|kl|uhr|t|l){0,3}?(\d{1,2})(?:[:;.h](\d\d)(?:[:;.](\d\d)(?:\.\d{1,6})?)?|(?=[ap]\.?m))/;

/** The clock that begins at `at`, after at most a few small words; null when none does. */
export function clockIn(text: string, at: number): Clock | null {
  const rest = text.slice(at, at + 60);
  const match = clockPattern.exec(rest);
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const second = Number(match[3] ?? 0);
  let end = match[0].length;
  const half = /^[.,]?([ap])\.?[mn](?:\.(?=[^\d]|$))?/.exec(rest.slice(end));
  if (half && hour >= 1 && hour <= 12) {
    hour = (hour % 12) + (half[1] === "p" ? 12 : 0);
    end += half[0].length;
  } else if (half) end += half[0].length;
  if (half && hour === 0 && half[1] === "p") return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const uhr = /^(?:uhr|h(?![a-z]))/.exec(rest.slice(end));
  if (uhr) end += uhr[0].length;
  const zone = zoneIn(rest.slice(end));
  if (zone) end += zone.length;
  return { hour, minute, second, offset: zone?.offset ?? null, halfDay: half !== null, end: at + end };
}

function zoneIn(rest: string): { offset: number; length: number } | null {
  const figures = /^[,(]{0,2}(?:gmt|utc)?([+-])(\d\d):?(\d\d)(?!\d)\)?/.exec(rest);
  if (figures) {
    const minutes = Number(figures[2]) * 60 + Number(figures[3]);
    if (minutes > 14 * 60) return null;
    return { offset: figures[1] === "-" ? -minutes : minutes, length: figures[0].length };
  }
  const short = /^[,(]{0,2}(?:gmt|utc)([+-])(\d{1,2})(?!\d)\)?/.exec(rest);
  if (short) {
    const minutes = Number(short[2]) * 60;
    if (minutes <= 14 * 60) return { offset: short[1] === "-" ? -minutes : minutes, length: short[0].length };
  }
  const name = /^[,(]{0,2}([a-z]{1,20})\)?/.exec(rest);
  if (!name) return null;
  const letters = name[1] ?? "";
  const whole = zones.get(letters);
  if (whole !== undefined) return { offset: whole, length: name[0].length };
  // The name of the sender may be glued on: `4:44 PM EST Smith wrote`.
  return null;
}

/** `09:12 le 16 mars`, `10:31 AM, March 5`: the clock stands first. */
export function clockBefore(text: string, from: number): (Clock & { start: number }) | null {
  const before = text.slice(Math.max(0, from - 20), from);
  const match = /(?<!\d)(\d{1,2}[:h]\d\d(?::\d\d)?(?:[ap]\.?m\.?)?)(?:,|on|le|am|-|den|du)?$/.exec(before);
  if (!match) return null;
  const start = from - before.length + match.index;
  const clock = clockIn(text, start);
  return clock && { ...clock, start };
}
