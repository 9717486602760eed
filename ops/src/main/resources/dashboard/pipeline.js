// The pipeline of one stream as an inline SVG: what stands where, how much went through, how fast it goes.
import { millis, perSecond, short, whole } from "./format.js";

const NS = "http://www.w3.org/2000/svg";

/** Boxes by name: kind, and centre and size on the wide and on the narrow board. */
const WIDE = {
  size: [1240, 178],
  boxes: {
    reference: ["step", 45, 40, 84, 60],
    fit: ["step", 147, 40, 84, 60],
    sample: ["live", 249, 40, 84, 60],
    pace: ["live", 351, 40, 84, 60],
    publish: ["live", 453, 40, 84, 60],
    base: ["topic", 613, 40, 128, 60],
    inject: ["live", 765, 40, 80, 60],
    events: ["topic", 917, 40, 128, 60],
    monitor: ["live", 1069, 40, 80, 60],
    drift: ["topic", 1182, 40, 112, 60],
    labels: ["topic", 917, 142, 128, 60],
    bursts: ["topic", 613, 142, 128, 60],
  },
};
const NARROW = {
  size: [380, 572],
  boxes: {
    reference: ["step", 62, 36, 106, 58],
    fit: ["step", 190, 36, 106, 58],
    sample: ["live", 318, 36, 106, 58],
    pace: ["live", 318, 136, 106, 58],
    publish: ["live", 190, 136, 106, 58],
    base: ["topic", 190, 236, 118, 58],
    inject: ["live", 190, 336, 100, 58],
    bursts: ["topic", 61, 336, 116, 58],
    labels: ["topic", 318, 336, 116, 58],
    events: ["topic", 190, 436, 118, 58],
    monitor: ["live", 318, 436, 100, 58],
    drift: ["topic", 318, 536, 118, 58],
  },
};
const EDGES = [
  ["reference", "fit"],
  ["fit", "sample"],
  ["sample", "pace"],
  ["pace", "publish"],
  ["publish", "base"],
  ["base", "inject"],
  ["inject", "events"],
  ["events", "monitor"],
  ["monitor", "drift"],
  ["bursts", "inject"],
  ["inject", "labels"],
  ["labels", "monitor"],
];

export class Pipeline {
  constructor(parent) {
    this.parent = parent;
    this.narrow = matchMedia("(max-width: 860px)");
    this.narrow.addEventListener("change", () => this.draw());
    this.draw();
  }

  draw() {
    const board = this.narrow.matches ? NARROW : WIDE;
    const svg = make("svg", { viewBox: `0 0 ${board.size[0]} ${board.size[1]}`, role: "img" });
    this.caption = make("title");
    svg.append(this.caption, arrowHead());
    this.edges = EDGES.map(([from, to]) => edge(svg, board, from, to));
    this.boxes = {};
    for (const [name, [kind, x, y, width, height]] of Object.entries(board.boxes)) {
      this.boxes[name] = box(svg, kind, x, y, width, height);
    }
    this.parent.replaceChildren(svg);
    if (this.last) this.show(...this.last);
  }

  /** @param stream as in /api/status; @param rates records per second of each topic, by suffix */
  show(stream, rates) {
    this.last = [stream, rates];
    const name = stream.name;
    const topics = stream.topics;
    const injected = stream.bursts.reduce((sum, burst) => sum + burst.events, 0);
    const hasBase = "base" in topics;
    const facts = stream.facts;
    const write = (key, title, ...lines) => fill(this.boxes[key], title, lines);
    write("reference", "reference", facts.referenceRows ?? "", facts.referenceNote ?? "");
    write("fit", "fit", facts.fitSeconds ?? "", facts.modelSize ?? "");
    write("sample", "sample", short(stream.entities) + " entities", short(stream.events) + " events");
    write("pace", "pace", "asked " + perSecond(stream.plan?.asked), "late " + millis(stream.latenessMillis?.p99));
    write("publish", "publish", perSecond(rates.published), "p99 " + millis(stream.latencyMillis?.p99));
    write("base", name + ".base", hasBase ? short(topics.base) + " events" : "not used");
    write("inject", "inject", whole(injected) + " injected", whole(stream.bursts.length) + (stream.bursts.length === 1 ? " burst" : " bursts"));
    write("events", name, short(topics.events) + " events");
    write("monitor", "monitor", whole(stream.windows) + " windows");
    write("drift", name + ".drift", whole(stream.alarms.length) + (stream.alarms.length === 1 ? " alarm" : " alarms"));
    write("labels", name + ".labels", short(topics.labels ?? 0) + " labels");
    write("bursts", name + ".bursts", whole(stream.bursts.length) + (stream.bursts.length === 1 ? " command" : " commands"));
    this.boxes.drift.shape.classList.toggle("alarm", stream.alarms.length > 0);
    this.flow({
      "sample-pace": rates.published,
      "pace-publish": rates.published,
      "publish-base": rates.published,
      "base-inject": rates.base,
      "inject-events": rates.events,
      "events-monitor": rates.events,
      "monitor-drift": rates.drift,
      "inject-labels": rates.labels,
      "labels-monitor": rates.labels,
      "bursts-inject": stream.bursts.some((b) => b.state === "running") ? 1 : 0,
    });
    this.caption.textContent =
      `Pipeline of ${name}: ${whole(stream.events)} events published at ${perSecond(rates.published)}, ` +
      `${whole(injected)} injected, ${whole(topics.events)} on ${name}, ${stream.alarms.length} drift alarms`;
  }

