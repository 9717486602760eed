// Numbers and times as people read them.

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** 1,234,567 */
export const whole = (n) => (n == null ? "–" : WHOLE.format(n));

/** Three significant digits, with k and M: 12.3k */
export function short(n) {
  if (n == null || Number.isNaN(n)) return "–";
  const size = Math.abs(n);
  if (size >= 1e6) return trim(n / 1e6) + "M";
  if (size >= 1e4) return trim(n / 1e3) + "k";
  if (size >= 100 || Number.isInteger(n)) return WHOLE.format(n);
  return trim(n);
}

const trim = (n) => String(Number(n.toPrecision(3)));

export const millis = (n) => (n == null ? "–" : n >= 1000 ? trim(n / 1000) + " s" : trim(n) + " ms");

export const perSecond = (n) => short(n) + "/s";

/** m:ss, or h:mm:ss */
export function clock(seconds) {
  if (seconds == null) return "–";
  const s = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(s / 60);
  return minutes < 60
    ? minutes + ":" + two(s % 60)
    : Math.floor(minutes / 60) + ":" + two(minutes % 60) + ":" + two(s % 60);
}

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((c) => c != null));
  return made;
}