  flow(rateByEdge) {
    for (const { from, to, path, label } of this.edges) {
      const rate = rateByEdge[from + "-" + to];
      path.classList.toggle("on", rate > 0);
      path.classList.toggle("burst", from === "bursts");
      const shown = ["publish-base", "base-inject", "inject-events", "events-monitor", "inject-labels"];
      label.textContent = rate > 0 && shown.includes(from + "-" + to) ? perSecond(rate) : "";
    }
  }
}

function make(tag, attributes = {}) {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function arrowHead() {
  const defs = make("defs");
  const marker = make("marker", { id: "head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto", markerUnits: "userSpaceOnUse" });
  marker.append(make("path", { d: "M0 0 8 4 0 8z" }));
  defs.append(marker);
  return defs;
}

function box(svg, kind, x, y, width, height) {
  const shape =
    kind === "topic"
      ? make("path", { class: "topic", d: cylinder(x, y, width, height) })
      : make("rect", { class: kind, x: x - width / 2, y: y - height / 2, width, height, rx: 9 });
  const middle = kind === "topic" ? x - 4 : x; // the cylinder's front bends into the box
  const texts = [-11, 5, 20].map((dy, i) => make("text", { class: i === 0 ? "name" : "fact", x: middle, y: y + dy }));
  svg.append(shape, ...texts);
  return { shape, texts };
}

/** A lying cylinder: the sign of a topic. */
function cylinder(x, y, width, height) {
  const [left, right, top, low, bow] = [x - width / 2 + 7, x + width / 2 - 7, y - height / 2, y + height / 2, height / 2];
  return `M${left} ${top}H${right}A7 ${bow} 0 0 1 ${right} ${low}H${left}A7 ${bow} 0 0 1 ${left} ${top}M${right} ${top}A7 ${bow} 0 0 0 ${right} ${low}`;
}

function fill({ texts }, title, lines) {
  const all = [title, ...lines.filter((line) => line !== "")];
  texts.forEach((text, i) => {
    text.textContent = i === 0 ? brief(all[0]) : (all[i] ?? "");
  });
}

/** A name that fits its box: the end of a long one tells more than its beginning. */
const brief = (name) => (name.length <= 16 ? name : "…" + name.slice(-15));

function edge(svg, board, from, to) {
  const [, x1, y1, w1, h1] = board.boxes[from];
  const [, x2, y2, w2, h2] = board.boxes[to];
  const horizontal = Math.abs(y1 - y2) < 1;
  const vertical = Math.abs(x1 - x2) < 1;
  let d;
  let at;
  if (horizontal) {
    const way = Math.sign(x2 - x1);
    d = `M${x1 + (way * w1) / 2} ${y1}H${x2 - (way * w2) / 2 - way * 2}`;
    at = [(x1 + (way * w1) / 2 + x2 - (way * w2) / 2) / 2, y1 - 7];
  } else if (vertical) {
    const way = Math.sign(y2 - y1);
    d = `M${x1} ${y1 + (way * h1) / 2}V${y2 - (way * h2) / 2 - way * 2}`;
    at = [x1 + 30, (y1 + y2) / 2 + 4];
  } else {
    [d, at] = corner([x1, y1, w1, h1], [x2, y2, w2, h2]);
  }
  const path = make("path", { class: "edge", d, "marker-end": "url(#head)" });
  const label = make("text", { class: "rate", x: at[0], y: at[1] });
  svg.append(path, label);
  return { from, to, path, label };
}

/**
 * Between boxes of different rows: down out of the bottom and in at the side, or out of the side and up into the
 * bottom. Both keep off the middle, since a box may have one of each.
 */
function corner([x1, y1, w1, h1], [x2, y2, w2, h2]) {
  const aside = 14;
  return y2 > y1
    ? [`M${x1 + aside} ${y1 + h1 / 2}V${y2}H${x2 - w2 / 2 - 2}`, [x1 + aside + 26, y2 - 8]]
    : [`M${x1 + w1 / 2} ${y1}H${x2 - aside}V${y2 + h2 / 2 + 2}`, [x2 - aside - 26, y1 - 8]];
}
